/** `npm run backup -- <file>`: everything that must not be lost, in one file that only the master key opens. */
import { BackupError } from '@/lib/backup/sealed-file'
import { writeBackup } from '@/lib/backup/write-backup'
import { openDatabase } from './database-of-settings.mjs'

const [file] = process.argv.slice(2)
if (file === undefined) {
  process.stderr.write('Usage: npm run backup -- <file>\n')
  process.exit(2)
}
const database = await openDatabase()
try {
  const { tables, madeAt } = await writeBackup(database.url, file)
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  process.stdout.write(`${file}: ${tables.length} tables, ${rows} rows, as they were at ${madeAt}.\n`)
  process.stdout.write(
    'Keep the master key somewhere else: without it nobody can read this file, and it is not inside.\n',
  )
} catch (error) {
  if (!(error instanceof BackupError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
} finally {
  await database.stop()
}

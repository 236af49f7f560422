/** `npm run restore -- <file> [--replace]`: the backup and nothing else is in the database afterwards, or nothing has changed. */
import { parseArgs } from 'node:util'
import { restoreBackup } from '@/lib/backup/restore-backup'
import { BackupError } from '@/lib/backup/sealed-file'
import { upgrade } from '@/lib/db/upgrade'
import { env } from '@/lib/env'
import { openDatabase } from './database-of-settings.mjs'

const { values, positionals } = parseArgs({
  options: { replace: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const [file] = positionals
if (file === undefined) {
  process.stderr.write('Usage: npm run restore -- <file> [--replace]\n')
  process.exit(2)
}
const database = await openDatabase()
try {
  await upgrade(database.url, env().masterKey)
  const { manifest, quarantined } = await restoreBackup(database.url, file, values)
  process.stdout.write(`Restored as it was at ${manifest.madeAt}. Everybody signs in again.\n`)
  if (quarantined > 0) {
    process.stdout.write(
      `${quarantined} unfinished moves wait: after the start Meta is read for each, before anything is sent.\n`,
    )
  }
} catch (error) {
  if (!(error instanceof BackupError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
} finally {
  await database.stop()
}

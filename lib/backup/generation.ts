import 'server-only'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { and, isNull, notInArray, sql } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { migrations } from '@/lib/db/schema'
import { withTransaction } from '@/lib/db/transaction'
import { log } from '@/lib/log'
import { VERSIONS_AHEAD } from './versions-ahead'

/**
 * Finds at boot that the database is older than this process's last start: somebody put a copy back by other means than
 * `restore`. What was not finished then goes into quarantine. With several instances each has a file of its own, which is never
 * ahead of the database that they share.
 */
export async function checkGeneration(outer: Context, dataDir: string): Promise<boolean> {
  const file = path.join(dataDir, 'generation')
  const seen = Number(await readFile(file, 'utf8').catch(() => '0'))
  const { value, isOlder } = await withTransaction(outer, async (ctx) => {
    const { rows } = await ctx.db.execute<{ value: string }>(sql`select value from app_meta.generation for update`)
    const known = Number(rows[0]?.value ?? 0)
    const next = Math.max(known, seen) + 1
    await ctx.db.execute(sql`update app_meta.generation set value = ${next}`)
    if (seen > known) {
      await ctx.db.update(migrations).set({ version: sql`${migrations.version} + ${VERSIONS_AHEAD}` })
      await ctx.db
        .update(migrations)
        .set({ quarantinedAt: ctx.now(), leaseOwner: null, leaseUntil: null })
        .where(and(notInArray(migrations.status, ['confirmed', 'cancelled']), isNull(migrations.quarantinedAt)))
    }
    return { value: next, isOlder: seen > known }
  })
  await write(file, String(value))
  if (isOlder) log.warn('database_is_an_older_copy')
  return isOlder
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const handle = await open(`${file}.new`, 'w', 0o600)
  await handle.writeFile(text)
  await handle.sync()
  await handle.close()
  await rename(`${file}.new`, file)
}

import 'server-only'
import { eq } from 'drizzle-orm'
import { requireRight } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { templates } from '@/lib/db/schema'
import { AppError } from '@/lib/errors/app-error'
import type { CopiedTemplates } from '@/lib/graph/client'
import { isLive } from '@/lib/migration/machine'
import { attemptsOf, ownMigration, requireVersion } from '@/lib/migration/rows'
import { runCommand } from '@/lib/migration/run-command'
import { keyOf, type Result, type TemplateKey } from '@/lib/migration/subject'
import { getTemplates } from './get-templates'
import { readTemplates } from './read-templates'
import { CopyInput } from './schemas'
import type { TemplatesView } from './view'

/** Meta takes up to 500 in one call and cuts calls of more than 30 seconds: fewer is safer (contract 3.3). */
const AT_ONCE = 100

type Wanted = TemplateKey & { id: string }

/**
 * "Copy the templates": what both accounts have is read first, so that only what is missing is asked for, by id. One press is
 * as many calls as it needs; it ends at the first of which the answer is lost, and the next press goes on from what
 * has arrived by then.
 */
export async function copyTemplates(ctx: Context, id: string, input: CopyInput, key: string): Promise<TemplatesView> {
  requireRight(ctx, 'migrations.move')
  const { version, only } = CopyInput.parse(input)
  requireVersion(await ownMigration(ctx, id), version)
  const view = await readTemplates(ctx, id)
  if (view.sourceReadable !== true) throw new AppError('templates_unreadable')
  const asked = only === undefined ? null : new Set(only.map(keyOf))
  const rows = view.rows.filter((row) => row.canCopy && (asked?.has(keyOf(row)) ?? row.state !== 'failed'))
  if (rows.length === 0) throw new AppError('templates_none')
  if (view.room === 0) throw new AppError('templates_full', { limit: view.limit })
  const wanted = await withIds(ctx, id, rows.slice(0, view.room))
  for (let start = 0; start < wanted.length; start += AT_ONCE) {
    const part = wanted.slice(start, start + AT_ONCE)
    await copyPart(ctx, id, part, start === 0 ? { version, key } : { key: `${key}.${start}` })
    const [last] = await attemptsOf(ctx, id)
    if (last === undefined || isLive(last.state)) return getTemplates(ctx, id)
  }
  return shownAfter(ctx, id)
}

async function copyPart(
  ctx: Context,
  id: string,
  part: readonly Wanted[],
  press: { version?: number; key: string },
): Promise<void> {
  await runCommand(ctx, {
    command: 'copy_templates',
    migrationId: id,
    ...press,
    subject: { of: 'templates', templates: part },
    send: (client, { sourceWabaId, destinationWabaId }) => {
      if (sourceWabaId === null || destinationWabaId === null) throw new AppError('destination_empty')
      return client.copyTemplates({
        wabaId: destinationWabaId,
        sourceWabaId,
        templateIds: part.map((template) => template.id),
      })
    },
    done: (answer) => ({ outcome: 'done', result: resultOf(part, answer) }),
  })
}

/** Meta's reasons are kept short: they are shown, and nothing is decided by them. */
const resultOf = (part: readonly Wanted[], { failed }: CopiedTemplates): Result => ({
  of: 'templates',
  failed: part.flatMap(({ id, name, language }) => {
    const reason = failed[id]
    return reason === undefined ? [] : [{ name, language, reason: reason.slice(0, 200) }]
  }),
})

async function withIds(ctx: Context, migrationId: string, rows: readonly TemplateKey[]): Promise<Wanted[]> {
  const kept = await ctx.db.select().from(templates).where(eq(templates.migrationId, migrationId))
  const ids = new Map(kept.map((template) => [keyOf(template), template.source?.id ?? null]))
  return rows.flatMap(({ name, language }) => {
    const id = ids.get(keyOf({ name, language })) ?? null
    return id === null ? [] : [{ id, name, language }]
  })
}

/** What has arrived already. That it cannot be read just now does not make the copy less done. */
export async function shownAfter(ctx: Context, id: string): Promise<TemplatesView> {
  try {
    return await readTemplates(ctx, id)
  } catch {
    return getTemplates(ctx, id)
  }
}

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
import { PART } from './judge'
import { readTemplates } from './read-templates'
import { CopyInput } from './schemas'
import type { TemplateRow, TemplatesView } from './view'

/** Meta takes up to 500 in one call and cuts calls of more than 30 seconds: fewer is safer (contract 3.3). */
const AT_ONCE = 100

type Wanted = TemplateKey & { id: string }
type Accounts = { from: string; to: string }

/**
 * "Copy the templates": what both accounts have is read first, so that only what is missing is asked for, by id. One press is
 * as many calls as it needs; it ends at the first of which the answer is lost, and the next press goes on from what
 * has arrived by then.
 */
export async function copyTemplates(ctx: Context, id: string, input: CopyInput, key: string): Promise<TemplatesView> {
  requireRight(ctx, 'migrations.move')
  const { version, only } = CopyInput.parse(input)
  const row = await ownMigration(ctx, id)
  const { sourceWabaId: from, destinationWabaId: to } = row
  // A press that lasts longer than a request is asked for again by whoever waits for its answer.
  if (await hasBegun(ctx, id, key)) return getTemplates(ctx, id)
  await requireVersion(ctx, row, version)
  const view = await readTemplates(ctx, id)
  if (view.sourceReadable !== true || view.fromFile || from === null || to === null) {
    throw new AppError('templates_unreadable')
  }
  const wanted = await withIds(ctx, id, wantedOf(view, only))
  for (let start = 0; start < wanted.length; start += AT_ONCE) {
    const part = wanted.slice(start, start + AT_ONCE)
    await copyPart(ctx, id, { from, to }, part, start === 0 ? { version, key } : { key: `${key}${PART}${start}` })
    const [last] = await attemptsOf(ctx, id)
    if (last === undefined || isLive(last.state)) return getTemplates(ctx, id)
  }
  return shownAfter(ctx, id)
}

const hasBegun = async (ctx: Context, id: string, key: string): Promise<boolean> =>
  (await attemptsOf(ctx, id)).some(
    ({ command, idempotencyKey }) => command === 'copy_templates' && idempotencyKey === key,
  )

/** Without a choice: all that Meta has not refused before, as far as there is room. */
function wantedOf(view: TemplatesView, only: CopyInput['only']): readonly TemplateRow[] {
  const open = view.rows.filter((row) => row.canCopy)
  if (only !== undefined) {
    const asked = new Set(only.map(keyOf))
    const chosen = open.filter((row) => asked.has(keyOf(row)))
    if (chosen.length === 0) throw new AppError('templates_none')
    return chosen
  }
  const fresh = open.filter((row) => row.state !== 'failed')
  if (fresh.length === 0) throw new AppError('templates_none')
  if (view.room === 0) throw new AppError('templates_full', { limit: view.limit })
  return fresh.slice(0, view.room)
}

async function copyPart(
  ctx: Context,
  id: string,
  { from, to }: Accounts,
  part: readonly Wanted[],
  press: { version?: number; key: string },
): Promise<void> {
  await runCommand(ctx, {
    command: 'copy_templates',
    migrationId: id,
    ...press,
    subject: { of: 'templates', from, to, templates: part },
    // Between two parts somebody may choose other accounts.
    guard: (_, row) => {
      if (row.sourceWabaId !== from || row.destinationWabaId !== to) throw new AppError('migration_changed')
    },
    send: (client) =>
      client.copyTemplates({ wabaId: to, sourceWabaId: from, templateIds: part.map((template) => template.id) }),
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
    return await readTemplates(ctx, id, 'destination')
  } catch {
    return getTemplates(ctx, id)
  }
}

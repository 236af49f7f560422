import { createPractice } from '@/lib/connections/create-practice'
import type { Context } from '@/lib/context'
import { newId } from '@/lib/db/ids'
import { choose } from '@/lib/migration/choose'
import { register } from '@/lib/migration/register'
import { requestCode } from '@/lib/migration/request-code'
import { startMigration } from '@/lib/migration/start'
import { verifyCode } from '@/lib/migration/verify-code'
import type { MigrationView } from '@/lib/migration/view'
import { readPhone } from '@/lib/sandbox/controls'
import { databaseStore } from '@/lib/sandbox/database-store'
import type { World } from '@/lib/sandbox/state'
import type { StoryId } from '@/lib/sandbox/stories'

/** The number of the shop in every story. */
const NUMBER = '+84912345678'

type Beginning = { story?: StoryId; change?: (world: World) => void }

/** A practice connection of its own and a migration on it, its number chosen. `change` is made before anything is read. */
export async function buildChosen(ctx: Context, { story, change }: Beginning = {}): Promise<MigrationView> {
  const { id } = await createPractice(ctx, { kind: 'practice', story: story ?? 'everything_works' }, newId())
  if (change !== undefined) await databaseStore(ctx.db, ctx.now).update(id, change)
  const draft = await startMigration(ctx, { connectionId: id }, newId())
  return choose(ctx, draft.id, { version: draft.version, phoneNumber: NUMBER })
}

/** The code that came last on the phone of the number. */
export async function codeOnPhone(ctx: Context, { connection, number }: MigrationView): Promise<string> {
  const digits = (number?.e164 ?? '').slice(1)
  const messages = await readPhone(databaseStore(ctx.db, ctx.now), connection.id, digits, ctx.now)
  return messages.at(-1)?.code ?? ''
}

/** From a chosen number to a moved one. */
export async function moveOn(ctx: Context, view: MigrationView): Promise<MigrationView> {
  const sent = await requestCode(ctx, view.id, { version: view.version, method: 'SMS', language: 'vi' }, newId())
  const code = await codeOnPhone(ctx, sent)
  const proven = await verifyCode(ctx, view.id, { version: sent.version, code }, newId())
  return register(ctx, view.id, { version: proven.version, pin: '482915' }, newId())
}

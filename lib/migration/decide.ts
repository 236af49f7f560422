import 'server-only'
import { requireRight } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors/app-error'
import { finishMove } from './finish-move'
import { getMigration } from './get'
import { mayDecide } from './may-decide'
import { attemptsOf, ownMigration } from './rows'
import { DecideInput } from './schemas'
import { settleByPerson } from './settle-by-person'
import type { MigrationView } from './view'

/** "It is there" or "It is not there": a named person's word, when reading could not tell for a quarter of an hour. */
export async function decide(ctx: Context, id: string, input: DecideInput): Promise<MigrationView> {
  requireRight(ctx, 'migrations.decide')
  const { version, happened } = DecideInput.parse(input)
  const row = await ownMigration(ctx, id)
  const [last] = await attemptsOf(ctx, id)
  if (last?.state !== 'unknown' || !mayDecide(last.command, last.endedAt, ctx.now())) {
    throw new AppError('decision_not_needed')
  }
  await settleByPerson(ctx, row, { version, command: last.command, happened })
  await finishMove(ctx, id)
  return getMigration(ctx, id)
}

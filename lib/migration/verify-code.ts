import 'server-only'
import { requireRight } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { AppError, type ErrorParams } from '@/lib/errors/app-error'
import type { ErrorCode } from '@/lib/errors/catalog'
import { displayNumber } from '@/lib/phone/read-number'
import { nextAllowed, WRONG_CODES } from './budgets'
import { readCode } from './code'
import { spentOn } from './limits'
import { type AttemptRow, type MigrationRow, ownMigration, requirePhoneNumberId } from './rows'
import { runCommand } from './run-command'
import { VerifyCodeInput } from './schemas'
import { settleByPerson } from './settle-by-person'
import type { MigrationView } from './view'
import { viewAfter } from './view-after'
import { isWrongCode, wrongTries } from './wrong-tries'

/** Meta's codes work for about ten minutes (contract 3.7). */
const CODE_LIFE = 10 * 60 * 1000

/** Gives Meta the six digits. They live in this request only. */
export async function verifyCode(
  ctx: Context,
  id: string,
  input: VerifyCodeInput,
  key: string,
): Promise<MigrationView> {
  requireRight(ctx, 'migrations.move')
  const { version, code: typed } = VerifyCodeInput.parse(input)
  const read = readCode(typed)
  if (!read.ok) throw new AppError(read.error, read.count === undefined ? {} : { count: read.count })
  const row = await ownMigration(ctx, id)
  // Whoever types a code says that one came, also when the answer to our request was lost.
  const arrived = await settleByPerson(ctx, row, { version, command: 'request_code', happened: true })
  await runCommand(ctx, {
    command: 'verify_code',
    migrationId: id,
    ...(arrived ? {} : { version }),
    key,
    guard: requireTriesLeft,
    send: (client, current) => client.verifyCode({ phoneNumberId: requirePhoneNumberId(current), code: read.code }),
    done: () => ({ outcome: 'done' }),
    reword,
  })
  return viewAfter(ctx, id)
}

/** After three wrong codes we stop asking, so that Meta does not lock the number. */
async function requireTriesLeft(ctx: Context, row: MigrationRow, history: readonly AttemptRow[]): Promise<void> {
  if (wrongTries(history) < WRONG_CODES) return
  const until = nextAllowed('request_code', await spentOn(ctx, row, 'request_code'), ctx.now())
  throw new AppError('code_stopped', { until: until.toISOString() })
}

function reword(
  code: ErrorCode,
  params: ErrorParams,
  row: MigrationRow,
  history: readonly AttemptRow[],
  now: Date,
): { code: ErrorCode; params: ErrorParams } {
  if (!isWrongCode(code)) return { code, params }
  const sentAt = row.codeRequestedAt
  if (sentAt !== null && now.getTime() - sentAt.getTime() > CODE_LIFE) return { code: 'code_expired', params: {} }
  const before = wrongTries(history)
  if (before === 0) return { code: 'code_incorrect', params: {} }
  if (before + 1 >= WRONG_CODES) return { code: 'code_stopped', params: { until: now.toISOString() } }
  const number = row.phoneE164 === null ? '' : displayNumber(row.phoneE164)
  return { code: 'code_incorrect_again', params: { number, at: (sentAt ?? now).toISOString() } }
}

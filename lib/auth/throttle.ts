import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { Context } from '@/lib/context'
import { sha256 } from '@/lib/crypto/hash'
import { AppError } from '@/lib/errors/app-error'

const DAY = 24 * 60 * 60
const FREE_FAILURES = 5
const LONGEST_WAIT = 900
const PER_ADDRESS = { points: 30, duration: 10 * 60 }

type Query = { text: string; values: unknown[] }

// The limiter writes "$1" and hands over an array; drizzle wants the values in their places. Running on the context's
// own database keeps the counters in the same place as everything else, in tests too.
const toSql = ({ text, values }: Query): SQL =>
  sql.join(text.split(/\$(\d+)/).map((part, index) => (index % 2 ? sql`${values[Number(part) - 1]}` : sql.raw(part))))

const limiter = (ctx: Context, keyPrefix: string, points: number, duration: number) =>
  new RateLimiterPostgres({
    storeClient: { query: (query: Query) => ctx.db.execute(toSql(query)) },
    storeType: 'client',
    tableName: 'throttles',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix,
    points,
    duration,
  })

const waitAfter = (failures: number): number => Math.min(2 ** (failures - FREE_FAILURES), LONGEST_WAIT)

const slowDown = (res: RateLimiterRes): AppError =>
  new AppError('sign_in_slow_down', { until: new Date(Date.now() + res.msBeforeNext).toISOString() })

/** Everything but "not yet" is a real error of the store. */
async function consume(gate: RateLimiterPostgres, key: string, customDuration?: number): Promise<void> {
  try {
    await gate.consume(key, 1, customDuration ? { customDuration } : {})
  } catch (error) {
    throw error instanceof RateLimiterRes ? slowDown(error) : error
  }
}

type Attempt = { failed: () => Promise<void>; succeeded: () => Promise<void> }

/**
 * Counts the attempt before the password is looked at, so that a hundred at the same moment are a hundred. The first
 * five failures of an account are free; then each has to wait 1, 2, 4 … 900 s after the one before. One address may
 * fail 30 times in 10 minutes. Unknown e-mail addresses are counted like known ones.
 */
export async function beginSignIn(ctx: Context, email: string, address: string): Promise<Attempt> {
  const account = sha256(email).slice(0, 32)
  const failures = limiter(ctx, 'sign-in-account', FREE_FAILURES, DAY)
  const gate = limiter(ctx, 'sign-in-gate', 1, 1)
  const addresses = limiter(ctx, 'sign-in-address', PER_ADDRESS.points, PER_ADDRESS.duration)

  await consume(addresses, address)
  const { consumedPoints: attempt } = await failures.penalty(account)
  if (attempt > FREE_FAILURES) {
    try {
      await consume(gate, account, waitAfter(attempt))
    } catch (error) {
      await failures.reward(account)
      throw error
    }
  }
  return {
    async failed() {
      if (attempt === FREE_FAILURES) await gate.set(account, 1, waitAfter(attempt))
    },
    async succeeded() {
      await Promise.all([failures.delete(account), gate.delete(account), addresses.reward(address)])
    },
  }
}

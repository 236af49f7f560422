import { answers } from './answers'
import { Refusal } from './refusal'
import type { World } from './state'

const HOUR = 3_600_000

/** 200 an hour for an account without a live number, 5,000 with one (contract, section 8.3). */
const allowance = (world: World, accountId: string): number =>
  world.numbers.some((number) => number.accountId === accountId && number.status === 'CONNECTED') ? 5_000 : 200

/** Counts the call; refuses it when this world has a limit and it is used up. */
export function countCall(world: World, accountId: string | null, now: number): void {
  if (accountId === null) return
  const hour = Math.floor(now / HOUR)
  const before = world.traffic[accountId]
  const count = before?.hour === hour ? before.count + 1 : 1
  world.traffic[accountId] = { hour, count }
  const limit = accountId === world.destinationId ? world.rules.callsPerHour : null
  if (limit !== null && count > limit) throw new Refusal(answers.tooManyCalls)
}

/** Percent of the allowance, as Meta says it, and minutes to wait when there is something to wait for. */
export function usageHeader(world: World, accountId: string, waitMinutes: number): string {
  const count = world.traffic[accountId]?.count ?? 0
  const percent = waitMinutes > 0 ? 100 : Math.min(100, Math.ceil((count * 100) / allowance(world, accountId)))
  const entry = { call_count: percent, total_cputime: 1, total_time: 1, estimated_time_to_regain_access: waitMinutes }
  return JSON.stringify({ [accountId]: [{ type: 'whatsapp_business_management', ...entry }] })
}

export const minutesToNextHour = (now: number): number => Math.ceil((HOUR - (now % HOUR)) / 60_000)

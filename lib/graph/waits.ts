const MINUTE = 60
const HOUR = 60 * MINUTE
const LONGEST = 7 * 24 * HOUR

/** "Too many calls" of app, user, page, WABA and management edges (contract 9.2). */
const THROTTLED: readonly number[] = [4, 17, 32, 341, 613, 80007, 80008, 130429]

export const isThrottled = (code: number): boolean => THROTTLED.includes(code)

export type WaitFacts = {
  status: number
  code: number
  subcode: number | null
  details: string | null
  headers: Headers
  now: number
}

/** How long Meta wants us to stay away, in seconds; null when it did not say and no rule of the contract does. */
export function waitSeconds(facts: WaitFacts): number | null {
  const { code, subcode, details } = facts
  // The lock after ten registrations is always three days; no header shortens it.
  if (code === 133016) return 72 * HOUR
  const told = inBounds(retryAfter(facts)) ?? inBounds(usageWait(facts))
  if (told !== null) return told
  if (isThrottled(code)) return HOUR
  if (code === 133008) return inBounds(spokenDuration(details)) ?? 12 * HOUR
  if (code === 133009) return inBounds(spokenDuration(details)) ?? HOUR
  if (code === 133015) return 5 * MINUTE
  if (code === 136024 && subcode === 2388091) return HOUR
  if (code === 131057 || subcode === 2494100 || code === 2494100) return 5 * MINUTE
  return facts.status === 429 ? HOUR : null
}

function retryAfter({ headers, now }: WaitFacts): number | null {
  const value = headers.get('retry-after')?.trim()
  if (value === undefined || value === '') return null
  if (/^\d+$/.test(value)) return Number(value)
  const date = Date.parse(value)
  return Number.isNaN(date) ? null : Math.ceil((date - now) / 1000)
}

/** `x-business-use-case-usage` comes with every answer; it means a wait only beside a refusal for too many calls. */
function usageWait({ headers, code, status }: WaitFacts): number | null {
  if (!isThrottled(code) && status !== 429) return null
  const header = headers.get('x-business-use-case-usage')
  if (header === null) return null
  const minutes = [...header.matchAll(/"estimated_time_to_regain_access"\s*:\s*(\d{1,6})/g)].map((match) =>
    Number(match[1]),
  )
  return minutes.length === 0 ? null : Math.max(...minutes) * MINUTE
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: MINUTE, h: HOUR, d: 24 * HOUR }

/** "Try again in 1 hour 30 minutes" → 5400. */
function spokenDuration(details: string | null): number | null {
  const parts = [...(details ?? '').matchAll(/(\d{1,6})[\s-]*(s|m|h|d)(?:ec|in|our|r|ay|\b)/gi)]
  if (parts.length === 0) return null
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (UNITS[(unit ?? '').toLowerCase()] ?? 0), 0)
}

/** A wait outside nought to seven days is a mistake, not an instruction. */
function inBounds(seconds: number | null): number | null {
  return seconds !== null && seconds > 0 && seconds <= LONGEST ? seconds : null
}

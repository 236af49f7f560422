import * as z from 'zod'
import { GUARD_KINDS } from './kinds'

const time = z.iso.datetime()

/** One thing that changed at Meta after the number had moved. */
export const FindingView = z
  .object({
    id: z.string(),
    kind: z.enum(GUARD_KINDS),
    /** Which template, app or part of the account; empty for the number itself. */
    subject: z.string(),
    facts: z.record(z.string(), z.string()),
    at: time,
    /** Since when it is well again; the same as `at` for good news. */
    overAt: time.nullable(),
  })
  .meta({ id: 'FindingView' })
export type FindingView = z.infer<typeof FindingView>

/** The eye that is kept on a number for 48 hours after it has moved. */
export const GuardView = z
  .object({
    until: time,
    ended: z.boolean(),
    /** The last look that Meta answered in full. */
    lastLookAt: time.nullable(),
    /** Newest first. */
    findings: z.array(FindingView),
  })
  .meta({ id: 'GuardView' })
export type GuardView = z.infer<typeof GuardView>

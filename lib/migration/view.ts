import * as z from 'zod'
import { CheckView } from '@/lib/checks/view'
import { AccountSummary } from '@/lib/connections/view'
import { EVENT_KINDS } from '@/lib/events/kinds'
import { GuardView } from '@/lib/guard/view'
import { ProofView } from '@/lib/proof/view'
import { ClosingTicks } from './closing'
import { STEPS } from './journey'
import { ATTEMPT_STATES, COMMANDS, STATUSES } from './machine'
import { NumberSnapshot } from './snapshot'

const time = z.iso.datetime()
const command = z.enum(COMMANDS)

/** The five sentences a person may read about where the number is. */
export const PlateState = z.enum(['before', 'moving', 'after', 'unsure', 'stopped'])
export type PlateState = z.infer<typeof PlateState>

export const AttemptView = z
  .object({
    command,
    state: z.enum(ATTEMPT_STATES),
    startedAt: time,
    endedAt: time.nullable(),
    by: z.string(),
    errorCode: z.string().nullable(),
    errorParams: z.record(z.string(), z.union([z.string(), z.number()])),
    /** Known, not guessed: this call did not change where the number works. */
    numberSame: z.boolean(),
    /** For "details" and support: Meta's own numbers, its text for people, its trace. Never a raw body. */
    graph: z
      .object({
        code: z.number().nullable(),
        subcode: z.number().nullable(),
        userText: z.string().nullable(),
        traceId: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'AttemptView' })
export type AttemptView = z.infer<typeof AttemptView>

export const Meter = z
  .object({ command, used: z.number(), limit: z.number(), nextAt: time.nullable() })
  .meta({ id: 'Meter' })
export type Meter = z.infer<typeof Meter>

const chosenNumber = z.object({
  e164: z.string(),
  /** International format with spaces, for the plate. */
  display: z.string(),
  country: z.string().nullable(),
  lineType: z.string().nullable(),
  displayName: z.string().nullable(),
  sourcePhoneNumberId: z.string().nullable(),
  phoneNumberId: z.string().nullable(),
})

/** The only shape of a migration that leaves the server. */
export const MigrationView = z
  .object({
    id: z.string(),
    reference: z.string(),
    version: z.int(),
    status: z.enum(STATUSES),
    step: z.enum(STEPS),
    plate: PlateState,
    practice: z.boolean(),
    story: z.string().nullable(),
    connection: z.object({ id: z.string(), label: z.string(), problem: z.string().nullable() }),
    customer: z.object({ id: z.string(), name: z.string() }),
    source: z.object({ wabaId: z.string().nullable(), name: z.string().nullable(), unlisted: z.boolean() }).nullable(),
    destination: z.object({ wabaId: z.string(), name: z.string().nullable() }).nullable(),
    /** Who serves the number now, as the person says: an id of `docs/providers.md`, or `unknown`. */
    provider: z.string().nullable(),
    number: chosenNumber.nullable(),
    checks: z.array(CheckView),
    checksAt: time.nullable(),
    blockers: z.number(),
    code: z.object({
      method: z.enum(['SMS', 'VOICE']).nullable(),
      language: z.string().nullable(),
      requestedAt: time.nullable(),
      wrongTries: z.number(),
    }),
    verifiedUntil: time.nullable(),
    /** The attempt that is running or unknown now. */
    live: AttemptView.nullable(),
    /** The last finished attempt, when it was refused or not sent and nothing came after it. */
    refusal: AttemptView.nullable(),
    meters: z.array(Meter),
    waits: z.array(z.object({ command: z.string(), until: time, errorCode: z.string() })),
    before: NumberSnapshot.nullable(),
    after: NumberSnapshot.nullable(),
    /** The 48 hours after the move; null before it, and when nobody kept an eye on it. */
    guard: GuardView.nullable(),
    /** What people have ticked of the closing list. */
    closing: ClosingTicks,
    /** Whether messages come in and go out; null until the number has moved. */
    proof: ProofView.nullable(),
    /** Restored from a backup, and not yet read from Meta again: nothing is sent. */
    quarantined: z.boolean(),
    /** Who must do something next. */
    waitsFor: z.enum(['you', 'other', 'system', 'nobody']),
    createdAt: time,
    updatedAt: time,
    updatedBy: z.string(),
    registeredAt: time.nullable(),
    confirmedAt: time.nullable(),
    cancelledAt: time.nullable(),
  })
  .meta({ id: 'MigrationView' })
export type MigrationView = z.infer<typeof MigrationView>

/** A row of the dashboard. */
export const MigrationSummary = MigrationView.pick({
  id: true,
  reference: true,
  status: true,
  step: true,
  practice: true,
  waitsFor: true,
  updatedAt: true,
  blockers: true,
})
  .extend({
    display: z.string().nullable(),
    displayName: z.string().nullable(),
    customerName: z.string(),
    /** The fate of a step of the move is not known. */
    liveUnknown: z.boolean(),
    /** Messages still come to us first, and a person has to put it back. */
    callbackStuck: z.boolean(),
    waitUntil: time.nullable(),
  })
  .meta({ id: 'MigrationSummary' })
export type MigrationSummary = z.infer<typeof MigrationSummary>

/** What the list answers: the newest hundred that match, and how many there are of each kind. */
export const MigrationList = z
  .object({
    migrations: z.array(MigrationSummary),
    counts: z.object({ open: z.number(), moved: z.number(), stopped: z.number() }),
    more: z.boolean(),
  })
  .meta({ id: 'MigrationList' })
export type MigrationList = z.infer<typeof MigrationList>

export const NumberOption = z
  .object({
    id: z.string(),
    e164: z.string(),
    display: z.string(),
    displayName: z.string().nullable(),
    status: z.string().nullable(),
    movable: z.boolean(),
    /** Why it cannot be picked: messages `number.reasons.<reason>`. */
    reason: z
      .enum([
        'test_number',
        'on_business_app',
        'on_premises',
        'offline',
        'rename_pending',
        'already_there',
        'open_migration',
      ])
      .nullable(),
  })
  .meta({ id: 'NumberOption' })
export type NumberOption = z.infer<typeof NumberOption>

/** What there is to choose from. */
export const MigrationOptions = z
  .object({
    accounts: z.array(AccountSummary),
    sourceReadable: z.boolean(),
    numbers: z.array(NumberOption),
    /** The country a number without country code is read as. */
    suggestedCountry: z.string().nullable(),
  })
  .meta({ id: 'MigrationOptions' })
export type MigrationOptions = z.infer<typeof MigrationOptions>

/** One line of the history. */
export const EventView = z
  .object({
    seq: z.number(),
    kind: z.enum(EVENT_KINDS),
    by: z.string(),
    at: time,
    data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  })
  .meta({ id: 'EventView' })
export type EventView = z.infer<typeof EventView>

import * as z from 'zod'
import { CHECK_KINDS } from '@/lib/checks/kinds'
import { COMMANDS, STATUSES } from '@/lib/migration/machine'
import { STAY_REASONS } from '@/lib/migration/what-moves'
import { FACTS, VERDICTS } from './kinds'

const time = z.iso.datetime()
const verdict = z.enum(VERDICTS)

/** What Meta said, in its own words: nothing here depends on anybody's language. Null is "not known". */
export const FactValue = z
  .union([
    z.string(),
    z.boolean(),
    z.array(z.string()),
    z.strictObject({ name: z.string().nullable(), id: z.string().nullable() }),
    z.strictObject({ total: z.int(), approved: z.int() }),
  ])
  .nullable()
export type FactValue = z.infer<typeof FactValue>

const FactRow = z
  .strictObject({ fact: z.enum(FACTS), before: FactValue, after: FactValue, verdict })
  .meta({ id: 'ReportFact' })
export type FactRow = z.infer<typeof FactRow>

const TemplateSide = z.strictObject({ status: z.string(), quality: z.string() }).nullable()

const TemplateRow = z
  .strictObject({
    name: z.string(),
    language: z.string(),
    before: TemplateSide,
    after: TemplateSide,
    verdict,
    /** Why it stayed behind, or what became of it on the way: messages `plan.stays.<reason>`. */
    reason: z.enum(STAY_REASONS).nullable(),
  })
  .meta({ id: 'ReportTemplate' })
export type TemplateRow = z.infer<typeof TemplateRow>

/** What is told of a history: what was chosen, asked of Meta, answered and decided. Words: messages `history.<kind>`. */
export const TOLD = [
  'migration_started',
  'accounts_chosen',
  'number_chosen',
  'check_confirmed',
  'number_adopted',
  'command_done',
  'command_refused',
  'command_not_sent',
  'command_unknown',
  'command_settled',
  'person_decided',
  'read_after_restore',
  'migration_cancelled',
] as const

const TimelineEntry = z
  .strictObject({
    at: time,
    kind: z.enum([...TOLD, 'status_changed']),
    by: z.string(),
    command: z.enum(COMMANDS).nullable(),
    check: z.enum(CHECK_KINDS).nullable(),
    to: z.enum(STATUSES).nullable(),
  })
  .meta({ id: 'ReportEvent' })
export type TimelineEntry = z.infer<typeof TimelineEntry>

/** The steps that change where a number is, in their order. */
export const REPORTED_STEPS = ['add_number', 'request_code', 'verify_code', 'register', 'confirm'] as const

const Ids = z.strictObject({
  wabaId: z.string().nullable(),
  wabaName: z.string().nullable(),
  phoneNumberId: z.string().nullable(),
})

/**
 * The record of one move. Made of what is stored and of nothing else, not even of the time it is asked for: the same move gives the same
 * bytes. Another shape gets another `version`.
 */
export const MoveReport = z
  .strictObject({
    format: z.literal('carryover-report'),
    version: z.literal(1),
    service: z.literal('Carryover'),
    appVersion: z.string(),
    graphVersion: z.string(),
    migrationId: z.string(),
    reference: z.string(),
    practice: z.boolean(),
    result: z.enum(['moved', 'registered', 'stopped']),
    number: z.strictObject({ e164: z.string(), display: z.string(), displayName: z.string().nullable() }).nullable(),
    customer: z.string(),
    startedAt: time,
    registeredAt: time.nullable(),
    endedAt: time.nullable(),
    /** Who did something, in the order they first did. */
    people: z.array(z.string()),
    ids: z.strictObject({ before: Ids, after: Ids }),
    readAt: z.strictObject({ before: time.nullable(), after: time.nullable() }),
    /** Empty when the move was stopped: there is no after. */
    facts: z.array(FactRow),
    templates: z.array(TemplateRow),
    steps: z.array(z.strictObject({ command: z.enum(REPORTED_STEPS), done: z.boolean() })),
    timeline: z.array(TimelineEntry),
  })
  .meta({ id: 'MoveReport' })
export type MoveReport = z.infer<typeof MoveReport>

/** `signature` is Ed25519 over the canonical JSON of `report`; both others are base64, the key in SPKI form. */
export const SignedReport = z
  .strictObject({ report: MoveReport, signature: z.string(), publicKey: z.string() })
  .meta({ id: 'SignedReport' })
export type SignedReport = z.infer<typeof SignedReport>

export const ReportKey = z
  .strictObject({
    publicKey: z.string(),
    /** SHA-256 of the key's bytes, in hex. */
    fingerprint: z.string(),
  })
  .meta({ id: 'ReportKey' })
export type ReportKey = z.infer<typeof ReportKey>

import type { CheckView } from '@/lib/checks/kinds'
import type { Step } from './journey'
import type { AttemptState, Command, Status } from './machine'
import type { NumberSnapshot } from './snapshot'

/** The five sentences a person may read about where the number is. */
export type PlateState = 'before' | 'moving' | 'after' | 'unsure' | 'stopped'

export type AttemptView = {
  command: Command
  state: AttemptState
  startedAt: string
  endedAt: string | null
  by: string
  errorCode: string | null
  errorParams: Record<string, string | number>
  /** For "details" and support: Meta's own numbers, its text for people, its trace. Never a raw body. */
  graph: { code: number | null; subcode: number | null; userText: string | null; traceId: string | null } | null
}

export type Meter = { command: Command; used: number; limit: number; nextAt: string | null }

/** The only shape of a migration that leaves the server. */
export type MigrationView = {
  id: string
  reference: string
  version: number
  status: Status
  step: Step
  plate: PlateState
  practice: boolean
  story: string | null
  connection: { id: string; label: string; problem: string | null }
  customer: { id: string; name: string }
  source: { wabaId: string | null; name: string | null; unlisted: boolean } | null
  destination: { wabaId: string; name: string | null } | null
  number: {
    e164: string
    /** International format with spaces, for the plate. */
    display: string
    country: string | null
    lineType: string | null
    displayName: string | null
    sourcePhoneNumberId: string | null
    phoneNumberId: string | null
  } | null
  checks: CheckView[]
  checksAt: string | null
  blockers: number
  code: { method: 'SMS' | 'VOICE' | null; language: string | null; requestedAt: string | null; wrongTries: number }
  verifiedUntil: string | null
  /** The attempt that is running or unknown now. */
  live: AttemptView | null
  /** The last finished attempt, when it was refused or not sent and nothing came after it. */
  refusal: AttemptView | null
  meters: Meter[]
  waits: { command: string; until: string; errorCode: string }[]
  before: NumberSnapshot | null
  after: NumberSnapshot | null
  /** Who must do something next. */
  waitsFor: 'you' | 'other' | 'system' | 'nobody'
  createdAt: string
  updatedAt: string
  updatedBy: string
  registeredAt: string | null
  confirmedAt: string | null
  cancelledAt: string | null
}

/** A row of the dashboard. */
export type MigrationSummary = Pick<
  MigrationView,
  'id' | 'reference' | 'status' | 'step' | 'practice' | 'waitsFor' | 'updatedAt' | 'blockers'
> & {
  display: string | null
  displayName: string | null
  customerName: string
  liveUnknown: boolean
  waitUntil: string | null
}

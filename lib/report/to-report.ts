import { CHECK_KINDS } from '@/lib/checks/kinds'
import { COMMANDS, type Status } from '@/lib/migration/machine'
import type { EventView, MigrationView } from '@/lib/migration/view'
import { compare } from './compare'
import { type MoveReport, REPORTED_STEPS, type TimelineEntry, TOLD } from './view'

type Versions = Pick<MoveReport, 'appVersion' | 'graphVersion'>

const RESULTS: Partial<Record<Status, MoveReport['result']>> = {
  registered: 'registered',
  confirmed: 'moved',
  cancelled: 'stopped',
}

/** Null: the move is still open, and there is nothing to report yet. `events`: oldest first. */
export function toReport(view: MigrationView, events: readonly EventView[], versions: Versions): MoveReport | null {
  const result = RESULTS[view.status]
  if (result === undefined) return null
  const { number } = view
  return {
    format: 'carryover-report',
    version: 1,
    service: 'Carryover',
    ...versions,
    migrationId: view.id,
    reference: view.reference,
    practice: view.practice,
    result,
    number: number && { e164: number.e164, display: number.display, displayName: number.displayName },
    customer: view.customer.name,
    startedAt: view.createdAt,
    registeredAt: view.registeredAt,
    endedAt: view.confirmedAt ?? view.cancelledAt,
    people: [...new Set(events.map(({ by }) => by))].filter((by) => by !== 'system'),
    ids: idsOf(view),
    readAt: { before: view.before?.readAt ?? null, after: view.after?.readAt ?? null },
    ...(result === 'stopped' ? { facts: [], templates: [] } : compare(view.before, view.after, view)),
    steps: stepsOf(events),
    timeline: events.flatMap(toEntry),
  }
}

/** Of a move that was stopped after the number was opened, the destination has an id too. */
const idsOf = ({ before, after, number, source, destination }: MigrationView): MoveReport['ids'] => ({
  before: {
    wabaId: before?.wabaId ?? source?.wabaId ?? null,
    wabaName: before?.wabaName ?? source?.name ?? null,
    phoneNumberId: before?.phoneNumberId ?? number?.sourcePhoneNumberId ?? null,
  },
  after: {
    wabaId: after?.wabaId ?? destination?.wabaId ?? null,
    wabaName: after?.wabaName ?? destination?.name ?? null,
    phoneNumberId: after?.phoneNumberId ?? number?.phoneNumberId ?? null,
  },
})

const REACHED_BY: Readonly<Record<(typeof REPORTED_STEPS)[number], Status>> = {
  add_number: 'number_added',
  request_code: 'code_requested',
  verify_code: 'verified',
  register: 'registered',
  confirm: 'confirmed',
}

/** By the facts that were reached, whether by our call or found by reading. */
function stepsOf(events: readonly EventView[]): MoveReport['steps'] {
  const reached = new Set(events.flatMap(({ kind, data }) => (kind === 'status_changed' ? [data.to] : [])))
  return REPORTED_STEPS.map((command) => ({ command, done: reached.has(REACHED_BY[command]) }))
}

/** Of an event's data only words of ours pass. The one status nobody asks for by a press is "moved". */
function toEntry({ at, kind, by, data }: EventView): TimelineEntry[] {
  const told = TOLD.find((known) => known === kind)
  const isEnd = kind === 'status_changed' && data.to === 'confirmed'
  if (told === undefined && !isEnd) return []
  return [
    {
      at,
      kind: told ?? 'status_changed',
      by,
      command: COMMANDS.find((known) => known === data.command) ?? null,
      check: CHECK_KINDS.find((known) => known === (data.check ?? data.kind)) ?? null,
      to: isEnd ? 'confirmed' : null,
    },
  ]
}

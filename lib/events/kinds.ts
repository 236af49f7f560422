/** What the journal can say. Texts for people: messages `history.<kind>`. */
export const EVENT_KINDS = [
  'migration_started',
  'accounts_chosen',
  'number_chosen',
  'provider_named',
  'checks_read',
  'check_confirmed',
  'command_started',
  'command_done',
  'command_refused',
  'command_not_sent',
  'command_unknown',
  'command_settled',
  'status_changed',
  'number_adopted',
  'person_decided',
  'migration_cancelled',
  'read_after_restore',
  'message_arrived',
  'message_delivered',
  'message_failed',
  'proof_said',
  'connection_added',
  'connection_replaced',
  'connection_removed',
] as const

export type EventKind = (typeof EVENT_KINDS)[number]

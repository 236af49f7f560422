/**
 * The whole state machine. Statuses are facts already reached; commands are what is asked for. Nothing else
 * writes a status: every change goes through `next`.
 */
export const STATUSES = [
  'draft',
  'ready',
  'number_added',
  'code_requested',
  'verified',
  'registered',
  'confirmed',
  'cancelled',
] as const
export type Status = (typeof STATUSES)[number]

export const COMMANDS = [
  'check',
  'add_number',
  'request_code',
  'verify_code',
  'register',
  'confirm',
  'subscribe_app',
  'copy_templates',
  'create_template',
  'restore_profile',
  'send_test',
  'override_callback',
  'restore_callback',
  'cancel',
] as const
export type Command = (typeof COMMANDS)[number]

/** Commands that make Meta do something. Each has attempts; the others only read or only change our own rows. */
export const EFFECTS = [
  'add_number',
  'request_code',
  'verify_code',
  'register',
  'subscribe_app',
  'copy_templates',
  'create_template',
  'restore_profile',
  'send_test',
  'override_callback',
  'restore_callback',
] as const
export type Effect = (typeof EFFECTS)[number]

/** Beside the move's own steps: what is refused there belongs to its own page, and stops no step. */
export const BESIDE: readonly Command[] = [
  'copy_templates',
  'create_template',
  'restore_profile',
  'send_test',
  'override_callback',
  'restore_callback',
]

/** Whose refusals each kind of page shows. */
export const REFUSALS_OF = {
  steps: COMMANDS.filter((command) => !BESIDE.includes(command)),
  templates: ['copy_templates', 'create_template'],
  proof: ['send_test', 'override_callback', 'restore_callback'],
  moved: ['subscribe_app', 'restore_profile'],
  none: [],
} as const satisfies Record<string, readonly Command[]>
export type RefusalsOf = keyof typeof REFUSALS_OF

export const ATTEMPT_STATES = [
  'intent',
  'armed',
  'done',
  'refused',
  'not_sent',
  'unknown',
  'confirmed_done',
  'confirmed_not_done',
  'human_done',
  'human_not_done',
] as const
export type AttemptState = (typeof ATTEMPT_STATES)[number]

export const isLive = (state: AttemptState): boolean => state === 'intent' || state === 'armed' || state === 'unknown'

/** What became of a command, whether told by Meta's answer or found by reading. */
export type Outcome =
  | 'done'
  /** `check`: something stops the move. */
  | 'failing'
  /** Meta says the number is already verified: no code is needed. */
  | 'already_verified'
  /** Meta says the number is connected on the destination. */
  | 'already_connected'
  /** Meta refuses and says an earlier step must be done again. */
  | 'verification_lapsed'
  /** Meta no longer knows that this number is moving. */
  | 'number_gone'

type Row = Partial<Record<Outcome, Status>>

/** table[status][command][outcome] = the status that follows. A missing cell is a command that is not allowed. */
export const table: Readonly<Record<Status, Partial<Record<Command, Row>>>> = {
  draft: {
    check: { done: 'ready', failing: 'draft', already_connected: 'registered' },
    subscribe_app: { done: 'draft' },
    copy_templates: { done: 'draft' },
    create_template: { done: 'draft' },
    cancel: { done: 'cancelled' },
  },
  ready: {
    check: { done: 'ready', failing: 'draft', already_connected: 'registered' },
    add_number: { done: 'number_added', already_verified: 'verified', already_connected: 'registered' },
    subscribe_app: { done: 'ready' },
    copy_templates: { done: 'ready' },
    create_template: { done: 'ready' },
    cancel: { done: 'cancelled' },
  },
  number_added: {
    check: {
      done: 'number_added',
      failing: 'number_added',
      already_verified: 'verified',
      already_connected: 'registered',
    },
    request_code: {
      done: 'code_requested',
      already_verified: 'verified',
      already_connected: 'registered',
      number_gone: 'ready',
    },
    subscribe_app: { done: 'number_added' },
    copy_templates: { done: 'number_added' },
    create_template: { done: 'number_added' },
    cancel: { done: 'cancelled' },
  },
  code_requested: {
    check: {
      done: 'code_requested',
      failing: 'code_requested',
      already_verified: 'verified',
      already_connected: 'registered',
    },
    request_code: {
      done: 'code_requested',
      already_verified: 'verified',
      already_connected: 'registered',
      number_gone: 'ready',
    },
    verify_code: {
      done: 'verified',
      already_verified: 'verified',
      already_connected: 'registered',
      number_gone: 'ready',
    },
    subscribe_app: { done: 'code_requested' },
    copy_templates: { done: 'code_requested' },
    create_template: { done: 'code_requested' },
    cancel: { done: 'cancelled' },
  },
  verified: {
    check: {
      done: 'verified',
      failing: 'verified',
      already_connected: 'registered',
      verification_lapsed: 'number_added',
    },
    register: {
      done: 'registered',
      already_connected: 'registered',
      verification_lapsed: 'number_added',
      number_gone: 'ready',
    },
    subscribe_app: { done: 'verified' },
    copy_templates: { done: 'verified' },
    create_template: { done: 'verified' },
    cancel: { done: 'cancelled' },
  },
  registered: {
    confirm: { done: 'confirmed', failing: 'registered' },
    subscribe_app: { done: 'registered' },
    copy_templates: { done: 'registered' },
    create_template: { done: 'registered' },
  },
  confirmed: {
    subscribe_app: { done: 'confirmed' },
    copy_templates: { done: 'confirmed' },
    create_template: { done: 'confirmed' },
    restore_profile: { done: 'confirmed' },
    send_test: { done: 'confirmed' },
    override_callback: { done: 'confirmed' },
    restore_callback: { done: 'confirmed' },
  },
  cancelled: {},
}

export const allows = (status: Status, command: Command): boolean => table[status][command] !== undefined

/** The status after `outcome`, or undefined when the machine has no such cell: a bug, never a guess. */
export const next = (status: Status, command: Command, outcome: Outcome): Status | undefined =>
  table[status][command]?.[outcome]

export const isTerminal = (status: Status): boolean => status === 'confirmed' || status === 'cancelled'

/** The number works on the destination, or is about to be seen there. */
export const isAfterMove = (status: Status): boolean => status === 'registered' || status === 'confirmed'

/** Before this the source keeps sending and receiving, and stopping is harmless. */
export const isBeforeMove = (status: Status): boolean => !isAfterMove(status) && status !== 'cancelled'

import type { CheckKind, CheckOwner } from '@/lib/checks/kinds'
import type { DeadEnd } from '@/lib/migration/dead-ends'
import type { Step } from '@/lib/migration/journey'

/** Every refusal a person can meet. `status` is the HTTP status of our API; `field` is the form field the words belong to. Texts: messages `errors.<code>`. */
type Entry = { status: number; field?: string }

/** What helps after an answer of Meta. `text` is a key of messages `wizard.refusal.remedies`. */
export type Remedy =
  /** The page's own button, after the wait if there is one. */
  | { to: 'again' }
  /** Nothing a person can mend: the note for support is shown open. */
  | { to: 'support' }
  | { to: 'connect_app' | 'connection'; text: RemedyText }
  | { to: 'check'; check: CheckKind; text: RemedyText }
  | { to: 'step'; step: Step; text: RemedyText }
  | { to: 'meta'; page: MetaPage; text: RemedyText }
  /** Not with this product: the page of the other way. */
  | { to: 'dead_end'; reason: DeadEnd }

export type MetaPage =
  | 'home'
  | 'systemUsers'
  | 'accounts'
  | 'accountQuality'
  | 'destinationHome'
  | 'destinationNumbers'
  | 'destinationTemplates'

type RemedyText =
  | 'newToken'
  | 'appSecret'
  | 'checks'
  | 'twoStep'
  | 'openMeta'
  | 'number'
  | 'getCode'
  | 'connectApp'
  | 'name'
  | 'payment'
  | 'review'
  | 'otherPin'

/** `who` can mend it ("us": whoever runs this site). `wait`: seconds, when Meta does not say how long itself. */
type MetaEntry = { status: number; who: CheckOwner | 'us'; remedy: Remedy; wait?: number; field?: string }

const ownEntries = {
  // Our own doors
  signed_out: { status: 401 },
  new_version: { status: 409 },
  sign_in_failed: { status: 401, field: 'password' },
  sign_in_slow_down: { status: 429, field: 'password' },
  forbidden: { status: 403 },
  cross_site: { status: 403 },
  not_found: { status: 404 },
  bad_request: { status: 400 },
  unsupported_media_type: { status: 415 },
  too_large: { status: 413 },
  invalid_input: { status: 422 },
  idempotency_key_missing: { status: 400 },
  idempotency_key_reused: { status: 422 },
  in_progress: { status: 202 },
  not_saved: { status: 503 },
  disk_full: { status: 503 },
  internal: { status: 500 },
  setup_link_used: { status: 410 },
  email_empty: { status: 422, field: 'email' },
  email_format: { status: 422, field: 'email' },
  email_taken: { status: 409, field: 'email' },
  name_empty: { status: 422, field: 'name' },
  password_empty: { status: 422, field: 'password' },
  password_short: { status: 422, field: 'password' },
  password_common: { status: 422, field: 'password' },
  password_too_long: { status: 422, field: 'password' },

  // Templates and the business profile
  templates_unreadable: { status: 409 },
  templates_none: { status: 409 },
  templates_full: { status: 409 },
  templates_known: { status: 409 },
  templates_choice_empty: { status: 422, field: 'only' },
  template_file_empty: { status: 422, field: 'file' },
  template_file_format: { status: 422, field: 'file' },
  template_name_format: { status: 422, field: 'newName' },
  template_category_empty: { status: 422, field: 'category' },
  template_text_empty: { status: 422, field: 'texts' },
  profile_unknown: { status: 409 },

  // The test message
  test_number_empty: { status: 422, field: 'to' },
  test_number_format: { status: 422, field: 'to' },
  test_number_same: { status: 422, field: 'to' },
  test_template_empty: { status: 422, field: 'template' },
  consent_missing: { status: 422, field: 'consent' },
  nobody_to_answer: { status: 409 },
  callback_not_offered: { status: 409 },
  callback_changed: { status: 409 },

  // Connections
  token_choice_empty: { status: 422, field: 'hasToken' },
  token_empty: { status: 422, field: 'token' },
  token_short: { status: 422, field: 'token' },
  token_looks_like_secret: { status: 422, field: 'token' },
  token_looks_like_id: { status: 422, field: 'token' },
  token_expired: { status: 422, field: 'token' },
  token_scope_missing: { status: 422, field: 'token' },
  token_no_accounts: { status: 422, field: 'token' },
  token_other_business: { status: 422, field: 'token' },
  app_secret_format: { status: 422, field: 'appSecret' },
  connection_in_use: { status: 409 },

  // Choosing
  source_empty: { status: 422, field: 'sourceWabaId' },
  destination_empty: { status: 422, field: 'destinationWabaId' },
  accounts_same: { status: 422, field: 'destinationWabaId' },
  accounts_other_business: { status: 422, field: 'destinationWabaId' },
  number_not_chosen: { status: 422, field: 'phoneNumber' },
  number_empty: { status: 422, field: 'phoneNumber' },
  number_no_country: { status: 422, field: 'phoneNumber' },
  number_country_assumed: { status: 422, field: 'phoneNumber' },
  number_too_short: { status: 422, field: 'phoneNumber' },
  number_too_long: { status: 422, field: 'phoneNumber' },
  number_letters: { status: 422, field: 'phoneNumber' },
  number_damaged: { status: 422, field: 'phoneNumber' },
  number_impossible: { status: 422, field: 'phoneNumber' },
  number_already_there: { status: 409, field: 'phoneNumber' },
  number_open_migration: { status: 409, field: 'phoneNumber' },
  number_on_business_app: { status: 409, field: 'phoneNumber' },
  number_test: { status: 409, field: 'phoneNumber' },
  number_not_found: { status: 404, field: 'phoneNumber' },
  checks_failing: { status: 409 },
  check_not_confirmable: { status: 409 },

  // Code
  code_method_empty: { status: 422, field: 'method' },
  code_language_empty: { status: 422, field: 'language' },
  code_empty: { status: 422, field: 'code' },
  code_too_short: { status: 422, field: 'code' },
  code_too_long: { status: 422, field: 'code' },
  code_not_digits: { status: 422, field: 'code' },
  code_two_groups: { status: 422, field: 'code' },
  code_incorrect_again: { status: 422, field: 'code' },
  code_stopped: { status: 429, field: 'code' },
  code_expired: { status: 422, field: 'code' },
  code_too_soon: { status: 429, field: 'method' },

  // PIN
  pin_empty: { status: 422, field: 'pin' },
  pin_length: { status: 422, field: 'pin' },
  pin_not_digits: { status: 422, field: 'pin' },
  pin_same_digit: { status: 422, field: 'pin' },
  pin_run: { status: 422, field: 'pin' },
  pin_pattern: { status: 422, field: 'pin' },
  pin_keypad: { status: 422, field: 'pin' },
  pin_common: { status: 422, field: 'pin' },
  pin_in_number: { status: 422, field: 'pin' },
  pin_is_code: { status: 422, field: 'pin' },
  pin_date: { status: 422, field: 'pin' },
  agreement_missing: { status: 422, field: 'customerAgreed' },

  // The engine
  migration_changed: { status: 409 },
  step_not_reached: { status: 409 },
  step_already_done: { status: 409 },
  step_running: { status: 409 },
  step_unknown: { status: 409 },
  budget_spent: { status: 429 },
  /** Found by reading: the call did not happen. One each, because what is typed was never kept. */
  not_done_press_again: { status: 409 },
  not_done_type_code: { status: 409, field: 'code' },
  not_done_type_pin: { status: 409, field: 'pin' },
  not_done_copy_again: { status: 409 },
  decision_not_needed: { status: 409 },
  cannot_cancel: { status: 409 },
  restored_unread: { status: 409 },
  report_too_early: { status: 409 },
} as const satisfies Record<string, Entry>

const again: Remedy = { to: 'again' }
const support: Remedy = { to: 'support' }
const check = (kind: CheckKind, text: RemedyText): Remedy => ({ to: 'check', check: kind, text })
const step = (name: Step, text: RemedyText): Remedy => ({ to: 'step', step: name, text })
const meta = (page: MetaPage): Remedy => ({ to: 'meta', page, text: 'openMeta' })
const deadEnd = (reason: DeadEnd): Remedy => ({ to: 'dead_end', reason })
const newToken: Remedy = { to: 'connection', text: 'newToken' }

const MINUTE = 60
const HOUR = 60 * MINUTE

/** Meta's answers (graph-api contract, section 9). Which of Meta's numbers mean which: from-graph.ts. All of it: docs/errors.md. */
const metaEntries = {
  // Token and permission
  token_stopped: { status: 409, who: 'you', remedy: newToken },
  token_revoked: { status: 409, who: 'you', remedy: newToken },
  token_account_checkpoint: { status: 409, who: 'you', remedy: meta('home') },
  token_role_lost: { status: 409, who: 'you', remedy: meta('systemUsers') },
  app_secret_needed: { status: 409, who: 'you', remedy: { to: 'connection', text: 'appSecret' } },
  permission_missing: { status: 409, who: 'you', remedy: newToken },
  permission_account: { status: 409, who: 'you', remedy: meta('systemUsers') },
  api_access_blocked: { status: 409, who: 'meta', remedy: meta('accountQuality') },
  object_missing: { status: 409, who: 'you', remedy: meta('accounts') },
  number_deleted: { status: 409, who: 'you', remedy: step('number', 'number') },
  account_locked: { status: 409, who: 'meta', remedy: meta('accountQuality') },
  account_restricted: { status: 409, who: 'meta', remedy: meta('accountQuality') },
  // Throttling and platform
  meta_busy: { status: 429, who: 'meta', remedy: again, wait: HOUR },
  meta_down: { status: 503, who: 'meta', remedy: again },
  meta_unreadable: { status: 502, who: 'meta', remedy: again },
  meta_maintenance: { status: 503, who: 'meta', remedy: again, wait: 5 * MINUTE },
  not_sent: { status: 503, who: 'you', remedy: again },
  request_mistake: { status: 409, who: 'us', remedy: support },
  // Adding the number
  two_step_on: { status: 409, who: 'provider', remedy: check('two_step_off', 'twoStep') },
  ownership_unproven: { status: 409, who: 'you', remedy: step('code-method', 'getCode') },
  number_limit_reached: { status: 409, who: 'you', remedy: check('number_room', 'checks') },
  webhook_missing: { status: 409, who: 'you', remedy: { to: 'connect_app', text: 'connectApp' } },
  add_directly: { status: 409, who: 'you', remedy: deadEnd('add_directly') },
  display_name_unapproved: { status: 409, who: 'provider', remedy: check('display_name', 'name') },
  source_not_set_up: { status: 409, who: 'provider', remedy: deadEnd('partner_solution') },
  payment_missing: { status: 409, who: 'you', remedy: check('payment', 'payment') },
  move_failed_for_now: { status: 409, who: 'meta', remedy: again, wait: 10 * MINUTE },
  different_business: { status: 409, who: 'you', remedy: deadEnd('other_business') },
  destination_unapproved: { status: 409, who: 'meta', remedy: check('destination_approved', 'review') },
  messaging_for_unapproved: { status: 409, who: 'you', remedy: meta('destinationHome') },
  number_already_added: { status: 409, who: 'you', remedy: again },
  number_format_refused: { status: 409, who: 'you', remedy: step('number', 'number') },
  // The code
  not_being_moved: { status: 409, who: 'you', remedy: step('code-method', 'getCode') },
  code_incorrect: { status: 422, who: 'you', remedy: again, field: 'code' },
  code_refused_for_now: { status: 409, who: 'meta', remedy: again, wait: HOUR },
  code_language_refused: { status: 409, who: 'you', remedy: again },
  // Registering
  deregistration_unfinished: { status: 409, who: 'us', remedy: support },
  pin_mismatch: { status: 409, who: 'provider', remedy: check('two_step_off', 'twoStep') },
  verify_again: { status: 409, who: 'you', remedy: step('code-method', 'getCode') },
  pin_too_many: { status: 429, who: 'meta', remedy: again, wait: 12 * HOUR },
  pin_too_fast: { status: 429, who: 'meta', remedy: again, wait: HOUR },
  not_registered: { status: 409, who: 'you', remedy: again },
  number_just_deleted: { status: 429, who: 'meta', remedy: again, wait: 5 * MINUTE },
  register_limit: { status: 429, who: 'meta', remedy: again, wait: 72 * HOUR },
  certificate_error: { status: 409, who: 'you', remedy: again },
  pin_format_refused: { status: 409, who: 'you', remedy: step('pin', 'otherPin') },
  // Templates
  template_exists: { status: 409, who: 'you', remedy: again, field: 'newName' },
  template_no_room: { status: 409, who: 'you', remedy: meta('destinationTemplates') },
  template_name_refused: { status: 422, who: 'you', remedy: again, field: 'newName' },
  template_header_refused: { status: 422, who: 'you', remedy: again, field: 'header' },
  template_body_refused: { status: 422, who: 'you', remedy: again, field: 'body' },
  template_variables_refused: { status: 422, who: 'you', remedy: again, field: 'body' },
  template_footer_refused: { status: 422, who: 'you', remedy: again, field: 'footer' },
  template_refused: { status: 409, who: 'you', remedy: again },
  // The test message
  recipient_unreachable: { status: 409, who: 'you', remedy: again },
  recipient_not_allowed: { status: 409, who: 'you', remedy: again },
  window_over: { status: 409, who: 'you', remedy: again },
  message_held_back: { status: 409, who: 'meta', remedy: again },
  template_unfit: { status: 409, who: 'you', remedy: again },
  // For a while messages come here first
  callback_refused: { status: 409, who: 'us', remedy: again },
  graph_unknown: { status: 409, who: 'us', remedy: support },
} as const satisfies Record<string, MetaEntry>

export type MetaCode = keyof typeof metaEntries

export type ErrorCode = keyof typeof ownEntries | MetaCode

export const metaCatalog: Readonly<Record<MetaCode, MetaEntry>> = metaEntries

export const errorCatalog: Readonly<Record<ErrorCode, { status: number; field?: string }>> = {
  ...ownEntries,
  ...metaEntries,
}

export const isMetaCode = (code: string): code is MetaCode => Object.hasOwn(metaEntries, code)

export const errorCodes = Object.keys(errorCatalog).filter((code): code is ErrorCode => code in errorCatalog)

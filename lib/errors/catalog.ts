/**
 * Every refusal a person can meet, in our own words' keys. `status` is the HTTP status of our API;
 * `recovery` is what helps; `field` is the form field the words belong to. Texts: messages `errors.<code>`.
 */
export type Recovery =
  | 'fix-input'
  | 'retry'
  | 'wait'
  | 'reconnect'
  | 'fix-at-meta'
  | 'ask-provider'
  | 'go-back'
  | 'contact'

type Entry = { status: number; recovery: Recovery; field?: string }

const entries = {
  // Our own doors
  signed_out: { status: 401, recovery: 'reconnect' },
  new_version: { status: 409, recovery: 'retry' },
  sign_in_failed: { status: 401, recovery: 'fix-input', field: 'password' },
  sign_in_slow_down: { status: 429, recovery: 'wait', field: 'password' },
  forbidden: { status: 403, recovery: 'contact' },
  cross_site: { status: 403, recovery: 'retry' },
  not_found: { status: 404, recovery: 'go-back' },
  bad_request: { status: 400, recovery: 'fix-input' },
  unsupported_media_type: { status: 415, recovery: 'fix-input' },
  too_large: { status: 413, recovery: 'fix-input' },
  invalid_input: { status: 422, recovery: 'fix-input' },
  idempotency_key_missing: { status: 400, recovery: 'retry' },
  idempotency_key_reused: { status: 422, recovery: 'retry' },
  in_progress: { status: 202, recovery: 'wait' },
  not_saved: { status: 503, recovery: 'retry' },
  disk_full: { status: 503, recovery: 'contact' },
  internal: { status: 500, recovery: 'retry' },
  setup_link_used: { status: 410, recovery: 'go-back' },
  email_empty: { status: 422, recovery: 'fix-input', field: 'email' },
  email_format: { status: 422, recovery: 'fix-input', field: 'email' },
  email_taken: { status: 409, recovery: 'fix-input', field: 'email' },
  name_empty: { status: 422, recovery: 'fix-input', field: 'name' },
  password_empty: { status: 422, recovery: 'fix-input', field: 'password' },
  password_short: { status: 422, recovery: 'fix-input', field: 'password' },
  password_common: { status: 422, recovery: 'fix-input', field: 'password' },
  password_too_long: { status: 422, recovery: 'fix-input', field: 'password' },

  // Connections
  token_choice_empty: { status: 422, recovery: 'fix-input', field: 'hasToken' },
  token_empty: { status: 422, recovery: 'fix-input', field: 'token' },
  token_short: { status: 422, recovery: 'fix-input', field: 'token' },
  token_looks_like_secret: { status: 422, recovery: 'fix-input', field: 'token' },
  token_looks_like_id: { status: 422, recovery: 'fix-input', field: 'token' },
  token_expired: { status: 422, recovery: 'fix-input', field: 'token' },
  token_scope_missing: { status: 422, recovery: 'fix-input', field: 'token' },
  token_no_accounts: { status: 422, recovery: 'fix-input', field: 'token' },
  token_other_business: { status: 422, recovery: 'fix-input', field: 'token' },
  app_secret_format: { status: 422, recovery: 'fix-input', field: 'appSecret' },
  connection_in_use: { status: 409, recovery: 'go-back' },

  // Choosing
  source_empty: { status: 422, recovery: 'fix-input', field: 'sourceWabaId' },
  destination_empty: { status: 422, recovery: 'fix-input', field: 'destinationWabaId' },
  accounts_same: { status: 422, recovery: 'fix-input', field: 'destinationWabaId' },
  accounts_other_business: { status: 422, recovery: 'fix-input', field: 'destinationWabaId' },
  number_not_chosen: { status: 422, recovery: 'fix-input', field: 'phoneNumber' },
  number_empty: { status: 422, recovery: 'fix-input', field: 'phoneNumber' },
  number_no_country: { status: 422, recovery: 'fix-input', field: 'phoneNumber' },
  number_country_assumed: { status: 422, recovery: 'fix-input', field: 'phoneNumber' },
  number_too_short: { status: 422, recovery: 'fix-input', field: 'phoneNumber' },
  number_too_long: { status: 422, recovery: 'fix-input', field: 'phoneNumber' },
  number_letters: { status: 422, recovery: 'fix-input', field: 'phoneNumber' },
  number_damaged: { status: 422, recovery: 'fix-input', field: 'phoneNumber' },
  number_impossible: { status: 422, recovery: 'fix-input', field: 'phoneNumber' },
  number_already_there: { status: 409, recovery: 'go-back', field: 'phoneNumber' },
  number_open_migration: { status: 409, recovery: 'go-back', field: 'phoneNumber' },
  number_on_business_app: { status: 409, recovery: 'go-back', field: 'phoneNumber' },
  number_test: { status: 409, recovery: 'go-back', field: 'phoneNumber' },
  number_not_found: { status: 404, recovery: 'fix-input', field: 'phoneNumber' },
  checks_failing: { status: 409, recovery: 'go-back' },
  check_not_confirmable: { status: 409, recovery: 'go-back' },

  // Code
  code_method_empty: { status: 422, recovery: 'fix-input', field: 'method' },
  code_language_empty: { status: 422, recovery: 'fix-input', field: 'language' },
  code_empty: { status: 422, recovery: 'fix-input', field: 'code' },
  code_too_short: { status: 422, recovery: 'fix-input', field: 'code' },
  code_too_long: { status: 422, recovery: 'fix-input', field: 'code' },
  code_not_digits: { status: 422, recovery: 'fix-input', field: 'code' },
  code_two_groups: { status: 422, recovery: 'fix-input', field: 'code' },
  code_incorrect: { status: 422, recovery: 'fix-input', field: 'code' },
  code_incorrect_again: { status: 422, recovery: 'fix-input', field: 'code' },
  code_stopped: { status: 429, recovery: 'wait', field: 'code' },
  code_expired: { status: 422, recovery: 'retry', field: 'code' },
  code_too_soon: { status: 429, recovery: 'wait', field: 'method' },
  code_refused_for_now: { status: 409, recovery: 'wait', field: 'method' },
  code_not_needed: { status: 409, recovery: 'go-back' },
  code_language_refused: { status: 422, recovery: 'fix-input', field: 'language' },

  // PIN
  pin_empty: { status: 422, recovery: 'fix-input', field: 'pin' },
  pin_length: { status: 422, recovery: 'fix-input', field: 'pin' },
  pin_not_digits: { status: 422, recovery: 'fix-input', field: 'pin' },
  pin_same_digit: { status: 422, recovery: 'fix-input', field: 'pin' },
  pin_run: { status: 422, recovery: 'fix-input', field: 'pin' },
  pin_pattern: { status: 422, recovery: 'fix-input', field: 'pin' },
  pin_keypad: { status: 422, recovery: 'fix-input', field: 'pin' },
  pin_common: { status: 422, recovery: 'fix-input', field: 'pin' },
  pin_in_number: { status: 422, recovery: 'fix-input', field: 'pin' },
  pin_is_code: { status: 422, recovery: 'fix-input', field: 'pin' },
  pin_date: { status: 422, recovery: 'fix-input', field: 'pin' },
  agreement_missing: { status: 422, recovery: 'fix-input', field: 'customerAgreed' },

  // The engine
  migration_changed: { status: 409, recovery: 'go-back' },
  step_not_reached: { status: 409, recovery: 'go-back' },
  step_already_done: { status: 409, recovery: 'go-back' },
  step_running: { status: 409, recovery: 'wait' },
  step_unknown: { status: 409, recovery: 'wait' },
  budget_spent: { status: 429, recovery: 'wait' },
  not_sent: { status: 503, recovery: 'retry' },
  /** Found by reading: the call did not happen. One each, because what is typed was never kept. */
  not_done_press_again: { status: 409, recovery: 'retry' },
  not_done_type_code: { status: 409, recovery: 'fix-input', field: 'code' },
  not_done_type_pin: { status: 409, recovery: 'fix-input', field: 'pin' },
  decision_not_needed: { status: 409, recovery: 'go-back' },
  cannot_cancel: { status: 409, recovery: 'go-back' },
  restored_unread: { status: 409, recovery: 'wait' },

  // Meta's answers (graph-api contract, section 9)
  token_stopped: { status: 409, recovery: 'reconnect' },
  token_revoked: { status: 409, recovery: 'reconnect' },
  token_account_checkpoint: { status: 409, recovery: 'fix-at-meta' },
  token_role_lost: { status: 409, recovery: 'fix-at-meta' },
  app_secret_needed: { status: 409, recovery: 'reconnect' },
  permission_missing: { status: 409, recovery: 'reconnect' },
  permission_account: { status: 409, recovery: 'fix-at-meta' },
  api_access_blocked: { status: 409, recovery: 'fix-at-meta' },
  object_missing: { status: 409, recovery: 'fix-at-meta' },
  number_deleted: { status: 409, recovery: 'go-back' },
  account_locked: { status: 409, recovery: 'fix-at-meta' },
  account_restricted: { status: 409, recovery: 'fix-at-meta' },
  meta_busy: { status: 429, recovery: 'wait' },
  meta_down: { status: 503, recovery: 'retry' },
  meta_unreadable: { status: 502, recovery: 'retry' },
  meta_maintenance: { status: 503, recovery: 'wait' },
  request_mistake: { status: 409, recovery: 'contact' },
  two_step_on: { status: 409, recovery: 'ask-provider' },
  ownership_unproven: { status: 409, recovery: 'go-back' },
  number_limit_reached: { status: 409, recovery: 'fix-at-meta' },
  not_being_moved: { status: 409, recovery: 'retry' },
  webhook_missing: { status: 409, recovery: 'retry' },
  add_directly: { status: 409, recovery: 'go-back' },
  display_name_unapproved: { status: 409, recovery: 'fix-at-meta' },
  source_not_set_up: { status: 409, recovery: 'ask-provider' },
  payment_missing: { status: 409, recovery: 'fix-at-meta' },
  move_failed_for_now: { status: 409, recovery: 'wait' },
  different_business: { status: 409, recovery: 'go-back' },
  destination_unapproved: { status: 409, recovery: 'fix-at-meta' },
  messaging_for_unapproved: { status: 409, recovery: 'fix-at-meta' },
  number_already_added: { status: 409, recovery: 'go-back' },
  number_format_refused: { status: 409, recovery: 'go-back' },
  deregistration_unfinished: { status: 409, recovery: 'contact' },
  pin_mismatch: { status: 409, recovery: 'ask-provider' },
  verify_again: { status: 409, recovery: 'go-back' },
  pin_too_many: { status: 429, recovery: 'wait' },
  pin_too_fast: { status: 429, recovery: 'wait' },
  not_registered: { status: 409, recovery: 'retry' },
  number_just_deleted: { status: 429, recovery: 'wait' },
  register_limit: { status: 429, recovery: 'wait' },
  certificate_error: { status: 409, recovery: 'retry' },
  pin_format_refused: { status: 422, recovery: 'fix-input', field: 'pin' },
  graph_unknown: { status: 409, recovery: 'contact' },
} as const satisfies Record<string, Entry>

export type ErrorCode = keyof typeof entries

export const errorCatalog: Readonly<Record<ErrorCode, Entry>> = entries

export const errorCodes = Object.keys(entries).filter((code): code is ErrorCode => code in entries)

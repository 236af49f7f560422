import type { ApiFailure, GraphFailure } from '@/lib/graph/failure'
import type { Command } from '@/lib/migration/machine'
import type { ErrorParams } from './app-error'
import type { ErrorCode } from './catalog'

export type Translated = { code: ErrorCode; params: ErrorParams; waitSeconds: number | null }

type Asked = Command | 'read'

/** What a table entry may look at: the call that was refused, and Meta's words where codes do not tell causes apart. */
type Cause = { command: Asked; words: string; subcode: number | null }

type Answer = ErrorCode | ((cause: Cause) => ErrorCode)

/** For answers that ask for patience without saying how much (contract 9.2–9.4, ux.md section 4). */
const PATIENCE: Partial<Record<ErrorCode, number>> = {
  move_failed_for_now: 10 * 60,
  code_refused_for_now: 60 * 60,
  meta_busy: 60 * 60,
}

/** Meta's answer in our own code. The only place that knows Meta's error numbers (contract, section 9). */
export function translate(failure: GraphFailure, command: Asked): Translated {
  switch (failure.kind) {
    case 'api':
      return translateApi(failure, command)
    case 'network':
    case 'timeout':
      if (failure.phase === 'before_send') return plain('not_sent')
      return plain(command === 'read' ? 'meta_down' : 'step_unknown')
    case 'malformed':
      return plain(failure.status >= 500 ? 'meta_down' : failure.status === 429 ? 'meta_busy' : 'meta_unreadable')
    case 'redirect':
      return plain('meta_unreadable')
  }
}

const plain = (code: ErrorCode): Translated => ({ code, params: {}, waitSeconds: PATIENCE[code] ?? null })

function translateApi(failure: ApiFailure, command: Asked): Translated {
  const code = codeOf(failure, command)
  const params: ErrorParams = failure.traceId === null ? {} : { traceId: failure.traceId }
  return { code, params, waitSeconds: failure.waitSeconds ?? PATIENCE[code] ?? null }
}

/** (code, subcode), then subcode, then code, then the HTTP status (contract 8.1). */
function codeOf(failure: ApiFailure, command: Asked): ErrorCode {
  const words = normalise([failure.title, failure.userMessage, failure.text, failure.details].join(' '))
  const cause = { command, words, subcode: failure.subcode }
  const answer =
    BY_PAIR[`${failure.code}/${failure.subcode}`] ??
    (failure.subcode === null ? undefined : BY_SUBCODE[failure.subcode]) ??
    BY_CODE[failure.code] ??
    (failure.code >= 200 && failure.code <= 299 ? 'permission_missing' : undefined)
  if (answer !== undefined) return typeof answer === 'string' ? answer : answer(cause)
  return failure.isTransient ? 'meta_down' : byStatus(failure.status)
}

const normalise = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const BY_PAIR: Readonly<Record<string, Answer>> = {
  '190/458': 'token_revoked',
  '190/459': 'token_account_checkpoint',
  '190/464': 'token_account_checkpoint',
  '190/467': 'token_revoked',
  '190/492': 'token_role_lost',
  '100/33': 'object_missing',
  '200/1349174': 'permission_account',
  '200/1349175': ({ words }) => (/limit|maximum/.test(words) ? 'number_limit_reached' : 'permission_account'),
  '200/1349176': 'permission_missing',
  // Throttled, not "not being moved": the same subcode has that meaning everywhere else.
  '136024/2388091': 'code_refused_for_now',
}

const BY_SUBCODE: Readonly<Record<number, Answer>> = {
  2388001: confirmOrSwitchOff,
  2388002: 'account_restricted',
  2388012: 'number_already_added',
  2388091: 'not_being_moved',
  2388092: 'pin_format_refused',
  2388093: 'not_being_moved',
  2388103: cannotMigrate,
  2388107: 'account_restricted',
  2494100: 'meta_maintenance',
  2593079: 'source_not_set_up',
  2593085: 'source_not_set_up',
  3095008: 'account_restricted',
}

const BY_CODE: Readonly<Record<number, Answer>> = {
  0: 'token_stopped',
  1: 'meta_down',
  2: 'meta_down',
  3: 'permission_missing',
  4: 'meta_busy',
  10: 'permission_account',
  17: 'meta_busy',
  32: 'meta_busy',
  33: 'number_deleted',
  100: invalidParameter,
  102: 'token_stopped',
  104: 'app_secret_needed',
  190: 'token_stopped',
  200: ({ words }) => (words.includes('api access blocked') ? 'api_access_blocked' : 'permission_account'),
  341: 'meta_busy',
  368: 'account_restricted',
  613: 'meta_busy',
  803: ({ words }) => (/has been deleted|was deleted/.test(words) ? 'number_deleted' : 'object_missing'),
  80007: 'meta_busy',
  80008: 'meta_busy',
  130429: 'meta_busy',
  131000: 'meta_down',
  131005: 'permission_account',
  131008: 'request_mistake',
  131009: invalidParameter,
  131016: 'meta_down',
  // The code is shared by a locked account and a PIN that does not match; its usual text names both.
  131031: ({ command, words }) =>
    command === 'register' && /\bpin\b/.test(words) && !/lock|restrict|disabled/.test(words)
      ? 'pin_mismatch'
      : 'account_locked',
  131042: 'payment_missing',
  131045: 'certificate_error',
  131057: 'meta_maintenance',
  131059: 'meta_unreadable',
  133000: 'deregistration_unfinished',
  133004: 'meta_down',
  133005: 'pin_mismatch',
  133006: 'verify_again',
  133008: 'pin_too_many',
  133009: 'pin_too_fast',
  133010: 'not_registered',
  133015: 'number_just_deleted',
  133016: 'register_limit',
  136024: ({ words }) => (/try again/.test(words) ? 'code_refused_for_now' : 'code_not_needed'),
  136025: 'code_incorrect',
  141006: 'payment_missing',
  // Documented as subcodes; production logs of others also show them in the place of the code.
  2388001: confirmOrSwitchOff,
  2388002: 'account_restricted',
  2388012: 'number_already_added',
  2388091: 'not_being_moved',
  2388092: 'pin_format_refused',
  2388093: 'not_being_moved',
  2388103: cannotMigrate,
  2388107: 'account_restricted',
  2494100: 'meta_maintenance',
  3095008: 'account_restricted',
}

/** 2388001 asks for one of two things. When its words do not tell, the step it came at does. */
function confirmOrSwitchOff({ command, words }: Cause): ErrorCode {
  if (/two (?:step|factor)|\b2fa\b|\bpin\b/.test(words)) return 'two_step_on'
  if (/ownership|\bown\b|confirm/.test(words)) return 'ownership_unproven'
  return command === 'add_number' || command === 'check' ? 'two_step_on' : 'ownership_unproven'
}

/**
 * The nine causes that share 2388103, from the most telling words to the least. Titles as on Meta's error page (ERR);
 * some answers carry them in `error_user_msg` only. The bare "Cannot migrate phone number" is the webhook row's title.
 */
const VARIANTS: readonly (readonly [RegExp, ErrorCode])[] = [
  [/webhook|subscribed app|subscribe .*app/, 'webhook_missing'],
  [/messaging for/, 'messaging_for_unapproved'],
  [/payment|billing|credit line/, 'payment_missing'],
  [/different business|another business|belongs? to (?:a )?(?:different|another)|same business/, 'different_business'],
  [/(?:registered|display|verified|business) name|name (?:should|must|needs)/, 'display_name_unapproved'],
  [/not set ?up correctly|on behalf of|\bobo\b|registered with is not/, 'source_not_set_up'],
  [/two (?:step|factor)|\b2fa\b/, 'two_step_on'],
  [/please add this|add (?:this|the) (?:phone )?number|added? directly|does not need .*migrat/, 'add_directly'],
  [
    /account must be approved|(?:must|should|needs to|has to) be approved|not (?:yet )?(?:been )?approved/,
    'destination_unapproved',
  ],
  [/error migrating|something went wrong|try again|unexpected error/, 'move_failed_for_now'],
  [/cannot migrate phone number|can t migrate phone number/, 'webhook_missing'],
]

/** Without known words it stays unknown, so that Meta's own text is shown rather than a guess of ours. */
function cannotMigrate({ words }: Cause): ErrorCode {
  return VARIANTS.find(([pattern]) => pattern.test(words))?.[1] ?? 'graph_unknown'
}

type Hint = readonly [commands: readonly Asked[] | 'any', pattern: RegExp, code: ErrorCode]

/** Code 100 covers every complaint about a request; its developer message is English whatever the caller's locale. */
const HINTS: readonly Hint[] = [
  ['any', /appsecret proof|app secret/, 'app_secret_needed'],
  // Seen when the system user holds the number but not the account above it (contract, section 7).
  ['any', /unsupported request method type post/, 'permission_account'],
  ['any', /does not exist|cannot be loaded due to missing permissions/, 'object_missing'],
  ['any', /temporarily unavailable/, 'meta_down'],
  [['add_number'], /verified name/, 'add_directly'],
  [['add_number'], /already registered|already exists/, 'number_already_added'],
  [['add_number'], /e 164|phone number|invalid format|\bcc\b|country code/, 'number_format_refused'],
  [['request_code'], /language|locale/, 'code_language_refused'],
  [['request_code'], /not eligible|try again/, 'code_refused_for_now'],
  [['verify_code'], /verification code|\bcode\b.*(?:invalid|expired|format)/, 'code_incorrect'],
  [['register'], /already registered|invalid state/, 'move_failed_for_now'],
  [['register'], /\bpin\b/, 'pin_format_refused'],
  [['subscribe_app'], /callback|webhook/, 'webhook_missing'],
]

function invalidParameter({ command, words }: Cause): ErrorCode {
  const hint = HINTS.find(
    ([commands, pattern]) => (commands === 'any' || commands.includes(command)) && pattern.test(words),
  )
  return hint?.[2] ?? 'request_mistake'
}

function byStatus(status: number): ErrorCode {
  if (status === 401) return 'token_stopped'
  if (status === 403) return 'permission_account'
  if (status === 404) return 'object_missing'
  if (status === 429) return 'meta_busy'
  return status >= 500 ? 'meta_down' : 'graph_unknown'
}

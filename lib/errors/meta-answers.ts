import type { Command } from '@/lib/migration/machine'
import type { MetaCode } from './catalog'

export type Asked = Command | 'read'

type Row = {
  /** As Meta numbers it: `code`, `code/subcode`, or `/subcode` under any code (some logs show it in the code's own place). */
  meta: readonly string[]
  /** Meta's words, in any of its texts, lower case and without punctuation. English: other languages fall to the row below. */
  words?: RegExp
  /** The calls that may be answered so. */
  at?: readonly Asked[]
  /** What tells this row from the others with the same number. */
  means?: string
  our: MetaCode
}

const CANNOT_MIGRATE = ['/2388103']
const PARAMETER = ['100', '131009']
/** 132000–132016: what is wrong with the template or with what was put into it. */
const TEMPLATE_FAULTS = Array.from({ length: 17 }, (_, place) => String(132_000 + place))

/** Every answer of Meta we know (contract, section 9): of the rows with the same number, the first whose words and call fit. */
export const META_ANSWERS: readonly Row[] = [
  // 9.1 Token and permission
  { meta: ['0', '102', '190', 'HTTP 401'], our: 'token_stopped' },
  { meta: ['190/460'], means: 'password changed', our: 'token_stopped' },
  { meta: ['190/463'], means: 'expired', our: 'token_stopped' },
  { meta: ['190/458', '190/467'], our: 'token_revoked' },
  { meta: ['190/459', '190/464'], our: 'token_account_checkpoint' },
  { meta: ['190/492'], our: 'token_role_lost' },
  { meta: ['104'], our: 'app_secret_needed' },
  { meta: ['3', '200/1349176', '201–299'], our: 'permission_missing' },
  { meta: ['200'], words: /api access blocked/, means: 'the app is blocked', our: 'api_access_blocked' },
  { meta: ['200/1349175'], words: /limit|maximum/, means: 'number limit', our: 'number_limit_reached' },
  { meta: ['200/1349175'], means: 'app not linked', our: 'permission_account' },
  { meta: ['10', '200', '200/1349174', '131005', 'HTTP 403'], our: 'permission_account' },
  { meta: ['803'], words: /has been deleted|was deleted/, means: 'deleted', our: 'number_deleted' },
  { meta: ['33'], our: 'number_deleted' },
  { meta: ['100/33', '803', 'HTTP 404'], our: 'object_missing' },
  { meta: ['368', '/2388002', '/2388107', '/3095008'], our: 'account_restricted' },

  // 9.2 Throttling and platform
  { meta: ['4', '17', '32', '341', '613', '80007', '80008', '130429', 'HTTP 429'], our: 'meta_busy' },
  { meta: ['1', '2', '131000', '131016', '133004', 'is_transient', 'HTTP 5xx'], our: 'meta_down' },
  { meta: ['131057', '/2494100'], our: 'meta_maintenance' },
  { meta: ['131059'], our: 'meta_unreadable' },

  // 9.3 Verify and register
  // "Already verified" and "not now" share this number; a read tells which (effects.ts).
  { meta: ['136024', '136024/2388091'], our: 'code_refused_for_now' },
  { meta: ['/2388091', '/2388093'], our: 'not_being_moved' },
  { meta: ['136025'], our: 'code_incorrect' },
  { meta: ['133000'], our: 'deregistration_unfinished' },
  { meta: ['133005'], our: 'pin_mismatch' },
  { meta: ['133006'], our: 'verify_again' },
  { meta: ['133008'], our: 'pin_too_many' },
  { meta: ['133009'], our: 'pin_too_fast' },
  { meta: ['133010', '/2207051'], our: 'not_registered' },
  { meta: ['133015'], our: 'number_just_deleted' },
  { meta: ['133016'], our: 'register_limit' },
  // Its usual text names a locked account and a PIN that does not match in one breath.
  {
    meta: ['131031'],
    words: /^(?!.*(?:lock|restrict|disabled)).*\bpin\b/,
    at: ['register'],
    means: 'PIN did not match',
    our: 'pin_mismatch',
  },
  { meta: ['131031'], our: 'account_locked' },
  { meta: ['131045'], our: 'certificate_error' },
  { meta: ['/2388092'], our: 'pin_format_refused' },

  // 9.4 Migration. When the words of 2388001 do not tell, the call does.
  { meta: ['/2388001'], words: /two (?:step|factor)|\b2fa\b|\bpin\b/, means: 'two-step on', our: 'two_step_on' },
  { meta: ['/2388001'], words: /ownership|\bown\b|confirm/, means: 'ownership', our: 'ownership_unproven' },
  { meta: ['/2388001'], at: ['add_number', 'check'], means: 'in other words', our: 'two_step_on' },
  { meta: ['/2388001'], means: 'in other words', our: 'ownership_unproven' },
  { meta: ['/2388012'], our: 'number_already_added' },
  // The nine causes of 2388103, from the most telling words to the least. Titles as on Meta's error page (ERR); some answers
  // carry them in `error_user_msg` only.
  {
    meta: CANNOT_MIGRATE,
    words: /webhook|subscribed app|subscribe .*app/,
    means: 'webhooks missing',
    our: 'webhook_missing',
  },
  { meta: CANNOT_MIGRATE, words: /messaging for/, means: '“messaging for”', our: 'messaging_for_unapproved' },
  { meta: CANNOT_MIGRATE, words: /payment|billing|credit line/, means: 'no payment', our: 'payment_missing' },
  {
    meta: CANNOT_MIGRATE,
    words: /different business|another business|belongs? to (?:a )?(?:different|another)|same business/,
    means: 'different business',
    our: 'different_business',
  },
  {
    meta: CANNOT_MIGRATE,
    words: /(?:registered|display|verified|business) name|name (?:should|must|needs)/,
    means: 'display name',
    our: 'display_name_unapproved',
  },
  {
    meta: CANNOT_MIGRATE,
    words: /not set ?up correctly|on behalf of|\bobo\b|registered with is not/,
    means: 'source not set up',
    our: 'source_not_set_up',
  },
  { meta: CANNOT_MIGRATE, words: /two (?:step|factor)|\b2fa\b/, means: 'two-step on', our: 'two_step_on' },
  {
    meta: CANNOT_MIGRATE,
    words: /please add this|add (?:this|the) (?:phone )?number|added? directly|does not need .*migrat/,
    means: 'add directly',
    our: 'add_directly',
  },
  {
    meta: CANNOT_MIGRATE,
    words: /account must be approved|(?:must|should|needs to|has to) be approved|not (?:yet )?(?:been )?approved/,
    means: 'destination not approved',
    our: 'destination_unapproved',
  },
  {
    meta: CANNOT_MIGRATE,
    words: /error migrating|something went wrong|try again|unexpected error/,
    means: 'went wrong',
    our: 'move_failed_for_now',
  },
  // The bare title of the webhook row.
  {
    meta: CANNOT_MIGRATE,
    words: /can(?:not| t) migrate phone number/,
    means: 'bare title',
    our: 'webhook_missing',
  },
  // Meta's own text is shown rather than a guess of ours.
  { meta: CANNOT_MIGRATE, means: 'in other words, or another language', our: 'graph_unknown' },

  // 9.5 What can reach us through the calls we make
  { meta: ['/2593079', '/2593085'], our: 'source_not_set_up' },
  { meta: ['131042', '141006'], our: 'payment_missing' },
  { meta: ['/2388019'], our: 'template_no_room' },
  { meta: ['/2388023', '/2388024'], our: 'template_exists' },
  { meta: ['/2388046'], our: 'template_name_refused' },
  { meta: ['/2388047'], our: 'template_header_refused' },
  { meta: ['/2388072'], our: 'template_body_refused' },
  { meta: ['/2388293', '/2388299'], our: 'template_variables_refused' },
  { meta: ['/2388073'], our: 'template_footer_refused' },
  // Which part is too long, or lacks its example, only Meta's own text says.
  { meta: ['/2388039', '/2388040', '/2388043', '/2388155'], our: 'template_refused' },
  { meta: ['/2388185'], our: 'permission_account' },
  { meta: ['131026'], our: 'recipient_unreachable' },
  { meta: ['131030'], our: 'recipient_not_allowed' },
  { meta: ['131047'], our: 'window_over' },
  // Spam limit, held back for the reader's sake, opted out, too fast, an experiment, a country, to itself, a name not yet approved.
  {
    meta: ['131048', '131049', '131050', '131056', '130472', '130497', '131021', '131037'],
    means: 'this message only',
    our: 'message_held_back',
  },
  { meta: TEMPLATE_FAULTS, our: 'template_unfit' },
  { meta: ['131055', '131063', '131064'], means: 'marketing', our: 'template_unfit' },

  // 9.3 and 12: code 100 covers every complaint about a request; its developer message is English whatever the locale.
  { meta: PARAMETER, words: /appsecret proof|app secret/, means: 'app secret', our: 'app_secret_needed' },
  // Seen when the system user holds the number but not the account above it (contract, section 7).
  {
    meta: PARAMETER,
    words: /unsupported request method type post/,
    means: 'no access to the account',
    our: 'permission_account',
  },
  {
    meta: PARAMETER,
    words: /does not exist|cannot be loaded due to missing permissions/,
    means: 'no such object',
    our: 'object_missing',
  },
  { meta: PARAMETER, words: /temporarily unavailable/, means: 'unavailable', our: 'meta_down' },
  {
    meta: PARAMETER,
    words: /verified name/,
    at: ['add_number'],
    means: '`verified_name` wanted',
    our: 'add_directly',
  },
  {
    meta: PARAMETER,
    words: /already registered|already exists/,
    at: ['add_number'],
    means: 'already there',
    our: 'number_already_added',
  },
  {
    meta: PARAMETER,
    words: /e 164|phone number|invalid format|\bcc\b|country code/,
    at: ['add_number'],
    means: 'number format',
    our: 'number_format_refused',
  },
  {
    meta: PARAMETER,
    words: /language|locale/,
    at: ['request_code'],
    means: 'language',
    our: 'code_language_refused',
  },
  {
    meta: PARAMETER,
    words: /not eligible|try again/,
    at: ['request_code'],
    means: 'not now',
    our: 'code_refused_for_now',
  },
  {
    meta: PARAMETER,
    words: /verification code|\bcode\b.*(?:invalid|expired|format)/,
    at: ['verify_code'],
    means: 'wrong code',
    our: 'code_incorrect',
  },
  {
    meta: PARAMETER,
    words: /already registered|invalid state/,
    at: ['register'],
    means: 'already registered, and a read says no',
    our: 'move_failed_for_now',
  },
  { meta: PARAMETER, words: /\bpin\b/, at: ['register'], means: 'PIN format', our: 'pin_format_refused' },
  {
    meta: PARAMETER,
    words: /callback|webhook/,
    at: ['subscribe_app'],
    means: 'webhook',
    our: 'webhook_missing',
  },
  {
    meta: [...PARAMETER, '2200'],
    words: /callback|webhook|verif/,
    at: ['override_callback'],
    means: 'the address did not answer',
    our: 'callback_refused',
  },
  { meta: PARAMETER, at: ['create_template'], means: 'the template', our: 'template_refused' },
  { meta: ['100', '131008', '131009'], our: 'request_mistake' },
]

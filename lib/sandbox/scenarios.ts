import type { ErrorCode } from '@/lib/errors/catalog'
import { type Answer, answers } from './answers'
import type { Call, Misbehaviour } from './faults'
import { isPracticeNumber, suffixOf } from './practice-range'
import type { World } from './state'

export type Scenario = {
  /** The last three digits of +84 900 000 NNN. */
  suffix: string
  key: string
  call: Call
  does: Misbehaviour
  /** 1: once, then the same press works. 'always': only another number or the way out helps. */
  times: number | 'always'
  /** What a person of ours should be told. Null: the step succeeds, or nobody can know yet. */
  errorCode: ErrorCode | null
}

type Row = Omit<Scenario, 'suffix' | 'does' | 'key'> & { does: Misbehaviour; key?: string }

const says = (
  call: Call,
  errorCode: ErrorCode,
  answer: Answer,
  more: { times?: number | 'always'; key?: string; waitMinutes?: number } = {},
): Row => {
  const { times = 1, key, waitMinutes } = more
  const does: Misbehaviour = { kind: 'error', answer, ...(waitMinutes === undefined ? {} : { waitMinutes }) }
  return { call, errorCode, times, does, ...(key === undefined ? {} : { key }) }
}

const acts = (call: Call, key: string, does: Misbehaviour, errorCode: ErrorCode | null = null): Row => ({
  call,
  key,
  does,
  errorCode,
  times: 1,
})

/** Block by block, so that a new row does not move the others: numbers are learnt by heart and stand in tests. */
const BLOCKS: Readonly<Record<number, readonly Row[]>> = {
  // Adding the number
  1: [
    says('add_number', 'two_step_on', answers.twoStepOn),
    says('add_number', 'ownership_unproven', answers.ownership),
    says('add_number', 'webhook_missing', answers.webhookMissing),
    says('add_number', 'add_directly', answers.addDirectly, { times: 'always' }),
    says('add_number', 'display_name_unapproved', answers.nameUnapproved),
    says('add_number', 'source_not_set_up', answers.sourceNotSetUp, { times: 'always' }),
    says('add_number', 'payment_missing', answers.paymentMissing),
    says('add_number', 'move_failed_for_now', answers.moveFailed),
    says('add_number', 'different_business', answers.otherBusiness, { times: 'always' }),
    says('add_number', 'destination_unapproved', answers.destinationUnapproved),
    says('add_number', 'messaging_for_unapproved', answers.messagingFor),
    says('add_number', 'number_already_added', answers.alreadyAdded, { times: 'always' }),
    says('add_number', 'number_limit_reached', answers.numberLimit),
    says('add_number', 'number_format_refused', answers.numberFormat, { times: 'always' }),
    says('add_number', 'meta_maintenance', answers.maintenanceMove),
    acts('add_number', 'added_meanwhile', { kind: 'done_meanwhile' }),
    says('add_number', 'graph_unknown', answers.paymentMissingInVietnamese, { key: 'cause_in_vietnamese' }),
  ],
  // Token and permission
  21: [
    says('request_code', 'token_stopped', answers.tokenExpired),
    says('request_code', 'token_revoked', answers.tokenRevoked),
    says('request_code', 'token_account_checkpoint', answers.tokenCheckpoint),
    says('request_code', 'token_role_lost', answers.tokenRoleLost),
    says('add_number', 'app_secret_needed', answers.proofNeeded),
    says('register', 'permission_missing', answers.scopeManagement),
    says('add_number', 'permission_account', answers.noAccess),
    says('add_number', 'api_access_blocked', answers.apiBlocked, { times: 'always' }),
    says('request_code', 'object_missing', answers.missing),
    says('request_code', 'number_deleted', answers.numberDeleted, { times: 'always' }),
    says('register', 'account_locked', answers.locked, { times: 'always' }),
    says('add_number', 'account_restricted', answers.restricted, { times: 'always' }),
    says('request_code', 'permission_account', answers.notPermitted, { key: 'not_permitted' }),
    says('add_number', 'permission_missing', answers.capability, { key: 'capability' }),
  ],
  // The code
  41: [
    says('verify_code', 'code_incorrect', answers.codeWrong),
    says('request_code', 'code_refused_for_now', answers.codeRefused),
    says('request_code', 'code_refused_for_now', answers.alreadyVerified, { key: 'refused_without_reason' }),
    says('request_code', 'not_being_moved', answers.requestNotMoving),
    says('verify_code', 'not_being_moved', answers.verifyNotMoving, { key: 'verify_not_being_moved' }),
    acts('request_code', 'verified_meanwhile', { kind: 'done_meanwhile' }),
    acts('request_code', 'text_never_comes', { kind: 'undelivered' }),
    says('request_code', 'code_language_refused', answers.codeLanguage),
  ],
  // Registering
  51: [
    says('register', 'pin_mismatch', answers.pinMismatch),
    says('register', 'verify_again', answers.verifyAgain),
    says('register', 'pin_too_many', answers.pinTooMany),
    says('register', 'pin_too_fast', answers.pinTooFast),
    says('register', 'not_registered', answers.notRegistered),
    says('register', 'number_just_deleted', answers.justDeleted),
    says('register', 'register_limit', answers.registerLimit),
    says('register', 'certificate_error', answers.certificate),
    says('register', 'pin_format_refused', answers.pinFormat),
    says('register', 'deregistration_unfinished', answers.deregistration),
    says('register', 'meta_maintenance', answers.maintenance, { key: 'maintenance_at_register' }),
    acts('register', 'registered_meanwhile', { kind: 'done_meanwhile' }),
    acts('register', 'offline_after_move', { kind: 'offline_after_move' }),
    acts('register', 'reads_lag', { kind: 'stale_reads', seconds: 60 }),
  ],
  // Meta is busy, away, or says something nobody has a word for
  71: [
    says('request_code', 'meta_busy', answers.tooManyCalls, { waitMinutes: 7 }),
    says('add_number', 'meta_busy', answers.appBusy, { key: 'app_busy', waitMinutes: 3 }),
    says('add_number', 'meta_down', answers.serviceDown),
    says('register', 'meta_down', answers.whatsappDown, { key: 'whatsapp_down_at_register' }),
    says('register', 'meta_down', answers.serverAway, { key: 'server_away_at_register' }),
    says('request_code', 'meta_down', answers.somethingWrong, { key: 'something_wrong' }),
    says('register', 'request_mistake', answers.parameter),
    says('add_number', 'graph_unknown', answers.unmapped),
    acts('add_number', 'html_at_add', { kind: 'html' }, 'meta_unreadable'),
    acts('register', 'html_at_register_done', { kind: 'html', work: true }, 'meta_unreadable'),
    acts('verify_code', 'broken_json', { kind: 'body', body: '{"success":tr' }, 'meta_unreadable'),
    acts('verify_code', 'success_false', { kind: 'body', body: '{"success":false}' }, 'meta_unreadable'),
    acts('add_number', 'empty_object_done', { kind: 'body', body: '{}', work: true }, 'meta_unreadable'),
    acts('request_code', 'redirect', { kind: 'redirect' }, 'meta_unreadable'),
    acts('add_number', 'status_500', { kind: 'status', status: 500 }, 'meta_down'),
    acts('register', 'status_502_done', { kind: 'status', status: 502, work: true }, 'meta_down'),
  ],
  // The test message after the move
  111: [
    says('send_message', 'recipient_unreachable', answers.undeliverable),
    says('send_message', 'recipient_not_allowed', answers.notAllowed),
    says('send_message', 'window_over', answers.windowClosed),
    says('send_message', 'message_held_back', answers.heldBack),
    says('send_message', 'template_unfit', answers.templatePaused),
    acts('send_message', 'message_never_comes', { kind: 'undelivered' }),
    acts('send_message', 'message_lost_done', { kind: 'reset_after_work' }),
    acts('send_message', 'message_lost_not_done', { kind: 'reset_after_work_no_effect' }),
    says('override_callback', 'callback_refused', answers.callbackUnverified),
  ],
  // The answer is lost: done or not done, nobody can tell but by reading
  91: [
    { ...acts('add_number', 'not_sent_at_add', { kind: 'refuse' }, 'not_sent'), times: 5 },
    { ...acts('register', 'not_sent_at_register', { kind: 'refuse' }, 'not_sent'), times: 5 },
    acts('add_number', 'add_lost_done', { kind: 'reset_after_work' }),
    acts('add_number', 'add_lost_not_done', { kind: 'reset_after_work_no_effect' }),
    acts('request_code', 'code_lost_done', { kind: 'reset_after_work' }),
    acts('request_code', 'code_lost_not_done', { kind: 'reset_after_work_no_effect' }),
    acts('verify_code', 'verify_lost_done', { kind: 'reset_after_work' }),
    acts('verify_code', 'verify_lost_not_done', { kind: 'reset_after_work_no_effect' }),
    acts('register', 'register_lost_done', { kind: 'reset_after_work' }),
    acts('register', 'register_lost_not_done', { kind: 'reset_after_work_no_effect' }),
    acts('register', 'register_hangs', { kind: 'hang', work: true }),
    acts('add_number', 'add_hangs', { kind: 'hang' }),
    acts('add_number', 'wrong_id', { kind: 'wrong_id' }),
    acts('verify_code', 'verified_without_effect', { kind: 'success_without_effect' }),
    acts('register', 'registered_without_effect', { kind: 'success_without_effect' }),
  ],
}

export const SCENARIOS: readonly Scenario[] = Object.entries(BLOCKS).flatMap(([start, rows]) =>
  rows.map((row, index) => ({
    ...row,
    suffix: String(Number(start) + index).padStart(3, '0'),
    key: row.key ?? row.errorCode ?? row.does.kind,
  })),
)

const bySuffix = new Map(SCENARIOS.map((scenario) => [scenario.suffix, scenario]))

export const scenarioOf = (digits: string): Scenario | undefined =>
  isPracticeNumber(digits) ? bySuffix.get(suffixOf(digits)) : undefined

/** What this number does to this call now. A number of the range without a row simply works. */
export function misbehaviourOf(world: World, call: Call, digits: string | null): Misbehaviour | null {
  const scenario = digits === null ? undefined : scenarioOf(digits)
  if (scenario === undefined || scenario.call !== call) return null
  const shown = world.shown[scenario.suffix] ?? 0
  if (scenario.times !== 'always' && shown >= scenario.times) return null
  world.shown[scenario.suffix] = shown + 1
  return scenario.does
}

/** Does the step stay unknown until reads agree? An answer that says "it is already so" leaves it open, too. */
export const decidesNothing = ({ does, errorCode }: Scenario): boolean =>
  does.kind === 'error'
    ? does.answer.http >= 500 || errorCode === 'number_already_added' || errorCode === 'meta_down'
    : does.kind !== 'refuse'

import { describe, expect, it, test } from 'vitest'
import {
  ApiFailure,
  type GraphFailure,
  MalformedFailure,
  NetworkFailure,
  RedirectFailure,
  TimeoutFailure,
} from '@/lib/graph/failure'
import { COMMANDS } from '@/lib/migration/machine'
import { type ErrorCode, errorCodes } from './catalog'
import { translate } from './from-graph'
import { META_ANSWERS } from './meta-answers'

type Words = { text?: string; title?: string; userMessage?: string; details?: string }
type More = Words & { subcode?: number; status?: number; isTransient?: boolean; waitSeconds?: number; traceId?: string }

const api = (code: number, more: More = {}): ApiFailure =>
  new ApiFailure({
    status: more.status ?? 400,
    code,
    subcode: more.subcode ?? null,
    text: more.text ?? 'Invalid parameter',
    title: more.title ?? null,
    userMessage: more.userMessage ?? null,
    details: more.details ?? null,
    isTransient: more.isTransient ?? false,
    traceId: more.traceId ?? null,
    waitSeconds: more.waitSeconds ?? null,
  })

const cannotMigrate = (words: Words) => api(100, { subcode: 2388103, ...words })

describe('every row of the contract', () => {
  it.each<[string, ApiFailure, Parameters<typeof translate>[1], ErrorCode]>([
    // 9.1 Token and permission
    ['0', api(0), 'read', 'token_stopped'],
    ['102', api(102), 'read', 'token_stopped'],
    ['190', api(190), 'register', 'token_stopped'],
    ['190/458', api(190, { subcode: 458 }), 'read', 'token_revoked'],
    ['190/459', api(190, { subcode: 459 }), 'read', 'token_account_checkpoint'],
    ['190/460', api(190, { subcode: 460 }), 'read', 'token_stopped'],
    ['190/463', api(190, { subcode: 463 }), 'read', 'token_stopped'],
    ['190/464', api(190, { subcode: 464 }), 'read', 'token_account_checkpoint'],
    ['190/467', api(190, { subcode: 467 }), 'read', 'token_revoked'],
    ['190/492', api(190, { subcode: 492 }), 'read', 'token_role_lost'],
    ['3', api(3, { status: 500 }), 'read', 'permission_missing'],
    ['10', api(10), 'add_number', 'permission_account'],
    ['200', api(200, { status: 403 }), 'add_number', 'permission_account'],
    ['200/1349174', api(200, { subcode: 1349174 }), 'read', 'permission_account'],
    ['200/1349175 link', api(200, { subcode: 1349175, text: 'Your app is not linked' }), 'read', 'permission_account'],
    [
      '200/1349175 limit',
      api(200, { subcode: 1349175, text: 'Phone number limit exceeded for this account' }),
      'add_number',
      'number_limit_reached',
    ],
    ['200/1349176', api(200, { subcode: 1349176 }), 'read', 'permission_missing'],
    ['294', api(294), 'read', 'permission_missing'],
    ['200 blocked', api(200, { text: 'API access blocked.' }), 'read', 'api_access_blocked'],
    ['104', api(104), 'read', 'app_secret_needed'],
    [
      '100 proof',
      api(100, { text: 'Invalid appsecret_proof provided in the API argument' }),
      'read',
      'app_secret_needed',
    ],
    ['100/33', api(100, { subcode: 33 }), 'read', 'object_missing'],
    ['803', api(803, { status: 404 }), 'read', 'object_missing'],
    ['803 deleted', api(803, { text: 'This phone number has been deleted' }), 'read', 'number_deleted'],
    ['33', api(33), 'read', 'number_deleted'],
    ['368', api(368), 'add_number', 'account_restricted'],
    ['131005', api(131005), 'register', 'permission_account'],
    // 9.2 Throttling and platform
    ['1', api(1), 'read', 'meta_down'],
    ['2', api(2, { status: 503 }), 'read', 'meta_down'],
    ['4', api(4, { subcode: 2446079 }), 'read', 'meta_busy'],
    ['17', api(17), 'read', 'meta_busy'],
    ['32', api(32), 'read', 'meta_busy'],
    ['341', api(341), 'read', 'meta_busy'],
    ['613', api(613), 'read', 'meta_busy'],
    ['80007', api(80007), 'read', 'meta_busy'],
    ['80008', api(80008, { subcode: 2446079 }), 'read', 'meta_busy'],
    ['130429', api(130429, { subcode: 2494055 }), 'read', 'meta_busy'],
    ['131000', api(131000), 'register', 'meta_down'],
    ['131016', api(131016), 'register', 'meta_down'],
    ['133004', api(133004), 'register', 'meta_down'],
    ['131057', api(131057), 'register', 'meta_maintenance'],
    ['131059', api(131059), 'read', 'meta_unreadable'],
    ['is_transient', api(987654, { isTransient: true }), 'read', 'meta_down'],
    // 9.3 Verify and register
    ['136024', api(136024, { text: '(#136024) Request code error' }), 'request_code', 'code_refused_for_now'],
    ['136024/2388091', api(136024, { subcode: 2388091 }), 'request_code', 'code_refused_for_now'],
    [
      '136024, refusal in words',
      api(136024, { userMessage: 'Request code failed: Please try again in some time.' }),
      'request_code',
      'code_refused_for_now',
    ],
    ['2388091', api(100, { subcode: 2388091 }), 'request_code', 'not_being_moved'],
    ['2388091 on verify', api(136025, { subcode: 2388091 }), 'verify_code', 'not_being_moved'],
    ['2388093', api(100, { subcode: 2388093 }), 'verify_code', 'not_being_moved'],
    ['2388093 on verify', api(136025, { subcode: 2388093 }), 'verify_code', 'not_being_moved'],
    ['136025', api(136025), 'verify_code', 'code_incorrect'],
    [
      '100 on verify',
      api(100, { status: 422, text: 'The verification code is invalid or has expired' }),
      'verify_code',
      'code_incorrect',
    ],
    ['133000', api(133000), 'register', 'deregistration_unfinished'],
    ['133005', api(133005), 'register', 'pin_mismatch'],
    ['133006', api(133006), 'register', 'verify_again'],
    ['133008', api(133008), 'register', 'pin_too_many'],
    ['133009', api(133009), 'register', 'pin_too_fast'],
    ['133010', api(133010), 'register', 'not_registered'],
    ['133015', api(133015), 'register', 'number_just_deleted'],
    ['133016', api(133016), 'register', 'register_limit'],
    [
      '131031',
      api(131031, {
        text: '(#131031) Account has been locked',
        details: 'The account is restricted, or data such as the PIN did not match.',
      }),
      'register',
      'account_locked',
    ],
    ['131031 PIN', api(131031, { text: 'x', details: 'The PIN did not match.' }), 'register', 'pin_mismatch'],
    ['131045', api(131045), 'register', 'certificate_error'],
    ['131008', api(131008), 'register', 'request_mistake'],
    ['131009', api(131009), 'register', 'request_mistake'],
    ['100', api(100), 'register', 'request_mistake'],
    ['2388092', api(100, { subcode: 2388092 }), 'register', 'pin_format_refused'],
    [
      '100 PIN',
      api(100, { text: 'Invalid PIN format. PIN must be exactly 6 digits' }),
      'register',
      'pin_format_refused',
    ],
    ['section 7', api(100, { text: 'Unsupported request - method type: post' }), 'register', 'permission_account'],
    // 9.4 Migration
    [
      '2388001 ownership',
      api(100, { subcode: 2388001, title: 'Please confirm ownership of this phone number.' }),
      'add_number',
      'ownership_unproven',
    ],
    [
      '2388001 two-step',
      api(100, { subcode: 2388001, title: 'Please ensure two-step authentication is disabled.' }),
      'add_number',
      'two_step_on',
    ],
    ['2388001 mute', api(100, { subcode: 2388001 }), 'add_number', 'two_step_on'],
    ['2388001 mute, later', api(100, { subcode: 2388001 }), 'register', 'ownership_unproven'],
    ['2388012', api(100, { subcode: 2388012 }), 'add_number', 'number_already_added'],
    ['2388012 as code', api(2388012), 'add_number', 'number_already_added'],
    ['2207051', api(100, { subcode: 2207051 }), 'register', 'not_registered'],
    ['2494100', api(100, { subcode: 2494100 }), 'add_number', 'meta_maintenance'],
    ['2388002', api(100, { subcode: 2388002 }), 'add_number', 'account_restricted'],
    ['2388107', api(100, { subcode: 2388107 }), 'add_number', 'account_restricted'],
    ['3095008', api(100, { subcode: 3095008 }), 'add_number', 'account_restricted'],
    ['2593079', api(100, { subcode: 2593079 }), 'add_number', 'source_not_set_up'],
    ['131042', api(131042), 'register', 'payment_missing'],
    // 9.5 Templates
    ['2388019', api(100, { subcode: 2388019 }), 'create_template', 'template_no_room'],
    ['2388023', api(100, { subcode: 2388023 }), 'create_template', 'template_exists'],
    ['2388024', api(100, { subcode: 2388024 }), 'create_template', 'template_exists'],
    ['2388039', api(100, { subcode: 2388039 }), 'create_template', 'template_refused'],
    ['2388040', api(100, { subcode: 2388040 }), 'create_template', 'template_refused'],
    ['2388043', api(100, { subcode: 2388043 }), 'create_template', 'template_refused'],
    ['2388155', api(100, { subcode: 2388155 }), 'create_template', 'template_refused'],
    ['2388046', api(100, { subcode: 2388046 }), 'create_template', 'template_name_refused'],
    ['2388047', api(100, { subcode: 2388047 }), 'create_template', 'template_header_refused'],
    ['2388072', api(100, { subcode: 2388072 }), 'create_template', 'template_body_refused'],
    ['2388293', api(100, { subcode: 2388293 }), 'create_template', 'template_variables_refused'],
    ['2388299', api(100, { subcode: 2388299 }), 'create_template', 'template_variables_refused'],
    ['2388073', api(100, { subcode: 2388073 }), 'create_template', 'template_footer_refused'],
    ['2388185', api(10, { subcode: 2388185 }), 'create_template', 'permission_account'],
    ['2388296', api(100, { subcode: 2388296 }), 'create_template', 'template_refused'],
    ['100 on a template', api(100), 'create_template', 'template_refused'],
    // 9.5 What a test message may meet
    ['131026', api(131026), 'send_test', 'recipient_unreachable'],
    ['131030', api(131030), 'send_test', 'recipient_not_allowed'],
    ['131047', api(131047), 'send_test', 'window_over'],
    ['131048', api(131048), 'send_test', 'message_held_back'],
    ['131049', api(131049), 'send_test', 'message_held_back'],
    ['131050', api(131050), 'send_test', 'message_held_back'],
    ['131056', api(131056), 'send_test', 'message_held_back'],
    ['130472', api(130472), 'send_test', 'message_held_back'],
    ['130497', api(130497), 'send_test', 'message_held_back'],
    ['131021', api(131021), 'send_test', 'message_held_back'],
    ['132000', api(132000), 'send_test', 'template_unfit'],
    ['132001', api(132001, { status: 404 }), 'send_test', 'template_unfit'],
    ['132016', api(132016), 'send_test', 'template_unfit'],
    ['131063', api(131063), 'send_test', 'template_unfit'],
    // Section 12: where Meta's own sources disagree
    [
      'E.164',
      api(100, { text: 'Invalid parameter: phone_number must be in E.164 format' }),
      'add_number',
      'number_format_refused',
    ],
    [
      'verified_name',
      api(100, { text: '(#100) The parameter verified_name is required.' }),
      'add_number',
      'add_directly',
    ],
    ['language', api(100, { text: '(#100) Param language must be one of …' }), 'request_code', 'code_language_refused'],
  ])('%s', (_, failure, command, expected) => expect(translate(failure, command).code).toBe(expected))
})

test('no row of the table is hidden by one above it', () => {
  for (const row of META_ANSWERS) {
    for (const name of row.meta) {
      const above = META_ANSWERS.slice(0, META_ANSWERS.indexOf(row)).filter(({ meta }) => meta.includes(name))
      const shut = above.filter(({ words, at }) => words === undefined && at === undefined)
      expect(shut, `${name} ${row.our} can never be reached`).toEqual([])
    }
  }
})

describe('the causes that share 2388103', () => {
  it.each<[ErrorCode, ...string[]]>([
    [
      'webhook_missing',
      'Cannot migrate phone number.',
      'The WhatsApp account you are migrating to has no webhooks set up. Subscribe an app first.',
    ],
    ['add_directly', 'Please add this phone number in your WhatsApp account'],
    [
      'display_name_unapproved',
      'Registered name should be present and approved.',
      'Your display name must be approved',
    ],
    [
      'source_not_set_up',
      'The WhatsApp account that this phone number is registered with is not set up correctly.',
      'The account is not setup correctly',
    ],
    ['payment_missing', 'Your WhatsApp account does not have a payment account.', 'Add a PAYMENT method'],
    ['move_failed_for_now', 'There was an error migrating this phone number.'],
    ['different_business', 'This phone number belongs to a different Business Manager account.'],
    ['destination_unapproved', 'Your WhatsApp account must be approved', 'Your WhatsApp account has not been approved'],
    ['messaging_for_unapproved', 'Your WhatsApp account\'s "Messaging For" request must be approved'],
  ])('%s', (expected, ...sentences) => {
    for (const sentence of sentences) {
      const shouted = `  ${sentence.toUpperCase().replaceAll(' ', '  ')} !`
      expect(translate(cannotMigrate({ title: sentence }), 'add_number').code).toBe(expected)
      expect(translate(cannotMigrate({ userMessage: sentence }), 'add_number').code).toBe(expected)
      expect(translate(cannotMigrate({ text: `(#100) ${sentence}` }), 'add_number').code).toBe(expected)
      expect(translate(cannotMigrate({ title: shouted }), 'add_number').code).toBe(expected)
      // A common title does not hide the cause that only the message names.
      const both = { title: 'Cannot migrate phone number.', userMessage: sentence }
      expect(translate(cannotMigrate(both), 'add_number').code).toBe(expected)
    }
  })

  it('stays unknown in a language we cannot read', () => {
    const failure = cannotMigrate({ title: 'Não foi possível', userMessage: 'A conta precisa de algo.' })
    expect(translate(failure, 'add_number').code).toBe('graph_unknown')
  })
})

describe('failures without an error of Meta', () => {
  it.each<[string, GraphFailure, ErrorCode, ErrorCode]>([
    ['not sent', new NetworkFailure('before_send', 'ENOTFOUND'), 'not_sent', 'not_sent'],
    ['reset', new NetworkFailure('after_send', 'ECONNRESET'), 'step_unknown', 'meta_down'],
    ['timeout', new TimeoutFailure('after_send'), 'step_unknown', 'meta_down'],
    ['502 page', new MalformedFailure(502, 'html'), 'meta_down', 'meta_down'],
    ['429 page', new MalformedFailure(429, 'html'), 'meta_busy', 'meta_busy'],
    ['nonsense', new MalformedFailure(200, 'schema'), 'meta_unreadable', 'meta_unreadable'],
    ['redirect', new RedirectFailure(302), 'meta_unreadable', 'meta_unreadable'],
  ])('%s', (_, failure, written, read) => {
    expect(translate(failure, 'register').code).toBe(written)
    expect(translate(failure, 'read').code).toBe(read)
  })
})

describe('translate', () => {
  it.each([
    [401, 'token_stopped'],
    [403, 'permission_account'],
    [404, 'object_missing'],
    [429, 'meta_busy'],
    [500, 'meta_down'],
    [400, 'graph_unknown'],
  ])('falls back to HTTP %i for a code nobody wrote down', (status, expected) =>
    expect(translate(api(987654, { status }), 'register').code).toBe(expected),
  )

  it('passes the trace id on and no word of Meta', () => {
    const words = { text: 'a', title: 'b', userMessage: 'c', details: 'd' }
    const translated = translate(api(987654, { ...words, traceId: 'Az8or' }), 'register')
    expect(translated).toEqual({ code: 'graph_unknown', params: { traceId: 'Az8or' }, waitSeconds: null })
    expect(translate(api(987654), 'register').params).toEqual({})
  })

  it('takes the wait Meta gave, else its own patience', () => {
    expect(translate(api(133016, { waitSeconds: 259_200 }), 'register').waitSeconds).toBe(259_200)
    expect(translate(api(136024, { subcode: 2388091, waitSeconds: 3600 }), 'request_code').waitSeconds).toBe(3600)
    expect(translate(cannotMigrate({ title: 'There was an error migrating' }), 'add_number').waitSeconds).toBe(600)
    expect(translate(api(133005), 'register').waitSeconds).toBeNull()
  })

  it('knows an answer for every code, at every step', () => {
    const numbers = [...Array.from({ length: 300 }, (_, code) => code), 131031, 133008, 136024, 136025, 2388103]
    for (const command of [...COMMANDS, 'read'] as const) {
      for (const number of numbers) expect(errorCodes).toContain(translate(api(number), command).code)
    }
  })
})

import { addNumber, typedDigits } from './add-number'
import { copyTemplates } from './copy-templates'
import { createTemplate } from './create-template'
import type { Call } from './faults'
import {
  debugToken,
  listApps,
  listClientAccounts,
  listNumbers,
  listOwnedAccounts,
  listTemplates,
  me,
  readAccount,
  readBusiness,
  readIds,
  readNumber,
  readProfile,
} from './reads'
import { register } from './register'
import type { GraphRequest } from './request'
import { requestCode } from './request-code'
import { sendMessage } from './send-message'
import { challengeOf, setCallback } from './set-callback'
import { findAccount, findBusiness, findNumber, type Scope, type World } from './state'
import { subscribeApp, unsubscribeApp } from './subscribe-app'
import { updateProfile } from './update-profile'
import { verifyCode } from './verify-code'
import type { Visit } from './visit'

export type Route = { call: Call; scopes: readonly Scope[]; play: (visit: Visit) => unknown }

const MANAGE = ['whatsapp_business_management'] as const
const SEND = ['whatsapp_business_messaging'] as const
const MANAGE_AND_SEND = ['whatsapp_business_management', 'whatsapp_business_messaging'] as const
const BUSINESS = ['business_management'] as const

const EDGES: Readonly<Record<string, Route>> = {
  'POST phone_numbers': { call: 'add_number', scopes: MANAGE, play: addNumber },
  'POST request_code': { call: 'request_code', scopes: MANAGE, play: requestCode },
  'POST verify_code': { call: 'verify_code', scopes: MANAGE, play: verifyCode },
  'POST register': { call: 'register', scopes: MANAGE_AND_SEND, play: register },
  'POST subscribed_apps': { call: 'subscribe_app', scopes: MANAGE, play: subscribeApp },
  'DELETE subscribed_apps': { call: 'unsubscribe_app', scopes: MANAGE, play: unsubscribeApp },
  'POST migrate_message_templates': { call: 'copy_templates', scopes: MANAGE, play: copyTemplates },
  'POST message_templates': { call: 'create_template', scopes: MANAGE, play: createTemplate },
  'POST whatsapp_business_profile': { call: 'update_profile', scopes: MANAGE, play: updateProfile },
  'POST messages': { call: 'send_message', scopes: SEND, play: sendMessage },
  'GET phone_numbers': { call: 'list_numbers', scopes: MANAGE, play: listNumbers },
  'GET subscribed_apps': { call: 'list_apps', scopes: MANAGE, play: listApps },
  'GET message_templates': { call: 'list_templates', scopes: MANAGE, play: listTemplates },
  'GET whatsapp_business_profile': { call: 'read_profile', scopes: MANAGE, play: readProfile },
  'GET owned_whatsapp_business_accounts': { call: 'list_owned_accounts', scopes: BUSINESS, play: listOwnedAccounts },
  'GET client_whatsapp_business_accounts': { call: 'list_client_accounts', scopes: BUSINESS, play: listClientAccounts },
}

/** The node of an id decides which read it is; an id nobody has is read as a number and found missing. */
function nodeRoute(world: World, id: string): Route {
  if (findAccount(world, id)) return { call: 'read_account', scopes: MANAGE, play: (visit) => readAccount(visit) }
  if (findBusiness(world, id)) return { call: 'read_business', scopes: BUSINESS, play: (visit) => readBusiness(visit) }
  return { call: 'read_number', scopes: MANAGE, play: (visit) => readNumber(visit) }
}

/** Undefined: Meta has no such call, and neither have we. A batch is taken apart before it comes here. */
export function findRoute(world: World, request: GraphRequest): Route | undefined {
  const [first, edge, ...more] = request.segments
  if (more.length > 0) return undefined
  if (first !== undefined && edge !== undefined) return EDGES[`${request.method} ${edge}`]
  if (request.method === 'POST' && first !== undefined && request.params.webhook_configuration !== undefined) {
    const call = challengeOf(request) === null ? 'restore_callback' : 'override_callback'
    return { call, scopes: MANAGE, play: setCallback }
  }
  if (request.method !== 'GET') return undefined
  if (first === undefined) return { call: 'read_ids', scopes: MANAGE, play: readIds }
  if (first === 'debug_token') return { call: 'debug_token', scopes: [], play: debugToken }
  if (first === 'me') return { call: 'me', scopes: [], play: me }
  return nodeRoute(world, first)
}

/** The number a request is about, when it is about one. */
export function digitsOf(world: World, request: GraphRequest, call: Call): string | null {
  if (call === 'add_number') return typedDigits(world, request.params)
  return findNumber(world, request.segments[0] ?? '')?.digits ?? null
}

/** The account a request is counted against. */
export function accountOf(world: World, request: GraphRequest): string | null {
  const [id = ''] = request.segments
  return findAccount(world, id)?.id ?? findNumber(world, id)?.accountId ?? null
}

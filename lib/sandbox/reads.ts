import { isDead, openAccount, openBusiness, openNumber } from './access'
import { answers } from './answers'
import { parseFields } from './fields'
import { formatAccount, formatApp } from './format-account'
import { formatNumber } from './format-number'
import { formatProfile } from './format-profile'
import { formatTemplate } from './format-template'
import { page } from './pages'
import { named, project } from './project'
import { Refusal } from './refusal'
import { seenApps, seenNumbers, seenOn, seenTemplates } from './seen'
import {
  type Account,
  type Business,
  findAccount,
  findBusiness,
  type PhoneNumber,
  type Token,
  type World,
} from './state'
import { findToken } from './token'
import type { Visit } from './visit'

const fieldsOf = (visit: Visit) =>
  visit.request.params.fields === undefined ? null : parseFields(visit.request.params.fields)

const seconds = (at: number) => Math.floor(at / 1000)

export function debugToken(visit: Visit) {
  const { world, request, now, textOf } = visit
  if (world.rules.debugRefused) throw new Refusal(answers.unsupported)
  const token = findToken(world, request.params.input_token ?? '', textOf)
  if (token === undefined) {
    return { data: { is_valid: false, scopes: [], error: { code: 190, message: answers.tokenInvalid.message } } }
  }
  const dead = isDead(token, now)
  return {
    data: {
      app_id: world.app.id,
      type: token.type,
      application: world.app.name,
      data_access_expires_at: 0,
      expires_at: seconds(token.expiresAt),
      is_valid: dead === null,
      issued_at: seconds(token.issuedAt),
      scopes: [...token.scopes, 'public_profile'],
      granular_scopes: granular(world, token),
      user_id: world.user.id,
      ...(dead === null ? {} : { error: { code: 190, subcode: dead, message: 'Error validating access token' } }),
    },
  }
}

function granular(world: World, token: Token) {
  const accounts = world.accounts.filter((account) => account.access === 'full').map((account) => account.id)
  const businesses = world.businesses.slice(0, 1).map((business) => business.id)
  return token.scopes.map((scope) => ({ scope, target_ids: scope === 'business_management' ? businesses : accounts }))
}

export function me(visit: Visit) {
  const { id, name } = visit.world.user
  return project('User', id, { name: () => name }, fieldsOf(visit) ?? named('name'), visit.world.rules)
}

export function readAccount(visit: Visit, id = visit.request.segments[0] ?? '') {
  return formatAccount(visit.world, openAccount(visit.world, id), fieldsOf(visit), visit.now)
}

export function readNumber(visit: Visit, id = visit.request.segments[0] ?? '') {
  return formatNumber(visit.world, seenNumber(visit, id), fieldsOf(visit), visit.now)
}

function seenNumber({ world, now }: Visit, id: string): PhoneNumber {
  const truth = openNumber(world, id)
  const seen = seenNumbers(world, now).find((number) => number.id === truth.id)
  if (seen === undefined) throw new Refusal(answers.missing)
  return seen
}

export function readBusiness(visit: Visit, id = visit.request.segments[0] ?? '') {
  const business = openBusiness(visit.world, id)
  const readers = {
    name: () => business.name,
    verification_status: () => business.verification,
    timezone_id: () => business.timezoneId,
  }
  return project('Business', business.id, readers, fieldsOf(visit) ?? named('name'), visit.world.rules)
}

/** `GET /?ids=a,b`: all or nothing, whatever kind each of them is. */
export function readIds(visit: Visit) {
  const ids = (visit.request.params.ids ?? '').split(',').filter((id) => id !== '')
  if (ids.length === 0 || ids.length > 50) throw new Refusal(answers.unsupported)
  return Object.fromEntries(ids.map((id) => [id, readAny(visit, id)]))
}

function readAny(visit: Visit, id: string) {
  if (findAccount(visit.world, id)) return readAccount(visit, id)
  if (findBusiness(visit.world, id)) return readBusiness(visit, id)
  return readNumber(visit, id)
}

export function listNumbers(visit: Visit) {
  const { world, request, now } = visit
  const account = openAccount(world, request.segments[0] ?? '')
  const all = seenOn(world, account.id, now)
  const { items, paging } = page(all, request, 100)
  const summary = request.params.summary === undefined ? {} : { summary: { total_count: all.length } }
  return {
    data: items.map((each) => formatNumber(world, each, fieldsOf(visit), now)),
    ...(paging ? { paging } : {}),
    ...summary,
  }
}

export function listApps(visit: Visit) {
  const account = openAccount(visit.world, visit.request.segments[0] ?? '')
  return { data: seenApps(visit.world, account, visit.now).map(formatApp) }
}

export function listTemplates(visit: Visit) {
  const { world, request, now } = visit
  const account = openAccount(world, request.segments[0] ?? '')
  const { status, quality_score: quality, name } = request.params
  const all = seenTemplates(world, now)
    .filter((template) => template.accountId === account.id)
    .filter((template) => status === undefined || template.status === status)
    .filter((template) => quality === undefined || template.quality === quality)
    .filter((template) => name === undefined || template.name.includes(name))
  const { items, paging } = page(all, request, 500)
  return { data: items.map((each) => formatTemplate(world, each, fieldsOf(visit))), ...(paging ? { paging } : {}) }
}

function accountsOf(visit: Visit, belongs: (account: Account, business: Business) => boolean) {
  const { world, request, now } = visit
  const business = openBusiness(world, request.segments[0] ?? '')
  const all = world.accounts.filter((account) => account.access === 'full' && belongs(account, business))
  const { items, paging } = page(all, request, 100)
  return { data: items.map((each) => formatAccount(world, each, fieldsOf(visit), now)), ...(paging ? { paging } : {}) }
}

export const listOwnedAccounts = (visit: Visit) =>
  accountsOf(visit, (account, business) => account.businessId === business.id && !account.shared)

/** Accounts of somebody else that are shared with the first business, the one the token belongs to. */
export const listClientAccounts = (visit: Visit) =>
  accountsOf(visit, (account, business) => account.shared && business.id === visit.world.businesses[0]?.id)

export const readProfile = (visit: Visit) =>
  formatProfile(seenNumber(visit, visit.request.segments[0] ?? '').profile, fieldsOf(visit), visit.world.rules)

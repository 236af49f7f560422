import type { PhoneNumber, Preflight, Read } from '@/lib/graph/client'
import { digitsOf } from '@/lib/phone/digits'
import { ACCOUNT_CHECKS, type CheckKind, type CheckOutcome, NUMBER_CHECKS } from './kinds'

export type Fact = Record<string, string | number | boolean | null>

/** One prerequisite as it stands: `sentence` names the text under the row (messages `checks.<kind>.<sentence>`). */
export type CheckResult = { kind: CheckKind; outcome: CheckOutcome; fact: Fact & { sentence: string } }

export type Facts = {
  preflight: Preflight
  /** Our own app, which must be among the apps that listen; null when the token did not tell. */
  appId: string | null
  /** Digits of the number to move, null until it is chosen. */
  digits: string | null
  lineType: string | null
  now: Date
}

const TEMPLATE_LIMIT = 250
const DAY = 24 * 60 * 60 * 1000

/** Every check that can be judged now. Sources of each rule: Graph API contract, sections 5, 5.2 and 5.3. */
export function evaluateChecks(facts: Facts): CheckResult[] {
  const kinds: readonly CheckKind[] = facts.digits === null ? ACCOUNT_CHECKS : [...ACCOUNT_CHECKS, ...NUMBER_CHECKS]
  return kinds.map((kind) => ({ kind, ...judge[kind](facts) }))
}

type Verdict = { outcome: CheckOutcome; fact: Fact & { sentence: string } }

const pass = (fact: Fact = {}): Verdict => ({ outcome: 'pass', fact: { ...fact, sentence: 'pass' } })
const fail = (sentence: string, fact: Fact = {}): Verdict => ({ outcome: 'fail', fact: { ...fact, sentence } })
const warn = (sentence: string, fact: Fact = {}): Verdict => ({ outcome: 'warn', fact: { ...fact, sentence } })
const cannotTell = (sentence = 'cannot_tell', fact: Fact = {}): Verdict => ({
  outcome: 'cannot_tell',
  fact: { ...fact, sentence },
})

const valueIn = <T>(read: Read<T> | null): T | null => (read?.ok ? read.value : null)

const judge: Readonly<Record<CheckKind, (facts: Facts) => Verdict>> = {
  token({ preflight, now }) {
    const token = valueIn(preflight.token)
    if (token === null) {
      // A token can be refused self-introspection and yet work (contract 2.6): a readable destination is proof enough.
      return preflight.destination.ok ? pass() : fail('stopped')
    }
    if (!token.isValid) return fail('stopped')
    const missing = ['whatsapp_business_management', 'whatsapp_business_messaging'].filter(
      (scope) => !token.scopes.includes(scope),
    )
    if (missing.length > 0) return fail('scope', { scopes: missing.join(', ') })
    if (token.expiresAt !== null && token.expiresAt * 1000 - now.getTime() < DAY) {
      return warn('expires', { expiresAt: new Date(token.expiresAt * 1000).toISOString() })
    }
    return pass()
  },

  same_business({ preflight }) {
    const source = valueIn(preflight.source)
    const destination = valueIn(preflight.destination)
    const owner = destination?.ownerBusiness?.id
    const sourceOwners = [source?.ownerBusiness?.id, source?.onBehalfOf?.id].filter((id) => id !== undefined)
    if (owner === undefined || sourceOwners.length === 0) return cannotTell()
    const business = destination?.ownerBusiness?.name ?? ''
    return sourceOwners.includes(owner) ? pass({ business }) : fail('other', { business })
  },

  business_verified({ preflight }) {
    const status = valueIn(preflight.destination)?.businessVerificationStatus
    if (status === undefined || status === null) return cannotTell()
    if (status !== 'VERIFIED') return fail(status.startsWith('PENDING') ? 'pending' : 'unverified', { status })
    const source = valueIn(preflight.source)?.businessVerificationStatus
    return source !== undefined && source !== null && source !== 'VERIFIED'
      ? fail('source_unverified', { status: source })
      : pass()
  },

  source_approved: ({ preflight }) => approved(valueIn(preflight.source)?.accountReviewStatus),
  destination_approved: ({ preflight }) => approved(valueIn(preflight.destination)?.accountReviewStatus),

  payment({ preflight }) {
    const destination = valueIn(preflight.destination)
    if (destination === null) return cannotTell()
    const codes = healthCodes(destination.health, ['WABA'])
    if (codes.includes(141006)) return fail('missing')
    // Proven for shared credit lines only; an empty field proves nothing for card payers (contract 5, row 5).
    if (destination.primaryFundingId) return pass()
    return destination.health === null ? cannotTell() : warn('unproven')
  },

  webhook_subscription({ preflight, appId }) {
    const apps = valueIn(preflight.subscribedApps)
    if (apps === null) return cannotTell()
    if (apps.length === 0) return fail('none')
    const names = apps.map((app) => app.name ?? app.id).join(', ')
    return appId !== null && apps.every((app) => app.id !== appId) ? warn('other_app', { names }) : pass({ names })
  },

  number_room({ preflight, digits }) {
    const numbers = valueIn(preflight.destinationNumbers)
    if (numbers === null) return cannotTell()
    const verified = valueIn(preflight.destination)?.businessVerificationStatus === 'VERIFIED'
    const limit = verified ? 20 : 2
    const taken = numbers.filter((number) => number.digits !== digits).length
    // No documented field tells the cap (contract 5.2), so a full account is a warning, never a refusal of ours.
    return taken >= limit ? warn('full', { taken, limit }) : pass({ taken, limit })
  },

  template_room({ preflight }) {
    const there = valueIn(preflight.destinationTemplates)
    const source = valueIn(preflight.sourceTemplates)
    if (there === null || source === null) return cannotTell()
    const moving = source.filter((template) => template.status === 'APPROVED' && template.quality === 'GREEN').length
    return there.length + moving > TEMPLATE_LIMIT
      ? warn('full', { there: there.length, moving, limit: TEMPLATE_LIMIT })
      : pass({ there: there.length, moving, limit: TEMPLATE_LIMIT })
  },

  account_health({ preflight }) {
    const destination = valueIn(preflight.destination)
    if (destination === null) return cannotTell()
    if (destination.status !== null && /BANNED|DISABLED|RESTRICTED|SUSPENDED/.test(destination.status)) {
      return fail('locked', { status: destination.status })
    }
    if (healthCodes(destination.health, ['WABA']).includes(141014)) return fail('locked', { status: 'BANNED' })
    return destination.health === null ? cannotTell() : pass()
  },

  currency({ preflight }) {
    const destination = valueIn(preflight.destination)
    if (destination === null) return cannotTell()
    if (!destination.currency || !destination.timezoneId) return warn('unset')
    return pass({ currency: destination.currency })
  },

  two_step_off(facts) {
    const on = sourceNumber(facts)?.isPinEnabled
    if (on === undefined || on === null) return cannotTell()
    return on ? fail('on') : pass()
  },

  display_name(facts) {
    const number = sourceNumber(facts)
    if (number === null || number.nameStatus === null) return cannotTell()
    const name = number.verifiedName ?? ''
    const pending = number.newNameStatus !== null && number.newNameStatus !== 'NONE'
    if (pending) return fail('rename', { name })
    if (number.nameStatus === 'APPROVED') return pass({ name })
    // Common on live numbers; Meta decides (contract 5.2).
    if (number.nameStatus === 'AVAILABLE_WITHOUT_REVIEW') return warn('unreviewed', { name })
    return fail('unapproved', { name, status: number.nameStatus })
  },

  number_status(facts) {
    const number = sourceNumber(facts)
    if (number === null) return cannotTell()
    if (number.isOnBizApp === true) return fail('on_app')
    if (number.accountMode === 'SANDBOX') return fail('test_number')
    if (number.platformType === 'ON_PREMISE') return fail('on_premises')
    if (number.status !== 'CONNECTED') return fail('offline', { status: number.status ?? 'UNKNOWN' })
    return pass()
  },

  reach({ lineType }) {
    if (lineType === 'mobile' || lineType === 'fixed_or_mobile') return pass()
    return lineType === 'fixed' ? warn('landline') : warn('unusual_line')
  },
}

/** Meta's word for the review, compared in any case (contract 5, row 4). */
function approved(status: string | null | undefined): Verdict {
  if (status === null || status === undefined) return cannotTell()
  if (status === 'APPROVED') return pass()
  return fail(status === 'REJECTED' ? 'rejected' : 'pending', { status })
}

function sourceNumber({ preflight, digits }: Facts): PhoneNumber | null {
  const single = valueIn(preflight.sourceNumber)
  if (single !== null) return single
  return valueIn(preflight.sourceNumbers)?.find((number) => digitsOf(number.digits) === digits) ?? null
}

/** Judge by entity and code, never by the overall flag: SIP noise (138024, 138025) stands on healthy numbers. */
function healthCodes(health: { entities: { entityType: string; codes: number[] }[] } | null, of: string[]): number[] {
  return health?.entities.filter((entity) => of.includes(entity.entityType)).flatMap((entity) => entity.codes) ?? []
}

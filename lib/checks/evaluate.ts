import type { Health, PhoneNumber, Preflight, Read, Waba } from '@/lib/graph/client'
import { digitsOf } from '@/lib/phone/digits'
import { healthCodes, PAYMENT_PROBLEM } from './health-codes'
import { ACCOUNT_CHECKS, type CheckKind, type CheckOutcome, NUMBER_CHECKS } from './kinds'
import { ruleOf, type Sentence } from './rules'

export type Fact = Record<string, string | number | boolean | null>

/** One prerequisite as it stands: `sentence` names the text under the row (messages `checks.<kind>.<sentence>`). */
export type CheckResult = { kind: CheckKind; outcome: CheckOutcome; fact: Fact & { sentence: string } }

export type Facts = {
  /** As much of it as has arrived: what cannot be judged yet is left out. */
  preflight: Partial<Preflight>
  /** Our own app, which must be among the apps that listen; null when the token did not tell. */
  appId: string | null
  /** Digits of the number to move, null until it is chosen. */
  digits: string | null
  lineType: string | null
  now: Date
}

const TEMPLATE_LIMIT = 250
const MONTH = 30 * 24 * 60 * 60 * 1000

/** Every check that can be judged now. Sources of each rule: Graph API contract, sections 5, 5.2 and 5.3. */
export function evaluateChecks(facts: Facts): CheckResult[] {
  const kinds: readonly CheckKind[] = facts.digits === null ? ACCOUNT_CHECKS : [...ACCOUNT_CHECKS, ...NUMBER_CHECKS]
  const arrived = kinds.filter((kind) => ruleOf(kind).reads.every((part) => facts.preflight[part] !== undefined))
  // Safe because a rule looks at nothing but the parts it names; a test holds it to that.
  const known = { ...facts, preflight: facts.preflight as Preflight }
  return arrived.map((kind) => {
    const { sentence, fact } = judge[kind](known)
    const outcome = sentence === 'pass' ? 'pass' : (ruleOf(kind).sentences[sentence] ?? 'cannot_tell')
    return { kind, outcome, fact: { ...fact, sentence } }
  })
}

type Known = Facts & { preflight: Preflight }
type Verdict<Said extends string> = { sentence: Said; fact: Fact }

const say = <Said extends string>(sentence: Said, fact: Fact = {}): Verdict<Said> => ({ sentence, fact })

const valueIn = <T>(read: Read<T> | null): T | null => (read?.ok ? read.value : null)

const judge: { readonly [Kind in CheckKind]: (facts: Known) => Verdict<Sentence<Kind>> } = {
  token({ preflight, now }) {
    const token = valueIn(preflight.token)
    if (token?.isValid === false) return say('stopped')
    if (!preflight.destination.ok) return say(withoutAccount(preflight.destination.failure))
    // A token can be refused self-introspection and yet work (contract 2.6): a readable destination is proof enough.
    if (token === null) return say('pass')
    const missing = ['whatsapp_business_management', 'whatsapp_business_messaging'].filter(
      (scope) => !token.scopes.includes(scope),
    )
    if (missing.length > 0) return say('scope', { scopes: missing.join(', ') })
    if (token.expiresAt !== null && token.expiresAt * 1000 - now.getTime() < MONTH) {
      return say('expires', { expiresAt: new Date(token.expiresAt * 1000).toISOString() })
    }
    return token.type === 'USER' ? say('person') : say('pass')
  },

  same_business({ preflight }) {
    const source = valueIn(preflight.source)
    const destination = valueIn(preflight.destination)
    const owner = destination?.ownerBusiness?.id
    const sourceOwners = [source?.ownerBusiness?.id, source?.onBehalfOf?.id].filter((id) => id !== undefined)
    if (owner === undefined || sourceOwners.length === 0) return say('cannot_tell')
    const business = destination?.ownerBusiness?.name ?? ''
    return sourceOwners.includes(owner) ? say('pass', { business }) : say('other', { business })
  },

  business_verified({ preflight }) {
    const status = valueIn(preflight.destination)?.businessVerificationStatus ?? null
    // Its health can only say no: silence proves nothing (contract 5, row 3).
    const refused = healthCodes(valueIn(preflight.destinationHealth), 'BUSINESS').includes(141010)
    if (status === null) return refused ? say('unverified') : say('cannot_tell')
    if (status !== 'VERIFIED') return say(status.startsWith('PENDING') ? 'pending' : 'unverified', { status })
    const source = valueIn(preflight.source)?.businessVerificationStatus ?? null
    return source === null || source === 'VERIFIED' ? say('pass') : say('source_unverified', { status: source })
  },

  source_approved: ({ preflight }) => approved(valueIn(preflight.source)?.accountReviewStatus),
  destination_approved: ({ preflight }) => approved(valueIn(preflight.destination)?.accountReviewStatus),

  payment({ preflight }) {
    const destination = valueIn(preflight.destination)
    if (destination === null) return say('cannot_tell')
    if (healthCodes(valueIn(preflight.destinationHealth), 'WABA').includes(PAYMENT_PROBLEM)) return say('missing')
    // Proven for shared credit lines only; an empty field proves nothing for card payers (contract 5, row 5).
    if (destination.primaryFundingId) return say('pass')
    return valueIn(preflight.destinationHealth) === null ? say('cannot_tell') : say('unproven')
  },

  // Only the Spanish page of Meta asks for it (contract 3.1), so it never stops anybody.
  source_payment({ preflight }) {
    if (healthCodes(valueIn(preflight.sourceHealth), 'WABA').includes(PAYMENT_PROBLEM)) return say('missing')
    return valueIn(preflight.source)?.primaryFundingId ? say('pass') : say('cannot_tell')
  },

  webhook_subscription({ preflight, appId }) {
    const apps = valueIn(preflight.subscribedApps)
    if (apps === null) return say('cannot_tell')
    if (apps.length === 0) return say('none')
    const ours = appId ?? valueIn(preflight.token)?.appId ?? null
    const names = apps.map((app) => app.name ?? app.id).join(', ')
    return ours !== null && apps.every((app) => app.id !== ours) ? say('other_app', { names }) : say('pass', { names })
  },

  number_room({ preflight, digits }) {
    const numbers = valueIn(preflight.destinationNumbers)
    if (numbers === null) return say('cannot_tell')
    const verified = valueIn(preflight.destination)?.businessVerificationStatus === 'VERIFIED'
    const limit = verified ? 20 : 2
    const taken = numbers.filter((number) => number.digits !== digits).length
    // No documented field tells the cap (contract 5.2), so a full account is a warning, never a refusal of ours.
    return say(taken >= limit ? 'full' : 'pass', { taken, limit })
  },

  template_room({ preflight }) {
    const there = valueIn(preflight.destinationTemplates)
    const source = valueIn(preflight.sourceTemplates)
    if (there === null || source === null) return say('cannot_tell')
    const moving = source.filter((template) => template.status === 'APPROVED' && template.quality === 'GREEN').length
    const isFull = there.length + moving > TEMPLATE_LIMIT
    return say(isFull ? 'full' : 'pass', { there: there.length, moving, limit: TEMPLATE_LIMIT })
  },

  account_health: ({ preflight }) => unlocked(preflight.destination, preflight.destinationHealth),
  source_health: ({ preflight }) => unlocked(preflight.source, preflight.sourceHealth),

  currency({ preflight }) {
    const destination = valueIn(preflight.destination)
    if (destination === null) return say('cannot_tell')
    if (!destination.currency || !destination.timezoneId) return say('unset')
    return say('pass', { currency: destination.currency })
  },

  two_step_off(facts) {
    const on = sourceNumber(facts)?.isPinEnabled ?? null
    if (on === null) return say('cannot_tell')
    return on ? say('on') : say('pass')
  },

  display_name(facts) {
    const number = sourceNumber(facts)
    if (number === null || number.nameStatus === null) return say('cannot_tell')
    const name = number.verifiedName ?? ''
    if (number.nameStatus === 'APPROVED') return say('pass', { name })
    // Common on live numbers; Meta decides (contract 5.2).
    if (number.nameStatus === 'AVAILABLE_WITHOUT_REVIEW') return say('unreviewed', { name })
    return say('unapproved', { name, status: number.nameStatus })
  },

  name_change(facts) {
    const number = sourceNumber(facts)
    const isKnown = number !== null && (number.nameStatus !== null || number.newNameStatus !== null)
    if (!isKnown) return say('cannot_tell')
    const waits = number.newNameStatus !== null && number.newNameStatus !== 'NONE'
    return say(waits ? 'waiting' : 'pass', { name: number.verifiedName ?? '' })
  },

  number_status(facts) {
    const status = sourceNumber(facts)?.status ?? null
    if (status === null) return say('cannot_tell')
    return status === 'CONNECTED' ? say('pass') : say('offline', { status })
  },

  business_app(facts) {
    const isOnApp = sourceNumber(facts)?.isOnBizApp ?? null
    if (isOnApp === null) return say('cannot_tell')
    return isOnApp ? say('on_app') : say('pass')
  },

  // Meta lends test numbers of one range only, so this can be told without reading anything.
  test_number(facts) {
    const isTest = facts.digits?.startsWith('1555') || sourceNumber(facts)?.accountMode === 'SANDBOX'
    return isTest ? say('test') : say('pass')
  },

  cloud_api(facts) {
    const platform = sourceNumber(facts)?.platformType ?? null
    if (platform === 'ON_PREMISE') return say('on_premises')
    return platform === 'CLOUD_API' ? say('pass') : say('cannot_tell')
  },

  destination_free({ preflight, digits }) {
    const numbers = valueIn(preflight.destinationNumbers)
    if (numbers === null) return say('cannot_tell')
    const there = numbers.find((number) => number.digits === digits)
    // One that waits there, from an earlier try, is taken up.
    return say(there?.status === 'CONNECTED' ? 'connected' : 'pass', { status: there?.status ?? null })
  },

  reach({ lineType }) {
    if (lineType === 'mobile' || lineType === 'fixed_or_mobile') return say('pass')
    return lineType === 'fixed' ? say('landline') : say('unusual_line')
  },
}

/** Why the destination could not be read: the token is dead, it does not reach so far, or Meta gave no answer. */
function withoutAccount(failure: Extract<Read<unknown>, { ok: false }>['failure']) {
  if (failure.kind !== 'api') return 'unreached'
  if (failure.code === 190 || failure.code === 102) return 'stopped'
  const isRefused = failure.code === 10 || failure.code === 100 || (failure.code >= 200 && failure.code <= 299)
  return isRefused ? 'no_access' : 'unreached'
}

/** Meta's word for the review, compared in any case (contract 5, row 4). */
function approved(status: string | null | undefined) {
  if (status === null || status === undefined) return say('cannot_tell')
  if (status === 'APPROVED') return say('pass')
  return say(status === 'REJECTED' ? 'rejected' : 'pending', { status })
}

/** ACTIVE is the only state Meta documents (contract 2.7): a lock stops the move, an unknown word does not. */
function unlocked(account: Read<Waba> | null, health: Read<Health> | null) {
  const status = valueIn(account)?.status ?? null
  if (status !== null && /BANNED|DISABLED|RESTRICTED|SUSPENDED/.test(status)) return say('locked', { status })
  if (healthCodes(valueIn(health), 'WABA').includes(141014)) return say('locked', { status: 'BANNED' })
  if (status !== null && status !== 'ACTIVE') return say('unusual', { status })
  return valueIn(health) === null ? say('cannot_tell') : say('pass')
}

function sourceNumber({ preflight, digits }: Known): PhoneNumber | null {
  const single = valueIn(preflight.sourceNumber)
  if (single !== null) return single
  return valueIn(preflight.sourceNumbers)?.find((number) => digitsOf(number.digits) === digits) ?? null
}

import { openAccount } from './access'
import { type Answer, answers } from './answers'
import { isPracticeNumber, practiceDisplay } from './practice-range'
import { Refusal } from './refusal'
import type { Params } from './request'
import { liveNumber } from './starting-numbers'
import { type Account, findAccount, numberOn, type PhoneNumber, takeId, type World } from './state'
import type { Visit } from './visit'

const DIGITS = /^\d{4,15}$/

/** `phone_number` is the national part in the guide and all of E.164 in the OpenAPI file: both are understood. */
export function typedDigits(world: World, params: Params): string | null {
  const cc = params.cc ?? ''
  const rest = params.phone_number ?? ''
  if (!/^\d{1,3}$/.test(cc) || !DIGITS.test(rest)) return null
  const known = (digits: string) => isPracticeNumber(digits) || world.numbers.some((number) => number.digits === digits)
  return rest.startsWith(cc) && known(rest) ? rest : `${cc}${rest}`
}

export function addNumber(visit: Visit): { id: string } {
  const { world, request, happened } = visit
  const [accountId = ''] = request.segments
  const account = openAccount(world, accountId)
  const digits = typedDigits(world, request.params)
  if (digits === null) throw new Refusal(answers.numberFormat)
  const present = numberOn(world, account.id, digits)
  if (present !== undefined) throw new Refusal(answers.alreadyAdded)
  const source = sourceNumber(visit, account, digits)
  const refusal = whyNot(world, account, source, request.params)
  if (refusal !== null) throw new Refusal(refusal)

  const added = pendingNumber(world, account.id, source)
  world.numbers.push(added)
  happened.effect = 'number_added'
  if (visit.does?.kind === 'done_meanwhile') throw new Refusal(answers.alreadyAdded)
  return { id: visit.does?.kind === 'wrong_id' ? takeId(world) : added.id }
}

/** Where the number is now. One of the practice range is on the source from the moment somebody types it. */
function sourceNumber({ world, now }: Visit, account: Account, digits: string): PhoneNumber {
  const found = world.numbers.find(
    (number) => number.digits === digits && number.accountId !== account.id && !number.deleted,
  )
  if (found !== undefined) return found
  if (!isPracticeNumber(digits)) throw new Refusal(answers.addDirectly)
  const created = { ...liveNumber(world, world.sourceId, digits, practiceDisplay(digits), now), typed: true }
  world.numbers.push(created)
  return created
}

function whyNot(world: World, account: Account, number: PhoneNumber, params: Params): Answer | null {
  if (params.migrate_phone_number !== 'true') return { ...answers.alreadyRegistered, http: 409 }
  if (account.apps.length === 0) return answers.webhookMissing
  if (account.reviewStatus !== 'APPROVED') return answers.destinationUnapproved
  if (account.primaryFundingId === null) return answers.paymentMissing
  if (isFull(world, account)) return answers.numberLimit
  return whyNumberStays(world, account, number)
}

function isFull(world: World, account: Account): boolean {
  const held = world.numbers.filter((number) => number.accountId === account.id && !number.deleted).length
  return account.numberLimit !== null && held >= account.numberLimit
}

function whyNumberStays(world: World, account: Account, number: PhoneNumber): Answer | null {
  const from = findAccount(world, number.accountId)
  if (from?.businessId !== account.businessId) return answers.otherBusiness
  if (from.reviewStatus !== 'APPROVED') return answers.sourceNotSetUp
  if (number.accountMode === 'SANDBOX' || number.isOnBizApp) return answers.moveFailed
  if (number.status !== 'CONNECTED') return answers.addDirectly
  if (!isNameReady(number)) return answers.nameUnapproved
  if (!number.isPinEnabled) return null
  if (world.rules.twoStepRefusal === 'register_133005') return null
  return world.rules.twoStepRefusal === 'add_2388001' ? answers.twoStepOn : answers.twoStepOnAsMove
}

const isNameReady = (number: PhoneNumber): boolean =>
  (number.nameStatus === 'APPROVED' || number.nameStatus === 'AVAILABLE_WITHOUT_REVIEW') &&
  (number.newNameStatus === null || number.newNameStatus === 'NONE')

/** A new id, while the source goes on working (contract, section 10.2). */
export function pendingNumber(world: World, accountId: string, source: PhoneNumber): PhoneNumber {
  return {
    ...source,
    id: takeId(world),
    accountId,
    status: world.rules.pendingStatus,
    platformType: 'NOT_APPLICABLE',
    qualityRating: 'UNKNOWN',
    isPinEnabled: false,
    isOfficial: false,
    throughput: 'NOT_APPLICABLE',
    verifiedAt: null,
    registerCalls: [],
    registerLockedUntil: 0,
    profile: { about: '', address: '', description: '', email: '', websites: [], vertical: 'UNDEFINED' },
  }
}

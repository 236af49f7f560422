import { openNumber } from './access'
import { answers } from './answers'
import { duplicate } from './copy-templates'
import { codeVerification } from './format-number'
import { Refusal } from './refusal'
import { isMoving } from './request-code'
import type { PhoneNumber, World } from './state'
import type { Visit } from './visit'

const SEVENTY_TWO_HOURS = 72 * 3_600_000
const CALLS_ALLOWED = 10

/** The point of no return: the number lives on the destination from here on. */
export function register(visit: Visit): { success: true } {
  const { world, request, now, happened } = visit
  const number = openNumber(world, request.segments[0] ?? '')
  if (request.params.messaging_product !== 'whatsapp') throw new Refusal(answers.productMissing)
  spendCall(number, now)
  if (!/^\d{6}$/.test(request.params.pin ?? '')) throw new Refusal(answers.pinFormat)
  if (number.status === 'CONNECTED') {
    if (world.rules.registerAgain === 'refused') throw new Refusal(answers.alreadyRegistered)
    return { success: true }
  }
  if (!isMoving(number) || codeVerification(number, now) !== 'VERIFIED') throw new Refusal(answers.verifyAgain)
  const source = world.numbers.find(
    (other) => other.digits === number.digits && other.id !== number.id && other.status === 'CONNECTED',
  )
  if (source?.isPinEnabled) throw new Refusal(answers.pinMismatch)

  takeOver(number, source)
  if (visit.does?.kind === 'offline_after_move') number.status = 'DISCONNECTED'
  if (source !== undefined) {
    const templates = world.templates.filter((template) => template.accountId === source.accountId)
    // Only those with a good rating travel with a number; the call of their own takes the unrated ones too (MIG-ES, TPL).
    duplicate(world, templates, number.accountId, ['GREEN'], now)
    leaveSource(world, source)
  }
  happened.effect = 'number_registered'
  if (visit.does?.kind === 'done_meanwhile') throw new Refusal(answers.alreadyRegistered)
  return { success: true }
}

/** Every call counts, refused ones too. The one past the tenth locks the number for three days more. */
function spendCall(number: PhoneNumber, now: number): void {
  if (now < number.registerLockedUntil) throw new Refusal(answers.registerLimit)
  number.registerCalls = number.registerCalls.filter((at) => now - at < SEVENTY_TWO_HOURS)
  if (number.registerCalls.length >= CALLS_ALLOWED) {
    number.registerLockedUntil = now + SEVENTY_TWO_HOURS
    throw new Refusal(answers.registerLimit)
  }
  number.registerCalls.push(now)
}

/** Name, quality, limit and badge travel; the PIN is set, and its value is kept nowhere. */
function takeOver(number: PhoneNumber, source: PhoneNumber | undefined): void {
  number.status = 'CONNECTED'
  number.platformType = 'CLOUD_API'
  number.isPinEnabled = true
  number.throughput = 'STANDARD'
  if (source === undefined) return
  number.verifiedName = source.verifiedName
  number.nameStatus = source.nameStatus
  number.qualityRating = source.qualityRating
  number.messagingLimit = source.messagingLimit
  number.isOfficial = source.isOfficial
}

function leaveSource(world: World, source: PhoneNumber): void {
  source.platformType = 'NOT_APPLICABLE'
  if (world.rules.sourceAfterMove === 'gone') source.deleted = true
  else source.status = world.rules.sourceAfterMove
}

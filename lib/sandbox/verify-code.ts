import { openNumber } from './access'
import { answers } from './answers'
import { Refusal } from './refusal'
import { isMoving } from './request-code'
import type { PhoneNumber, World } from './state'
import type { Visit } from './visit'

export function verifyCode(visit: Visit): { success: true } {
  const { world, request, now, happened } = visit
  const number = openNumber(world, request.segments[0] ?? '')
  const typed = request.params.code ?? ''
  if (!/^\d{6}$/.test(typed)) throw new Refusal(answers.codeFormat)
  if (!isMoving(number)) throw new Refusal(answers.verifyNotMoving)
  // The newest code counts, once, for ten minutes: an older one is as wrong as a made-up one.
  const newest = world.codes.findLast((code) => code.numberId === number.id)
  if (newest === undefined || newest.used || newest.validUntil < now || newest.value !== typed) {
    hurryMessages(world, number, now)
    throw new Refusal(answers.codeWrong)
  }
  newest.used = true
  number.verifiedAt = now
  happened.effect = 'number_verified'
  return { success: true }
}

function hurryMessages(world: World, number: PhoneNumber, now: number): void {
  for (const message of world.messages) {
    if (message.digits === number.digits && message.hurries && message.deliveredAt !== null) {
      message.deliveredAt = Math.min(message.deliveredAt, now)
    }
  }
}

import { openNumber } from './access'
import { answers } from './answers'
import { codeVerification } from './format-number'
import { isLanguage, smsText, spokenText } from './languages'
import { Refusal } from './refusal'
import { type Message, type PhoneNumber, takeId } from './state'
import type { Visit } from './visit'

const TEN_MINUTES = 10 * 60_000

export const isMoving = (number: PhoneNumber): boolean =>
  number.platformType === 'NOT_APPLICABLE' && (number.status === 'UNVERIFIED' || number.status === 'PENDING')

export function requestCode(visit: Visit): { success: true } {
  const { world, request, now, happened } = visit
  const number = openNumber(world, request.segments[0] ?? '')
  const { code_method: method, language = '' } = request.params
  if (method !== 'SMS' && method !== 'VOICE') throw new Refusal(answers.codeMethod)
  if (!isLanguage(language)) throw new Refusal(answers.codeLanguage)
  if (visit.does?.kind === 'done_meanwhile') {
    number.verifiedAt = now
    happened.effect = 'number_verified'
  }
  if (codeVerification(number, now) === 'VERIFIED') throw new Refusal(answers.alreadyVerified)
  if (!isMoving(number)) throw new Refusal(answers.requestNotMoving)
  const isFirst = !world.codes.some((code) => code.digits === number.digits)
  const value = newCode(visit)
  world.codes.push({ digits: number.digits, numberId: number.id, value, validUntil: now + TEN_MINUTES, used: false })
  if (method === 'VOICE') deliver(visit, number, 'call', spokenText(language, value), value)
  else deliverSms(visit, number, language, value, isFirst)
  happened.effect = 'code_sent'
  return { success: true }
}

/** Never one that was sent before: an old code must always be a wrong code. */
function newCode({ world, random }: Visit): string {
  for (;;) {
    const value = String(Math.floor(random() * 1_000_000)).padStart(6, '0')
    if (!world.codes.some((code) => code.value === value)) return value
  }
}

function deliverSms(visit: Visit, number: PhoneNumber, language: string, value: string, isFirst: boolean): void {
  const { world } = visit
  if (isFirst && world.rules.oldCodeFirst) {
    const old = newCode(visit)
    deliver(visit, number, 'sms', smsText(language, old), old, { at: visit.now })
    deliver(visit, number, 'sms', smsText(language, value), value, {
      at: visit.now + world.rules.codeDelayMs,
      hurries: true,
    })
    return
  }
  const arrives = world.rules.smsArrives && visit.does?.kind !== 'undelivered'
  deliver(visit, number, 'sms', smsText(language, value), value, arrives ? {} : { at: null })
}

function deliver(
  { world, now }: Visit,
  number: PhoneNumber,
  kind: Message['kind'],
  text: string,
  code: string,
  when: { at?: number | null; hurries?: boolean } = {},
): void {
  const { at = now + world.rules.codeDelayMs, hurries = false } = when
  world.messages.push({ id: takeId(world), digits: number.digits, kind, text, code, deliveredAt: at, hurries })
}

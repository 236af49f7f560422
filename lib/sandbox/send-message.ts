import * as z from 'zod'
import { openNumber } from './access'
import { answers, requiredParameter, templateMissing, tooLong } from './answers'
import { readJson } from './read-json'
import { Refusal } from './refusal'
import { findAccount, type PhoneNumber, type SentMessage, takeId } from './state'
import { partOf } from './template-parts'
import type { Visit } from './visit'
import { wamid } from './wamid'
import { whyNotParameters } from './why-not-parameters'

const DAY = 24 * 3_600_000
const LONGEST_TEXT = 4096

const TemplateInput = z.looseObject({
  name: z.string(),
  language: z.looseObject({ code: z.string() }),
  components: z.unknown().optional(),
})
const TextInput = z.looseObject({ body: z.string() })

/** Accepted is not delivered: what becomes of a message is said later, by webhook. */
export function sendMessage(visit: Visit) {
  const { world, request, now, happened } = visit
  const number = openNumber(world, request.segments[0] ?? '')
  const { params } = request
  if (params.messaging_product !== 'whatsapp') throw new Refusal(answers.productMissing)
  if (params.to === undefined) throw new Refusal(requiredParameter('to'))
  const to = params.to.replaceAll(/\D/g, '')
  if (!/^\d{7,15}$/.test(to)) throw new Refusal(answers.parameter)
  if (number.status !== 'CONNECTED') throw new Refusal(answers.notRegistered)
  if (to === number.digits) throw new Refusal(answers.toItself)
  const content = readContent(visit, number, to)
  const sent: SentMessage = {
    ...content,
    id: wamid('out', to, takeId(world)),
    numberId: number.id,
    to,
    at: now,
    callbackData: params.biz_opaque_callback_data ?? null,
    failsWith: whyItFailsLater(visit, number),
  }
  world.sent.push(sent)
  happened.effect = 'message_sent'
  const status = sent.kind === 'template' ? { message_status: 'accepted' } : {}
  return {
    messaging_product: 'whatsapp',
    contacts: [{ input: params.to, wa_id: to }],
    messages: [{ id: sent.id, ...status }],
  }
}

type Content = Pick<SentMessage, 'kind' | 'template' | 'text'>

function readContent(visit: Visit, number: PhoneNumber, to: string): Content {
  const { type = 'text', template, text } = visit.request.params
  if (type === 'template') return readTemplate(visit, number, template)
  if (type !== 'text') throw new Refusal(answers.messageType)
  return { kind: 'text', template: null, text: readText(visit, number, to, text) }
}

function readTemplate({ world, now }: Visit, number: PhoneNumber, given: string | undefined): Content {
  const read = TemplateInput.safeParse(readJson(given ?? ''))
  if (!read.success) throw new Refusal(requiredParameter('template'))
  const { name, language, components } = read.data
  const found = world.templates.find(
    (each) =>
      each.accountId === number.accountId &&
      each.name === name &&
      each.language === language.code &&
      each.status === 'APPROVED' &&
      each.visibleFrom <= now,
  )
  if (found === undefined) throw new Refusal(templateMissing(name, language.code))
  const refusal = whyNotParameters(found, components)
  if (refusal !== null) throw new Refusal(refusal)
  const text = partOf(found.components, 'BODY')?.text ?? ''
  return { kind: 'template', template: { name, language: language.code }, text }
}

function readText({ world, now }: Visit, number: PhoneNumber, to: string, given: string | undefined): string {
  const read = TextInput.safeParse(readJson(given ?? ''))
  if (!read.success || read.data.body === '') throw new Refusal(requiredParameter('text'))
  if (read.data.body.length > LONGEST_TEXT) throw new Refusal(tooLong("text['body']", LONGEST_TEXT))
  const wrote = world.inbound.some(({ numberId, from, at }) => numberId === number.id && from === to && now - at < DAY)
  if (!wrote) throw new Refusal(answers.windowClosed)
  return read.data.body
}

function whyItFailsLater({ world, does }: Visit, number: PhoneNumber): number | null {
  if (does?.kind === 'undelivered') return answers.undeliverable.code
  return findAccount(world, number.accountId)?.primaryFundingId === null ? answers.paymentProblem.code : null
}

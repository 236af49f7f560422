import { createHmac } from 'node:crypto'
import { findAccount, findNumber, type InboundMessage, type PhoneNumber, type SentMessage, type World } from './state'

/** One call of Meta to an app: the bytes, what they are signed with, and where they go. */
export type Webhook = { url: string; body: string; signature: string }

export type OnWebhook = (webhook: Webhook) => Promise<void>

/** As `webhook_configuration` of a number shows them. */
export function callbacksOf(world: World, number: PhoneNumber) {
  const app = findAccount(world, number.accountId)?.apps.find(({ id }) => id === world.app.id)
  return {
    phone_number: number.overrideCallbackUri ?? undefined,
    whatsapp_business_account: app?.overrideCallbackUri ?? undefined,
    application: world.app.callback ?? undefined,
  }
}

/** The number's address comes before the account's, and that before the app's (contract 3.4). Null: nobody listens. */
function callbackOf(world: World, number: PhoneNumber): string | null {
  const listens = findAccount(world, number.accountId)?.apps.some(({ id }) => id === world.app.id) ?? false
  const { phone_number, whatsapp_business_account, application } = callbacksOf(world, number)
  return listens ? (phone_number ?? whatsapp_business_account ?? application ?? null) : null
}

const seconds = (at: number): string => String(Math.floor(at / 1000))

export const inboundWebhook = (world: World, { id, numberId, from, text, at }: InboundMessage): Webhook | null =>
  webhook(world, numberId, {
    contacts: [{ profile: { name: 'Lan' }, wa_id: from }],
    messages: [{ from, id, timestamp: seconds(at), type: 'text', text: { body: text } }],
  })

/** What is said about an accepted message, in order: that it was sent, and what became of it. */
export function statusWebhooks(world: World, message: SentMessage, at: number): Webhook[] {
  const later = at + world.rules.deliveryMs
  const { failsWith } = message
  const told = [
    statusWebhook(world, message, { status: 'sent', timestamp: seconds(at) }),
    failsWith === null
      ? statusWebhook(world, message, { status: 'delivered', timestamp: seconds(later) })
      : statusWebhook(world, message, {
          status: 'failed',
          timestamp: seconds(later),
          errors: [{ code: failsWith, title: 'Message failed to send', message: 'Message failed to send' }],
        }),
  ]
  return told.filter((one) => one !== null)
}

const statusWebhook = (world: World, message: SentMessage, status: object): Webhook | null =>
  webhook(world, message.numberId, {
    statuses: [
      {
        id: message.id,
        recipient_id: message.to,
        ...status,
        ...(message.callbackData === null ? {} : { biz_opaque_callback_data: message.callbackData }),
      },
    ],
  })

function webhook(world: World, numberId: string, more: object): Webhook | null {
  const number = findNumber(world, numberId)
  const { secret } = world.app
  const url = number === undefined ? null : callbackOf(world, number)
  if (number === undefined || url === null || secret === null) return null
  const metadata = { display_phone_number: number.digits, phone_number_id: number.id }
  const value = { messaging_product: 'whatsapp', metadata, ...more }
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: number.accountId, changes: [{ value, field: 'messages' }] }],
  })
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
  return { url, body, signature }
}

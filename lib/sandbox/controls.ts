import { type InboundMessage, takeId, type World } from './state'
import type { WorldStore } from './store'
import { wamid } from './wamid'
import { inboundWebhook, type OnWebhook } from './webhooks'

export type PhoneMessage = { id: string; kind: 'sms' | 'call'; text: string; code: string; at: string }

const messagesOf = (world: World, digits: string, now: number): PhoneMessage[] =>
  world.messages.flatMap(({ id, kind, text, code, deliveredAt, digits: to }) =>
    to === digits && deliveredAt !== null && deliveredAt <= now
      ? [{ id, kind, text, code, at: new Date(deliveredAt - world.clockOffset).toISOString() }]
      : [],
  )

/** What the drawn phone shows, oldest first. The codes in it are practice: they open nothing. */
export async function readPhone(
  store: WorldStore,
  worldId: string,
  digits: string,
  now: () => Date = () => new Date(),
): Promise<PhoneMessage[]> {
  const world = await store.read(worldId)
  if (world === undefined) return []
  return messagesOf(world, digits, now().getTime() + world.clockOffset).toSorted((a, b) => a.at.localeCompare(b.at))
}

/** What the provider does in WhatsApp Manager. True when there was such a number. */
export async function setTwoStep(store: WorldStore, worldId: string, digits: string, on: boolean): Promise<boolean> {
  const result = await store.update(worldId, (world) => {
    const numbers = world.numbers.filter(
      (number) => number.digits === digits && number.accountId !== world.destinationId,
    )
    for (const number of numbers) number.isPinEnabled = on
    return numbers.length > 0
  })
  return result?.value ?? false
}

export const switchOffTwoStep = (store: WorldStore, worldId: string, digits: string): Promise<boolean> =>
  setTwoStep(store, worldId, digits, false)

/** What the owner does in WhatsApp Manager's payment settings. */
export async function addPayment(store: WorldStore, worldId: string): Promise<boolean> {
  const result = await store.update(worldId, (world) => {
    const destination = world.accounts.find((account) => account.id === world.destinationId)
    if (destination === undefined) return false
    destination.primaryFundingId ??= takeId(world)
    return true
  })
  return result?.value ?? false
}

/** What the owner does in the app's settings: to whom it delivers. */
export async function setCallback(store: WorldStore, worldId: string, url: string): Promise<void> {
  await store.update(worldId, (world) => {
    world.app.callback = url
  })
}

/** What a customer does on a phone. Null when no number with these digits is at work anywhere. */
export async function customerWrites(
  store: WorldStore,
  worldId: string,
  message: { to: string; from: string; text: string },
  now: () => Date = () => new Date(),
  onWebhook: OnWebhook = async () => {},
): Promise<InboundMessage | null> {
  const result = await store.update(worldId, (world) => {
    const number = world.numbers.find(({ digits, status }) => digits === message.to && status === 'CONNECTED')
    if (number === undefined) return null
    const { from, text } = message
    const id = wamid('in', from, takeId(world))
    const inbound = { id, numberId: number.id, from, text, at: now().getTime() + world.clockOffset }
    world.inbound.push(inbound)
    return { inbound, webhook: inboundWebhook(world, inbound) }
  })
  const written = result?.value ?? null
  if (written?.webhook) await onWebhook(written.webhook)
  return written?.inbound ?? null
}

export type ChatMessage = { id: string; way: 'in' | 'out'; text: string; at: string }

/** What a customer's phone shows of its talk with a number, oldest first. `in`: what the customer wrote. */
export async function readChat(store: WorldStore, worldId: string, digits: string): Promise<ChatMessage[]> {
  const world = await store.read(worldId)
  if (world === undefined) return []
  const ids = new Set(world.numbers.filter((number) => number.digits === digits).map(({ id }) => id))
  const time = (at: number) => new Date(at - world.clockOffset).toISOString()
  const written = world.inbound.map(({ id, numberId, text, at }) => ({ id, numberId, way: 'in' as const, text, at }))
  const received = world.sent
    .filter(({ failsWith }) => failsWith === null)
    .map(({ id, numberId, text, at }) => ({ id, numberId, way: 'out' as const, text, at }))
  return [...written, ...received]
    .filter(({ numberId }) => ids.has(numberId))
    .toSorted((a, b) => a.at - b.at)
    .map(({ id, way, text, at }) => ({ id, way, text, at: time(at) }))
}

import { type InboundMessage, takeId, type World } from './state'
import type { WorldStore } from './store'
import { wamid } from './wamid'

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

/** What a customer does on a phone. Null when no number with these digits is at work anywhere. */
export async function customerWrites(
  store: WorldStore,
  worldId: string,
  message: { to: string; from: string; text: string },
  now: () => Date = () => new Date(),
): Promise<InboundMessage | null> {
  const result = await store.update(worldId, (world) => {
    const number = world.numbers.find(({ digits, status }) => digits === message.to && status === 'CONNECTED')
    if (number === undefined) return null
    const { from, text } = message
    const id = wamid('in', from, takeId(world))
    const inbound = { id, numberId: number.id, from, text, at: now().getTime() + world.clockOffset }
    world.inbound.push(inbound)
    return inbound
  })
  return result?.value ?? null
}

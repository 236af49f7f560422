import { and, asc, eq, gt } from 'drizzle-orm'
import { attempts, events } from '@/lib/db/schema'
import { hashEvent } from '@/lib/events/append'
import type { Simulation } from './simulation'

/** How far each lane's journal was verified: one customer's chain goes on from seed to seed. */
const verified = new WeakMap<object, { seq: number; hash: string }>()

/** What must be true once everything has come to rest (I3, I9, I10, I12). */
export async function finalFaults(sim: Simulation, finished: boolean): Promise<void> {
  const { observer, meta, lane } = sim
  const { live, status } = observer
  if (live !== null && finished && !observer.isQuestion) observer.fault(`I12: ${live.command} was left ${live.state}`)
  if (finished && status === 'registered') observer.fault('I12: registered, and nobody looks any more')
  if (meta.isConnected && finished && status !== 'confirmed' && status !== 'cancelled' && meta.ever.has('register')) {
    observer.fault(`I3: the number has moved and the page says ${status}`)
  }
  // What an older copy of the database has forgotten ends with the next message (receive-overridden.ts).
  const hasForgotten = sim.plan.entries.some(({ id, struck }) => id === 'X13' && struck)
  if (finished && meta.number?.overrideCallbackUri != null && observer.override === 'none' && !hasForgotten) {
    observer.fault('I13: messages were left to come to us')
  }
  if (finished && observer.override === 'standing' && !observer.isQuestion) observer.fault('I13: nobody puts it back')
  const chain = await lane.db
    .select()
    .from(events)
    .where(and(eq(events.customerId, lane.customerId), gt(events.seq, verified.get(lane)?.seq ?? 0)))
    .orderBy(asc(events.seq))
  if (!sim.plan.entries.some(({ id }) => id === 'X13')) await verifyChain(sim, chain)
  const last = chain.at(-1)
  if (last !== undefined) verified.set(lane, { seq: last.seq, hash: last.hash })
  const mine = chain.filter((event) => event.migrationId === sim.migrationId)
  await verifyFold(sim, mine)
  const rows = await lane.db.select().from(attempts).where(eq(attempts.migrationId, sim.migrationId))
  const { rows: keys } = await lane.pool.query('select * from idempotency_keys where key like $1', [
    `key-${sim.seed}-%`,
  ])
  const text = JSON.stringify([
    mine.map(({ data }) => data),
    rows.map(({ id: _, idempotencyKey: __, ...row }) => row),
    keys.map((key) => key.body),
  ])
  for (const typed of new Set(sim.people.typed)) {
    if (new RegExp(`(^|[^0-9a-f])${typed}([^0-9a-f]|$)`).test(text)) observer.fault('I10: what was typed is stored')
  }
}

type Event = typeof events.$inferSelect

async function verifyChain(sim: Simulation, chain: readonly Event[]): Promise<void> {
  let before = verified.get(sim.lane)
  for (const event of chain) {
    const follows = event.seq === (before?.seq ?? 0) + 1 && event.prevHash === (before?.hash ?? '0'.repeat(64))
    if (!follows || hashEvent(event) !== event.hash) {
      sim.observer.fault(`I9: the journal's chain breaks at ${event.seq}`)
      return
    }
    before = { seq: event.seq, hash: event.hash }
  }
}

/** The journal alone tells the status (ENG-12). */
async function verifyFold(sim: Simulation, mine: readonly Event[]): Promise<void> {
  const told = mine.findLast((event) => event.kind === 'status_changed')?.data.to ?? sim.beganAs
  if (sim.plan.entries.some(({ id, struck }) => id === 'X13' && struck)) return
  if (told !== sim.observer.status) sim.observer.fault(`I9: the journal says ${told}, the row ${sim.observer.status}`)
}

/** Nothing of this seed may be due in the next, and what is kept for its sake would only make the next one slower. */
export async function forget({ lane, migrationId, seed }: Simulation): Promise<void> {
  const done = async (text: string, values: unknown[] = []) => void (await lane.pool.query(text, values))
  await done('delete from budgets')
  await done('delete from gates')
  await done('delete from attempts')
  await done('delete from checks')
  await done('delete from callback_overrides')
  await done('delete from templates')
  await done('delete from idempotency_keys where key like $1', [`key-${seed}-%`])
  await done(`update migrations set status = 'cancelled', quarantined_at = null where id = $1`, [migrationId])
  await done('update users set disabled_at = null where disabled_at is not null')
}

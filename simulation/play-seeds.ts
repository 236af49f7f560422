/** One worker of the simulation: plays the seeds it is given, on a database of its own. */
import * as z from 'zod'
import { openLane } from './lane'
import { Simulation } from './simulation'

export const Job = z.object({ seed: z.number(), faults: z.array(z.string()), trace: z.boolean() })

/** What a lane keeps of its seeds makes the next ones slower: after so many it is given up for a new one. */
const SEEDS_IN_A_LANE = 250

const databaseUrl = process.argv[2] ?? ''
let lane = await openLane(databaseUrl)
let played = 0

process.on('message', (message) => {
  if (message === 'end') void lane.close().then(() => process.disconnect())
  else void play(Job.parse(message))
})

async function play({ seed, faults, trace }: z.infer<typeof Job>): Promise<void> {
  if (played === SEEDS_IN_A_LANE) {
    await lane.close()
    lane = await openLane(databaseUrl)
    played = 0
  }
  played += 1
  const told = await new Simulation(lane, seed, faults).play()
  const keep = trace || told.violations.length > 0
  process.send?.({ ...told, trace: keep ? told.trace : [] })
}

process.send?.('ready')

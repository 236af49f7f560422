/** One worker of the simulation: plays the seeds it is given, on a database of its own. */
import * as z from 'zod'
import { openLane } from './lane'
import { Simulation } from './simulation'

export const Job = z.object({ seed: z.number(), faults: z.array(z.string()), trace: z.boolean() })

const lane = await openLane(process.argv[2] ?? '')

process.on('message', (message) => {
  if (message === 'end') void lane.close().then(() => process.disconnect())
  else void play(Job.parse(message))
})

async function play({ seed, faults, trace }: z.infer<typeof Job>): Promise<void> {
  const played = await new Simulation(lane, seed, faults).play()
  const keep = trace || played.violations.length > 0
  process.send?.({ ...played, trace: keep ? played.trace : [] })
}

process.send?.('ready')

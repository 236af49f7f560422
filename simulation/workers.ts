import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { EFFECTS, STATUSES } from '@/lib/migration/machine'
import type { FaultId } from './faults'

const Played = z.object({
  seed: z.number(),
  violations: z.array(z.string()),
  struck: z.array(z.object({ id: z.string(), call: z.enum(EFFECTS) })),
  planned: z.array(z.string()),
  posts: z.number(),
  kills: z.number(),
  status: z.enum(STATUSES),
  trace: z.array(z.string()),
})
export type Told = z.infer<typeof Played>

export type Job = { seed: number; faults: FaultId[]; trace: boolean }

const SCRIPT = fileURLToPath(new URL('./play-seeds.ts', import.meta.url))

/** Lets `count` processes play until `next` has nothing more; each has a database of its own. */
export async function playAll(options: {
  count: number
  databaseUrl: string
  env: Record<string, string>
  execArgv: string[]
  next: () => Job | null
  told: (played: Told) => void
}): Promise<void> {
  await Promise.all(Array.from({ length: options.count }, () => playOne(options)))
}

function playOne(options: Parameters<typeof playAll>[0]): Promise<void> {
  const child = fork(SCRIPT, [options.databaseUrl], {
    // Meta delivers to no site without a public address.
    env: { ...process.env, PUBLIC_URL: 'https://move.example', ...options.env },
    execArgv: options.execArgv,
  })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  child.on('message', (message) => {
    if (message !== 'ready') options.told(Played.parse(message))
    give(child, options.next())
  })
  child.once('exit', (code) =>
    code === 0 ? resolve() : reject(new Error(`a worker of the simulation ended with ${code}`)),
  )
  return promise
}

const give = (child: ChildProcess, job: Job | null) => child.send(job ?? 'end')

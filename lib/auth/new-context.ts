import 'server-only'
import type { Actor, Context } from '@/lib/context'
import { getDatabase } from '@/lib/db/client'
import { newId } from '@/lib/db/ids'
import { thisProcess } from '@/lib/host'

export const SYSTEM: Actor = { kind: 'system', name: 'system' }

export const newContext = (actor: Actor, requestId: string = newId()): Context => ({
  actor,
  db: getDatabase(),
  now: () => new Date(),
  host: thisProcess,
  requestId,
})

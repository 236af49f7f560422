import 'server-only'
import { PgBoss } from 'pg-boss'
import { newContext, SYSTEM } from '@/lib/auth/new-context'
import { forgetOverrides } from '@/lib/callback/forget-overrides'
import type { Context } from '@/lib/context'
import { holdInstance } from '@/lib/db/instance'
import { withTransaction } from '@/lib/db/transaction'
import { env } from '@/lib/env'
import { guard, guardDue } from '@/lib/guard/guard'
import { takeSpilled } from '@/lib/health/spill'
import { log } from '@/lib/log'
import { sendNotices } from '@/lib/notices/send-mail'
import { forgetSenders } from '@/lib/proof/forget-senders'
import { importOutcome } from './keep-outcome'
import { closeAbandoned, reconcileAll, reconcileDue } from './reconcile'
import { MIGRATION_QUEUE, setBoss, WATCH_QUEUE } from './wake'
import { watch, watchDue } from './watch'

const SWEEP_QUEUE = 'migration-sweep'
const WATCH_SWEEP_QUEUE = 'watch-sweep'

let running: PgBoss | undefined

/**
 * Starts the dispatcher: a job says "look at migration N", the truth stays in our tables. Returns when what a dead process left
 * open is closed, and asks nothing of Meta before.
 */
export async function startWorker(): Promise<void> {
  const { DATABASE_URL, worker } = env()
  await holdInstance()
  const boss = new PgBoss({ connectionString: DATABASE_URL, max: 3 })
  boss.on('error', (error) => log.warn('worker_error', { error }))
  await boss.start()
  for (const queue of [MIGRATION_QUEUE, SWEEP_QUEUE, WATCH_QUEUE, WATCH_SWEEP_QUEUE]) await boss.createQueue(queue)
  setBoss(boss)
  running = boss
  if (worker === 'off') return
  const ctx = newContext(SYSTEM)
  await importSpilled(ctx)
  await closeAbandoned(ctx)
  // What Meta must be asked for can take long; nobody waits for it.
  void reconcileDue(ctx).catch((error: unknown) => log.error('reconcile_failed', { error }))
  await boss.work<{ migrationId: string }>(
    MIGRATION_QUEUE,
    { pollingIntervalSeconds: 0.5, batchSize: 20, perJobResults: false },
    (jobs) => reconcileAll(newContext(SYSTEM), idsOf(jobs)),
  )
  await boss.work<{ migrationId: string }>(
    WATCH_QUEUE,
    { pollingIntervalSeconds: 0.5, batchSize: 20, perJobResults: false },
    (jobs) => look(idsOf(jobs)),
  )
  await boss.schedule(SWEEP_QUEUE, '* * * * *')
  await boss.work(SWEEP_QUEUE, { pollingIntervalSeconds: 5 }, catchUp)
  await boss.schedule(WATCH_SWEEP_QUEUE, '* * * * *')
  await boss.work(WATCH_SWEEP_QUEUE, { pollingIntervalSeconds: 5 }, lookAround)
}

const idsOf = (jobs: readonly { data: { migrationId: string } }[]): Set<string> =>
  new Set(jobs.map((job) => job.data.migrationId))

async function look(ids: ReadonlySet<string>): Promise<void> {
  const ctx = newContext(SYSTEM)
  for (const id of ids) {
    await watch(ctx, id)
    await guard(ctx, id)
  }
  await sendNotices(ctx)
}

async function lookAround(): Promise<void> {
  const ctx = newContext(SYSTEM)
  await watchDue(ctx)
  await guardDue(ctx)
  await sendNotices(ctx)
}

/** What could not be stored first, because it may settle what would otherwise be asked for. */
async function catchUp(): Promise<void> {
  const ctx = newContext(SYSTEM)
  await importSpilled(ctx)
  await reconcileDue(ctx)
  await forgetSenders(ctx)
  await forgetOverrides(ctx)
}

const importSpilled = (ctx: Context): Promise<void> =>
  takeSpilled(
    (owner) => isAbandoned(ctx, owner),
    (line) => importOutcome(ctx, line),
  )

const isAbandoned = async (outer: Context, owner: string): Promise<boolean> =>
  owner === outer.host.instanceId || !(await withTransaction(outer, (ctx) => ctx.host.isAlive(ctx, owner)))

/** Lets running jobs finish, then stops asking for more. */
export async function stopWorker(): Promise<void> {
  setBoss(undefined)
  await running?.stop({ graceful: true, timeout: 20_000 })
  running = undefined
}

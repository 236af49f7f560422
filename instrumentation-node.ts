import 'server-only'
import { ensureSetupOwner } from '@/lib/auth/create-owner'
import { newContext, SYSTEM } from '@/lib/auth/new-context'
import { checkGeneration } from '@/lib/backup/generation'
import { setPracticeReceiver } from '@/lib/connections/practice-webhooks'
import { upgrade, WrongKeyError } from '@/lib/db/upgrade'
import { type Env, EnvError, EXIT_CONFIG, env } from '@/lib/env'
import { startDraining } from '@/lib/health/draining'
import { log } from '@/lib/log'
import { startWorker, stopWorker } from '@/lib/migration/worker'
import { practiceReceiver } from '@/lib/webhooks/receive-practice'

/** How long work that runs may take to finish after a signal to stop. */
const DRAIN_WITHIN = 30_000

/** Settings, schema, owner, worker; only then does Next answer. Never talks to Meta. */
export async function boot(): Promise<void> {
  const settings = settingsOrExit()
  try {
    await upgrade(settings.DATABASE_URL, settings.masterKey)
  } catch (error) {
    if (error instanceof WrongKeyError) exitWith([error.message])
    log.error('boot_failed', { error })
    process.exit(1)
  }
  const ctx = newContext(SYSTEM, 'boot')
  await checkGeneration(ctx, settings.DATA_DIR)
  await ensureSetupOwner(ctx)
  setPracticeReceiver(practiceReceiver)
  await startWorker()
  drainOnSignal(stopWorker)
  log.info('started', { worker: settings.worker, graphApiVersion: settings.graphApiVersion, node: process.version })
}

function settingsOrExit(): Env {
  try {
    return env()
  } catch (error) {
    if (error instanceof EnvError) exitWith(error.faults)
    throw error
  }
}

function exitWith(lines: readonly string[]): never {
  for (const line of lines) process.stderr.write(`${line}\n`)
  process.exit(EXIT_CONFIG)
}

/** On a signal: not ready at once, no new work, let running work end, then let Next close its server as it would. */
function drainOnSignal(stopWork: () => Promise<void>): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const rest = process.listeners(signal)
    process.removeAllListeners(signal)
    process.once(signal, () => {
      startDraining()
      log.info('stopping', { signal })
      const timeout = new Promise((resolve) => setTimeout(resolve, DRAIN_WITHIN).unref())
      Promise.race([stopWork(), timeout])
        .catch((error: unknown) => log.warn('stopping_failed', { error }))
        .finally(() => {
          // Next ends with 143, which a supervisor takes for a failure; this stop was asked for.
          process.once('exit', () => {
            process.exitCode = 0
          })
          for (const listener of rest) listener(signal)
        })
    })
  }
}

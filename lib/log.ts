import 'server-only'
import { type DestinationStream, type Logger, pino } from 'pino'
import { env } from '@/lib/env'
import { redact } from '@/lib/redact'

export type LogFields = Readonly<Record<string, unknown>>

export type Log = {
  debug(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

/** One JSON line per event. `event` is a fixed word such as `graph_call`, never a sentence with values in it. */
export function createLog(options: { level: string; destination?: DestinationStream }): Log {
  const settings = {
    level: options.level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
  }
  const logger: Logger = options.destination ? pino(settings, options.destination) : pino(settings)
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (event: string, fields: LogFields = {}) => {
      if (!logger.isLevelEnabled(level)) return
      logger[level]({ ...(redact(fields) as LogFields), event }) // safe: a plain object in is a plain object out
    }
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
}

let instance: Log | undefined

/** Made on first use: the level is a setting, and settings may be what is being complained about. */
function current(): Log {
  instance ??= createLog({ level: levelOrInfo() })
  return instance
}

function levelOrInfo(): string {
  try {
    return env().logLevel
  } catch {
    return 'info'
  }
}

export const log: Log = {
  debug: (event, fields) => current().debug(event, fields),
  info: (event, fields) => current().info(event, fields),
  warn: (event, fields) => current().warn(event, fields),
  error: (event, fields) => current().error(event, fields),
}

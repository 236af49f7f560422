import 'server-only'
import { AppError, isAppError } from '@/lib/errors/app-error'
import { errorCatalog } from '@/lib/errors/catalog'
import { log } from '@/lib/log'
import { isDatabaseDown } from './database-down'

export type Answer = { status: number; body: unknown }

export type ErrorBody = {
  code: string
  messageKey: string
  params: Readonly<Record<string, string | number>>
  field?: string
  requestId: string
}

/** Errors that nobody gave words lose theirs: a foreign message may quote a row, a header or a secret. */
function toRefusal(error: unknown, requestId: string): AppError {
  if (isAppError(error)) return error
  const code = isDatabaseDown(error) ? 'not_saved' : 'internal'
  log.error('request_failed', { requestId, error })
  return new AppError(code, {}, { cause: error })
}

export function toAnswer(error: unknown, requestId: string): Answer {
  const { code, params, field } = toRefusal(error, requestId)
  const body: ErrorBody = { code, messageKey: `errors.${code}`, params, ...(field ? { field } : {}), requestId }
  return { status: errorCatalog[code].status, body }
}

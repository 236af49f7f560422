import 'server-only'
import type * as z from 'zod'
import { AppError } from '@/lib/errors/app-error'
import { type ErrorCode, errorCatalog } from '@/lib/errors/catalog'

const isErrorCode = (text: string): text is ErrorCode => Object.hasOwn(errorCatalog, text)

/** A caller's own key is only said back when it looks like a name: a secret in the wrong place must not be quoted. */
const isName = (key: string): boolean => /^[a-z]{1,30}$/i.test(key)

/** Our schemas may carry an error code as their message; whatever else zod says stays here. */
function toRefusal(error: z.ZodError): AppError {
  const [issue] = error.issues
  const name =
    issue?.code === 'unrecognized_keys'
      ? [...issue.path, ...issue.keys.filter(isName).slice(0, 1)]
      : (issue?.path ?? [])
  const field = name.map(String).join('.').slice(0, 100)
  const code = issue && isErrorCode(issue.message) ? issue.message : 'invalid_input'
  // The cause would quote what was typed; it is left behind on purpose.
  return new AppError(code, {}, field ? { field } : {})
}

export function parse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value)
  if (!result.success) throw toRefusal(result.error)
  return result.data
}

/** An address that cannot exist is a thing that does not exist. */
export function parseParams<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value)
  if (!result.success) throw new AppError('not_found')
  return result.data
}

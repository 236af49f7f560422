import { type ErrorCode, errorCatalog } from './catalog'

/** Values that may stand in an error's text. Never a token, a code, a PIN or a raw Graph body. Times are ISO strings. */
export type ErrorParams = Readonly<Record<string, string | number>>

/** A refusal with words: `code` chooses the text, `params` fill it. The cause stays on the server. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly params: ErrorParams
  readonly field: string | undefined

  constructor(code: ErrorCode, params: ErrorParams = {}, options: { cause?: unknown; field?: string } = {}) {
    super(code, { cause: options.cause })
    this.code = code
    this.params = params
    this.field = options.field ?? errorCatalog[code].field
  }
}

export const isAppError = (error: unknown): error is AppError => error instanceof AppError

import { AppError } from '@/lib/errors/app-error'

const SHORTEST = 40

/** What comes along when a token is copied from a mail, a terminal, a JSON file or an address bar. */
const strip = (pasted: string): string =>
  pasted
    // Zero-width characters and the byte order mark ride along from chats and PDF files.
    .replace(/[\s\u200b-\u200d\u2060\ufeff"'`“”‘’«»]/g, '')
    .replace(/^(authorization:)?bearer:?/i, '')
    .replace(/^access_token[=:]/i, '')
    .replace(/[,;]+$/, '')

/** The token itself, or a refusal that says what was pasted instead. Never quotes it. */
export function cleanToken(pasted: string): string {
  const token = strip(pasted)
  if (token === '') throw new AppError('token_empty')
  if (/^[0-9a-f]{32}$/i.test(token)) throw new AppError('token_looks_like_secret')
  if (/^\d+$/.test(token)) throw new AppError('token_looks_like_id')
  if (token.length < SHORTEST) throw new AppError('token_short')
  // A practice token opens nothing at Meta, and anything that is not plain ASCII cannot stand in a header.
  if (token.startsWith('PRACTICE') || !/^[\x21-\x7e]+$/.test(token)) {
    throw new AppError('invalid_input', {}, { field: 'token' })
  }
  return token
}

/** Meta shows it as 32 hexadecimal characters. Empty means that there is none. */
export function cleanAppSecret(pasted: string | undefined): string | null {
  const secret = strip(pasted ?? '').toLowerCase()
  if (secret === '') return null
  if (!/^[0-9a-f]{32}$/.test(secret)) throw new AppError('app_secret_format')
  return secret
}

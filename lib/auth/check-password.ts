import { AppError } from '@/lib/errors/app-error'
import { COMMON_PASSWORDS } from './common-passwords'

export const PASSWORD_MIN = 12
export const PASSWORD_MAX = 200

const isOneCharacter = (text: string): boolean => new Set(text).size === 1

/** Long and not easy to guess; no rules about kinds of characters, which only make people write it down. */
export function checkPassword(password: string, email: string): void {
  const typed = password.toLowerCase()
  const address = email.trim().toLowerCase()
  const length = [...password].length
  if (length === 0) throw new AppError('password_empty')
  if (length < PASSWORD_MIN) throw new AppError('password_short', { min: PASSWORD_MIN })
  if (length > PASSWORD_MAX) throw new AppError('password_too_long', { max: PASSWORD_MAX })
  if (COMMON_PASSWORDS.has(typed) || isOneCharacter(typed) || typed === address) throw new AppError('password_common')
}

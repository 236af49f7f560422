import 'server-only'
import { getToken } from 'next-auth/jwt'
import { subKey } from '@/lib/crypto/keys'
import { env } from '@/lib/env'

/** What next-auth writes and we read must agree; both take it from here. */
export const cookieSettings = () => ({
  secret: subKey('auth').toString('base64url'),
  secureCookie: env().publicUrl.startsWith('https:'),
})

/** next-auth's own names: the prefix makes browsers refuse the cookie over plain http. */
export const cookieName = (): string =>
  cookieSettings().secureCookie ? '__Secure-authjs.session-token' : 'authjs.session-token'

/**
 * Only decrypts: next-auth's own `auth()` runs its whole session action on each call, and encrypts again. What comes
 * out is a claim; `findSession` decides whether it still holds.
 */
export async function readSid(cookie: string): Promise<string | null> {
  const token = await getToken({
    req: { headers: new Headers({ cookie }) },
    ...cookieSettings(),
    cookieName: cookieName(),
  })
  return typeof token?.sid === 'string' ? token.sid : null
}

import 'server-only'
import NextAuth, { type NextAuthResult } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import * as z from 'zod'
import { sha256 } from '@/lib/crypto/hash'
import { log } from '@/lib/log'
import { newContext, SYSTEM } from './new-context'
import { cookieSettings } from './session-cookie'
import { findSession, revokeSession, SESSION_SECONDS } from './sessions'

declare module 'next-auth' {
  interface User {
    sid?: string
  }
}

const Ticket = z.object({ sid: z.string().min(1).max(100) })

/**
 * Mints the cookie for a session that `signIn` has just made. The password is checked there, not here: our refusals
 * carry a code and a time, next-auth's carry neither. Issuers of OpenID Connect join this list.
 */
const session = Credentials({
  credentials: { sid: {} },
  async authorize(credentials) {
    const ticket = Ticket.safeParse(credentials)
    if (!ticket.success) return null
    const actor = await findSession(newContext(SYSTEM), ticket.data.sid, true)
    return actor?.kind === 'user' ? { id: actor.userId, name: actor.name, sid: ticket.data.sid } : null
  },
})

function create(): NextAuthResult {
  const { secret, secureCookie } = cookieSettings()
  return NextAuth({
    secret,
    useSecureCookies: secureCookie,
    trustHost: true,
    basePath: '/api/auth',
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in' },
    providers: [session],
    callbacks: {
      async jwt({ token, user }) {
        if (user?.sid) return { ...token, sid: user.sid }
        const sid = typeof token.sid === 'string' ? token.sid : null
        return sid && (await findSession(newContext(SYSTEM), sid, false)) ? token : null
      },
    },
    events: {
      async signOut(message) {
        if (!('token' in message) || typeof message.token?.sid !== 'string') return
        await revokeSession(newContext(SYSTEM), sha256(message.token.sid))
      },
    },
    logger: {
      error: (error) => log.error('next_auth', { error }),
      warn: (code) => log.warn('next_auth', { warning: code }),
      debug: () => undefined,
    },
  })
}

let instance: NextAuthResult | undefined

/** Made on first use: the settings are not there yet while `next build` loads the modules. */
export function nextAuth(): NextAuthResult {
  instance ??= create()
  return instance
}

/** Only inside a route handler: the cookie goes out with its answer. */
export async function writeSessionCookie(sid: string): Promise<void> {
  await nextAuth().signIn('credentials', { sid, redirect: false, redirectTo: '/' })
}

export async function clearSessionCookie(): Promise<void> {
  await nextAuth().signOut({ redirect: false, redirectTo: '/' })
}

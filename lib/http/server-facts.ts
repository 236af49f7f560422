import 'server-only'
import { cookieName } from '@/lib/auth/session-cookie'
import { env } from '@/lib/env'

export const serverFacts = () => ({ url: env().publicUrl, sessionCookie: cookieName() })

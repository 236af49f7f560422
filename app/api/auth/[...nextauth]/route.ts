import { nextAuth } from '@/lib/auth/next-auth'

// Sign-in itself is POST /api/session. These are next-auth's own addresses, which issuers of OpenID Connect return to.
type AuthHandlers = ReturnType<typeof nextAuth>['handlers']

export const GET: AuthHandlers['GET'] = (request) => nextAuth().handlers.GET(request)
export const POST: AuthHandlers['POST'] = (request) => nextAuth().handlers.POST(request)

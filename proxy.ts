import { type NextRequest, NextResponse } from 'next/server'

/**
 * Trusted Types: only the layout's `default` policy may make addresses of scripts, so an injection has nothing to
 * write them with. `strict-dynamic` lets Next's own scripts load their chunks. Styles have no `unsafe-inline`.
 */
const policy = (nonce: string): string =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isDevelopment ? [] : ["require-trusted-types-for 'script'", 'trusted-types default']),
  ].join('; ')

// React's development build evaluates strings and its overlay styles itself inline.
const isDevelopment = process.env.NODE_ENV === 'development'

/** For the way back after signing in: a page has no other means to know its own address. */
function pathOf({ nextUrl }: NextRequest): string {
  const query = new URLSearchParams(nextUrl.search)
  query.delete('_rsc')
  return query.size > 0 ? `${nextUrl.pathname}?${query}` : nextUrl.pathname
}

/** Headers only. Who may see what is decided where it is read, never here. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID())
  const csp = policy(nonce)
  const headers = new Headers(request.headers)
  // Next reads the nonce from the request's policy and puts it on its scripts; the layout reads `x-nonce`.
  headers.set('content-security-policy', csp)
  headers.set('x-nonce', nonce)
  headers.set('x-path', pathOf(request))
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', csp)
  // Every page is one person's: also the browser's own back and forward store keeps none of it.
  response.headers.set('cache-control', 'no-store')
  return response
}

export const config = {
  matcher: [
    {
      source: '/((?!api/|_next/static|_next/image|healthz|readyz|favicon.ico|icon|apple-icon|manifest|robots.txt).*)',
      missing: [
        { type: 'header', key: 'next-router-prefetch' },
        { type: 'header', key: 'purpose', value: 'prefetch' },
      ],
    },
  ],
}

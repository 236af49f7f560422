import 'server-only'
import type { Origin } from './sign-in'

/**
 * Next puts the socket's address into X-Forwarded-For when nobody else has, and a proxy adds what it saw at the end:
 * the last entry is the one that was not written by the caller. Without a proxy a caller can write it, which is why
 * the throttle counts per account first.
 */
export const originOf = (headers: Headers): Origin => ({
  address: headers.get('x-forwarded-for')?.split(',').at(-1)?.trim().slice(0, 64) || 'unknown',
  userAgent: headers.get('user-agent'),
})

import 'server-only'
import type { Actor, Context } from '@/lib/context'
import { findApiToken } from './find-api-token'
import { readSid } from './session-cookie'
import { findSession } from './sessions'

const BEARER = /^Bearer ([\x21-\x7e]{1,200})$/i

/** A request that names a token is judged by that token alone: its cookies, if any, count for nothing. */
export const carriesToken = (headers: Headers): boolean => headers.has('authorization')

/** Who sends this? `seen` is explained at `findSession`. */
export async function identify(ctx: Context, headers: Headers, seen: boolean): Promise<Actor | null> {
  if (carriesToken(headers)) {
    const [, token] = BEARER.exec(headers.get('authorization') ?? '') ?? []
    return token ? findApiToken(ctx, token) : null
  }
  const cookie = headers.get('cookie')
  const sid = cookie ? await readSid(cookie) : null
  return sid ? findSession(ctx, sid, seen) : null
}

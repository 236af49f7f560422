import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Context } from '@/lib/context'
import { buildPerson, testApi } from '@/lib/testing/api'
import { clearSessionCookie, nextAuth, writeSessionCookie } from './next-auth'
import { cookieName, readSid } from './session-cookie'
import { createSession, findSession } from './sessions'

type Cookie = { value: string; options: Record<string, unknown> }

// What a request of Next's gives: its headers, and a jar whose cookies go out with the answer.
const jar = vi.hoisted(() => new Map<string, Cookie>())
vi.mock('next/headers', () => ({
  headers: async () =>
    new Headers({
      host: 'localhost:3000',
      'x-forwarded-proto': 'http',
      cookie: [...jar].map(([name, { value }]) => `${name}=${value}`).join('; '),
    }),
  cookies: async () => ({
    set: (name: string, value: string, options: Record<string, unknown>) => jar.set(name, { value, options }),
  }),
}))

let ctx: Context
let userId: string

beforeAll(async () => {
  ctx = await testApi()
  userId = (await buildPerson(ctx, 'owner')).userId
})

const cookieHeader = () => `${cookieName()}=${jar.get(cookieName())?.value ?? ''}`

describe('writeSessionCookie', () => {
  it('puts the session into a cookie that scripts cannot read, and that we can', async () => {
    const sid = await createSession(ctx, userId, null)
    await writeSessionCookie(sid)
    const cookie = jar.get(cookieName())
    expect(cookie?.options).toMatchObject({ httpOnly: true, sameSite: 'lax', path: '/' })
    expect(cookie?.value).not.toContain(sid)
    expect(await readSid(cookieHeader())).toBe(sid)
  })

  it('gives no cookie for a session that is not there', async () => {
    jar.clear()
    await expect(writeSessionCookie('not-a-session')).rejects.toThrow()
    expect(jar.has(cookieName())).toBe(false)
  })
})

describe('clearSessionCookie', () => {
  it('empties the cookie and ends the session behind it', async () => {
    const sid = await createSession(ctx, userId, null)
    await writeSessionCookie(sid)
    await clearSessionCookie()
    expect(jar.get(cookieName())?.value).toBe('')
    expect(await findSession(ctx, sid, false)).toBeNull()
  })
})

describe('nextAuth', () => {
  it('knows nobody once the session was revoked, whatever the cookie says', async () => {
    const sid = await createSession(ctx, userId, null)
    await writeSessionCookie(sid)
    expect(await nextAuth().auth()).toMatchObject({ user: { name: 'Lan owner' } })
    await ctx.db.execute('update sessions set revoked_at = now()')
    expect(await nextAuth().auth()).toBeNull()
  })
})

import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { sessions, throttles, users } from '@/lib/db/schema'
import { isAppError } from '@/lib/errors/app-error'
import { type TestContext, testContext } from '@/lib/testing/database'
import { hashPassword } from './password'
import { findSession, revokeAllSessions, revokeSession } from './sessions'
import { signIn } from './sign-in'

let test: TestContext
const NOW = new Date('2026-03-02T09:00:00.000Z')
const RIGHT = 'rau muống xào tỏi'

beforeAll(async () => {
  test = await testContext()
  const passwordHash = await hashPassword(RIGHT)
  const base = { name: 'Lan', passwordHash, role: 'owner', createdAt: NOW } as const
  await test.ctx.db.insert(users).values([
    { ...base, id: 'u1', email: 'lan@cuahang.vn' },
    { ...base, id: 'u2', email: 'gone@cuahang.vn', disabledAt: NOW },
  ])
})

// The limiter reads the real clock; only the clock is replaced, timers stay.
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  test.clock.set(NOW)
  await test.ctx.db.delete(throttles)
})
afterEach(() => vi.useRealTimers())

const later = (ms: number) => {
  vi.setSystemTime(Date.now() + ms)
  test.clock.advance(ms)
}

/** 'in', or the refusal's code and how many seconds to wait. */
async function attempt(password: string, email = 'lan@cuahang.vn', address = '203.0.113.5') {
  try {
    await signIn(test.ctx, { email, password }, { address, userAgent: null })
    return 'in'
  } catch (error) {
    if (!isAppError(error)) throw error
    const { until } = error.params
    return until === undefined ? error.code : `wait ${(new Date(until).getTime() - Date.now()) / 1000}`
  }
}

describe('signIn', () => {
  it('opens a session whose secret is nowhere in the database', async () => {
    const from = { address: '203.0.113.5', userAgent: 'Firefox' }
    const { sid, user } = await signIn(test.ctx, { email: 'lan@cuahang.vn', password: RIGHT }, from)
    expect(user).toEqual({ id: 'u1', name: 'Lan', role: 'owner' })
    expect(sid).toMatch(/^[\w-]{43}$/)
    expect(JSON.stringify(await test.ctx.db.select().from(sessions))).not.toContain(sid)
    expect(await findSession(test.ctx, sid, false)).toMatchObject({ userId: 'u1', role: 'owner' })
  })

  it('answers alike to a wrong password, an unknown person and one who was disabled', async () => {
    expect(await attempt('wrong')).toBe('sign_in_failed')
    expect(await attempt(RIGHT, 'nobody@cuahang.vn')).toBe('sign_in_failed')
    expect(await attempt(RIGHT, 'gone@cuahang.vn')).toBe('sign_in_failed')
  })

  it.each(['lan@cuahang.vn', 'nobody@cuahang.vn'])(
    'lets %s fail five times, then makes each wait longer',
    async (email) => {
      for (let failure = 1; failure <= 5; failure += 1) expect(await attempt('wrong', email)).toBe('sign_in_failed')
      for (const seconds of [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]) {
        expect(await attempt('wrong', email, `198.51.100.${seconds % 250}`)).toBe(`wait ${seconds}`)
        later(seconds * 1000)
        expect(await attempt('wrong', email, `198.51.100.${seconds % 250}`)).toBe('sign_in_failed')
      }
    },
  )

  it('makes the right password wait too, and forgets the failures when it comes', async () => {
    for (let failure = 1; failure <= 5; failure += 1) await attempt('wrong')
    expect(await attempt(RIGHT)).toBe('wait 1')
    later(1000)
    expect(await attempt(RIGHT)).toBe('in')
    expect(await attempt('wrong')).toBe('sign_in_failed')
    expect(await attempt(RIGHT)).toBe('in')
  })

  it('counts those who come at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => attempt('wrong')))
    expect(answers.filter((answer) => answer === 'sign_in_failed').length).toBeLessThanOrEqual(6)
  })

  it('stops an address that tries many accounts, and no other address', async () => {
    for (let account = 1; account <= 30; account += 1) {
      expect(await attempt('wrong', `a${account}@cuahang.vn`)).toBe('sign_in_failed')
    }
    expect(await attempt(RIGHT)).toBe('wait 600')
    expect(await attempt(RIGHT, 'lan@cuahang.vn', '203.0.113.9')).toBe('in')
    later(600_000)
    expect(await attempt(RIGHT)).toBe('in')
  })
})

describe('findSession', () => {
  const enter = async () =>
    (await signIn(test.ctx, { email: 'lan@cuahang.vn', password: RIGHT }, { address: 'a', userAgent: null })).sid
  const HOUR = 3_600_000

  it('ends after 20 hours of nothing done; a page that polls by itself does not count', async () => {
    const sid = await enter()
    later(19 * HOUR)
    expect(await findSession(test.ctx, sid, false)).not.toBeNull()
    later(HOUR + 1)
    expect(await findSession(test.ctx, sid, false)).toBeNull()
  })

  it('ends after 7 days whatever is done', async () => {
    const sid = await enter()
    for (let hours = 0; hours < 160; hours += 10) {
      expect(await findSession(test.ctx, sid, true)).not.toBeNull()
      later(10 * HOUR)
    }
    later(8 * HOUR)
    expect(await findSession(test.ctx, sid, true)).toBeNull()
  })

  it('ends at once when it is revoked, alone or with all others of the person', async () => {
    const [one, two, three] = [await enter(), await enter(), await enter()]
    const actor = await findSession(test.ctx, one, false)
    await revokeSession(test.ctx, actor?.kind === 'user' ? (actor.sessionId ?? '') : '')
    expect(await findSession(test.ctx, one, false)).toBeNull()
    expect(await findSession(test.ctx, two, false)).not.toBeNull()
    await revokeAllSessions(test.ctx, 'u1')
    expect(await findSession(test.ctx, two, false)).toBeNull()
    expect(await findSession(test.ctx, three, false)).toBeNull()
  })
})

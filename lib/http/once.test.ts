import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { idempotencyKeys } from '@/lib/db/schema'
import { type TestContext, testContext } from '@/lib/testing/database'
import { once } from './once'

let test: TestContext

beforeAll(async () => {
  test = await testContext()
})

const id = (key: string) => ({ actorId: 'u1', key, route: 'POST /api/things' })
const done = { status: 200, body: { ok: true } }

/** Somebody began and has not finished, or never will. */
const begun = (key: string) =>
  test.ctx.db.insert(idempotencyKeys).values({ ...id(key), state: 'running', startedAt: test.clock.now() })

const step = async (ms: number) => test.clock.advance(ms)
const stepping = { storeAnswer: true, wait: step }

describe('once', () => {
  it('joins the one that is running and gets its answer', async () => {
    await begun('join')
    const run = vi.fn()
    const wait = async (ms: number) => {
      test.clock.advance(ms)
      await test.ctx.db
        .update(idempotencyKeys)
        .set({ state: 'done', status: 201, body: { id: 'm1' } })
        .where(eq(idempotencyKeys.key, 'join'))
    }
    expect(await once(test.ctx, id('join'), { storeAnswer: true, wait }, run)).toEqual({
      status: 201,
      body: { id: 'm1' },
    })
    expect(run).not.toHaveBeenCalled()
  })

  it('says after 25 s that it is still at work', async () => {
    await begun('slow')
    const began = test.clock.now().getTime()
    await expect(once(test.ctx, id('slow'), stepping, vi.fn())).rejects.toThrow('in_progress')
    expect(test.clock.now().getTime() - began).toBe(25_000)
  })

  it('takes over from a process that is gone, once', async () => {
    await begun('gone')
    test.clock.advance(35_001)
    const run = vi.fn(async () => done)
    const answers = await Promise.all([1, 2, 3].map(() => once(test.ctx, id('gone'), stepping, run)))
    expect(answers).toEqual([done, done, done])
    expect(run).toHaveBeenCalledOnce()
  })

  it('does not let the one that was taken over write its late answer', async () => {
    let release = (_answer: typeof done) => {}
    const late = once(test.ctx, id('late'), stepping, () => new Promise((resolve) => (release = resolve)))
    await vi.waitFor(async () => {
      const rows = await test.ctx.db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, 'late'))
      expect(rows).toHaveLength(1)
    })
    test.clock.advance(35_001)
    await once(test.ctx, id('late'), stepping, async () => ({ status: 200, body: 'second' }))
    release(done)
    expect(await late).toEqual(done)
    const replay = await once(test.ctx, id('late'), stepping, vi.fn())
    expect(replay.body).toBe('second')
  })

  it('runs when the one it waited for failed', async () => {
    await begun('failed')
    const wait = async (ms: number) => {
      test.clock.advance(ms)
      await test.ctx.db.delete(idempotencyKeys).where(eq(idempotencyKeys.key, 'failed'))
    }
    expect(await once(test.ctx, id('failed'), { storeAnswer: true, wait }, async () => done)).toEqual(done)
  })

  it('writes down no answer that holds a secret', async () => {
    const secret = { status: 201, body: { token: 'cko_canary' } }
    expect(await once(test.ctx, id('secret'), { storeAnswer: false }, async () => secret)).toEqual(secret)
    const rows = await test.ctx.db.select().from(idempotencyKeys)
    expect(JSON.stringify(rows)).not.toContain('canary')
    await expect(once(test.ctx, id('secret'), { storeAnswer: false }, vi.fn())).rejects.toThrow('step_already_done')
  })

  it('replays an answer without a body', async () => {
    await once(test.ctx, id('empty'), stepping, async () => ({ status: 204, body: undefined }))
    expect(await once(test.ctx, id('empty'), stepping, vi.fn())).toEqual({ status: 204, body: null })
  })

  it('forgets after two days', async () => {
    await once(test.ctx, id('old'), stepping, async () => done)
    test.clock.advance(48 * 3_600_000 + 1)
    await once(test.ctx, id('new'), stepping, async () => done)
    expect(await test.ctx.db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, 'old'))).toEqual([])
  })
})

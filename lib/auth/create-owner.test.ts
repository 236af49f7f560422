import { beforeEach, describe, expect, it, vi } from 'vitest'
import { newSecret, sha256 } from '@/lib/crypto/hash'
import { apiTokens, customerMembers, customers, setupLinks, users } from '@/lib/db/schema'
import { readEnv } from '@/lib/env'
import { type TestContext, testContext } from '@/lib/testing/database'
import { completeSetup, ensureSetupOwner, findSetupLink, isSetUp } from './create-owner'
import { findApiToken } from './find-api-token'
import { verifyPassword } from './password'

const settings = vi.hoisted((): { more: Record<string, string> } => ({ more: {} }))
vi.mock('@/lib/env', async (original) => {
  const real = await original<typeof import('@/lib/env')>()
  return { ...real, env: () => readEnv({ ...process.env, ...settings.more }) }
})

let test: TestContext
let secret: string

beforeEach(async () => {
  test = await testContext()
  secret = newSecret()
  settings.more = {}
  await test.ctx.db.insert(setupLinks).values({ secretHash: sha256(secret), createdAt: test.clock.now() })
})

const input = (more = {}) => ({ secret, name: 'Lan', email: 'lan@cuahang.vn', password: 'rau muống xào tỏi', ...more })

describe('completeSetup', () => {
  it('creates the owner with a customer of her own, and spends the link', async () => {
    expect(await findSetupLink(test.ctx, secret)).toBe(true)
    const owner = await completeSetup(test.ctx, input())
    expect(owner).toMatchObject({ name: 'Lan', role: 'owner' })
    const [user] = await test.ctx.db.select().from(users)
    const [customer] = await test.ctx.db.select().from(customers)
    expect(await verifyPassword(user?.passwordHash ?? null, 'rau muống xào tỏi')).toBe(true)
    expect(await test.ctx.db.select().from(customerMembers)).toEqual([{ customerId: customer?.id, userId: owner.id }])
    expect(await findSetupLink(test.ctx, secret)).toBe(false)
    await expect(completeSetup(test.ctx, input({ email: 'hoa@cuahang.vn' }))).rejects.toThrow('setup_link_used')
  })

  it('makes one owner when two press at the same moment', async () => {
    const both = await Promise.allSettled([
      completeSetup(test.ctx, input()),
      completeSetup(test.ctx, input({ email: 'hoa@cuahang.vn' })),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await test.ctx.db.select().from(users)).toHaveLength(1)
  })

  it('answers to a wrong secret as to a used one, and makes nobody', async () => {
    await expect(completeSetup(test.ctx, input({ secret: newSecret() }))).rejects.toThrow('setup_link_used')
    expect(await isSetUp(test.ctx)).toBe(false)
  })

  it('keeps the link for another try when the password will not do', async () => {
    await expect(completeSetup(test.ctx, input({ password: 'short' }))).rejects.toThrow('password_short')
    expect(await findSetupLink(test.ctx, secret)).toBe(true)
  })
})

describe('ensureSetupOwner', () => {
  const TOKEN = 'a-token-from-the-environment'

  it('does nothing when nothing is set', async () => {
    await ensureSetupOwner(test.ctx)
    expect(await isSetUp(test.ctx)).toBe(false)
  })

  it('creates the owner and the token once, however many start at the same moment', async () => {
    settings.more = {
      CARRYOVER_SETUP_EMAIL: 'Lan@Cuahang.vn',
      CARRYOVER_SETUP_PASSWORD: 'short',
      CARRYOVER_SETUP_API_TOKEN: TOKEN,
    }
    await Promise.all([ensureSetupOwner(test.ctx), ensureSetupOwner(test.ctx), ensureSetupOwner(test.ctx)])
    await ensureSetupOwner(test.ctx)
    const [user, ...others] = await test.ctx.db.select().from(users)
    expect(user).toMatchObject({ email: 'lan@cuahang.vn', role: 'owner' })
    expect(others).toEqual([])
    expect(await test.ctx.db.select().from(apiTokens)).toHaveLength(1)
    expect(await findApiToken(test.ctx, TOKEN)).toMatchObject({ userId: user?.id, role: 'owner' })
    expect(await findSetupLink(test.ctx, secret)).toBe(false)
  })

  it('does not bring back a token that was revoked, nor change an owner that is there', async () => {
    await completeSetup(test.ctx, input())
    settings.more = {
      CARRYOVER_SETUP_EMAIL: 'other@cuahang.vn',
      CARRYOVER_SETUP_PASSWORD: 'another password',
      CARRYOVER_SETUP_API_TOKEN: TOKEN,
    }
    await ensureSetupOwner(test.ctx)
    expect(await test.ctx.db.select().from(users)).toHaveLength(1)
    expect(await test.ctx.db.select().from(apiTokens)).toEqual([])
    settings.more.CARRYOVER_SETUP_EMAIL = 'lan@cuahang.vn'
    await ensureSetupOwner(test.ctx)
    await test.ctx.db.update(apiTokens).set({ revokedAt: test.clock.now() })
    await ensureSetupOwner(test.ctx)
    expect(await findApiToken(test.ctx, TOKEN)).toBeNull()
  })
})

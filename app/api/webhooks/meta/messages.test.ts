import { createHmac } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Context } from '@/lib/context'
import { open, seal } from '@/lib/crypto/seal'
import { newId } from '@/lib/db/ids'
import { attempts, connections, events, migrations, proofs } from '@/lib/db/schema'
import { log } from '@/lib/log'
import { getMigration } from '@/lib/migration/get'
import type { AttemptState } from '@/lib/migration/machine'
import { reconcile } from '@/lib/migration/reconcile'
import { wordOf } from '@/lib/proof/word'
import { buildCustomer, buildPerson, testApi } from '@/lib/testing/api'
import { dumpDatabase } from '@/lib/testing/dump'
import { POST } from './route'

/** Of the app that the whole installation uses. */
const OURS = 'b7f1c2d3e4a5968778695a4b3c2d1e0f'
const SECRET = 'c0ffee00c0ffee00c0ffee00c0ffee00'
const PERSON = '84987654321'

let ctx: Context
let taken = 0

beforeAll(async () => {
  Object.assign(process.env, { META_APP_SECRET: OURS })
  ctx = await testApi()
})

beforeEach(() => vi.restoreAllMocks())

const freshId = (): string => {
  taken += 1
  return String(200_000_000_000_000 + taken)
}

type Made = { id: string; customerId: string; wabaId: string; numberId: string }

async function connect(customerId: string, userId: string, secret: string, wabaId: string): Promise<string> {
  const [id, now] = [newId(), ctx.now()]
  const place = { table: 'connections', row: id, column: 'sealed_app_secret', customerId }
  const account = { id: wabaId, name: 'Lan', businessId: null, businessName: null }
  await ctx.db.insert(connections).values({
    id,
    customerId,
    kind: 'live',
    label: 'Live',
    sealedToken: null,
    lastFour: 'abcd',
    sealedAppSecret: seal(secret, place),
    scopes: [],
    // safe: the webhook reads nothing of it but the id.
    accounts: [account as never],
    checkedAt: now,
    createdBy: userId,
    createdAt: now,
  })
  return id
}

/** A number that has moved, of a business with an app of its own. */
async function moved(status: 'confirmed' | 'verified' = 'confirmed'): Promise<Made> {
  const customerId = await buildCustomer(ctx)
  const { userId } = await buildPerson(ctx, 'owner', [customerId])
  const [wabaId, numberId, id, now] = [freshId(), freshId(), newId(), ctx.now()]
  await ctx.db.insert(migrations).values({
    id,
    reference: newId(),
    customerId,
    connectionId: await connect(customerId, userId, SECRET, wabaId),
    realm: 'live',
    status,
    version: 0,
    destinationWabaId: wabaId,
    phoneE164: `+84900${taken}`,
    phoneNumberId: numberId,
    createdBy: userId,
    createdAt: now,
    updatedAt: now,
  })
  return { id, customerId, wabaId, numberId }
}

/** A message of ours on its way: `template` null is an answer. */
async function message(
  move: Made,
  state: AttemptState = 'done',
  template: { name: string; language: string } | null = { name: 'thank_you', language: 'vi' },
  ago = 0,
): Promise<string> {
  const reference = newId()
  await ctx.db.insert(attempts).values({
    id: newId(),
    migrationId: move.id,
    command: 'send_test',
    state,
    actorId: 'lan',
    actorName: 'Lan',
    idempotencyKey: newId(),
    fence: 0,
    subject: { of: 'message', reference, template },
    intentAt: new Date(Date.now() - ago * 1000),
    armedAt: ctx.now(),
    endedAt: state === 'unknown' ? ctx.now() : null,
    nextProbeAt: state === 'unknown' ? ctx.now() : null,
  })
  return reference
}

const seconds = (ago = 0) => String(Math.floor(Date.now() / 1000) - ago)

type Where = { wabaId: string; numberId: string }

const deliveryOf = ({ wabaId, numberId }: Where, more: object) => ({
  id: wabaId,
  changes: [
    {
      field: 'messages',
      value: {
        messaging_product: 'whatsapp',
        metadata: { display_phone_number: '84900000001', phone_number_id: numberId },
        ...more,
      },
    },
  ],
})

const body = (...entry: object[]) => JSON.stringify({ object: 'whatsapp_business_account', entry })

const inbound = (where: Where, text: string, ago = 0) =>
  body(
    deliveryOf(where, {
      contacts: [{ profile: { name: 'Canary Nguyen' }, wa_id: PERSON }],
      messages: [{ from: PERSON, id: 'wamid.canary', timestamp: seconds(ago), type: 'text', text: { body: text } }],
    }),
  )

const status = (where: Where, reference: string, word: string, more: object = {}) =>
  body(
    deliveryOf(where, {
      statuses: [
        {
          id: 'wamid.ours',
          status: word,
          timestamp: seconds(),
          recipient_id: PERSON,
          biz_opaque_callback_data: reference,
          ...more,
        },
      ],
    }),
  )

async function deliver(bytes: string, secret = SECRET): Promise<number> {
  const request = new Request('http://localhost:3000/api/webhooks/meta', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`,
    },
    body: bytes,
  })
  return (await POST(request, { params: Promise.resolve({}) })).status
}

const proofOf = async (move: Made) => (await getMigration(ctx, move.id)).proof

const attemptOf = async (move: Made) => {
  const [attempt] = await ctx.db.select().from(attempts).where(eq(attempts.migrationId, move.id))
  return attempt
}

const kindsOf = async (move: Made) =>
  (await ctx.db.select({ kind: events.kind }).from(events).where(eq(events.migrationId, move.id))).map(
    ({ kind }) => kind,
  )

describe('the test words', () => {
  it('prove that messages come in, and keep who wrote sealed, for a day', async () => {
    const move = await moved()
    expect(await deliver(inbound(move, `Xin chào ${wordOf(move.id)}`))).toBe(200)
    const proof = await proofOf(move)
    expect(Date.parse(proof?.arrivedAt ?? '')).toBeGreaterThan(Date.now() - 10_000)
    expect(Date.parse(proof?.answerUntil ?? '') - Date.parse(proof?.arrivedAt ?? '')).toBe(24 * 3_600_000)
    const [row] = await ctx.db.select().from(proofs).where(eq(proofs.migrationId, move.id))
    const place = { table: 'proofs', row: move.id, column: 'sealed_sender', customerId: move.customerId }
    expect(open(row?.sealedSender ?? '', place).reveal()).toBe(PERSON)
    expect(await kindsOf(move)).toEqual(['message_arrived'])
    const dump = await dumpDatabase(ctx)
    for (const kept of [PERSON, 'Canary', 'wamid.canary', 'Xin chào']) expect(dump).not.toContain(kept)
  })

  it.each([
    ['in small letters', (word: string) => word.toLowerCase()],
    ['with a sign between', (word: string) => word.replace(' ', '-')],
    ['without the space', (word: string) => word.replace(' ', '')],
    ['in a sentence', (word: string) => `Hi, ${word}. Thanks!`],
  ])('are known %s', async (_how, write) => {
    const move = await moved()
    await deliver(inbound(move, write(wordOf(move.id))))
    expect((await proofOf(move))?.arrivedAt).not.toBeNull()
  })

  it('a second time change nothing, and later ones only open the day again', async () => {
    const move = await moved()
    const first = inbound(move, wordOf(move.id), 3600)
    await deliver(first)
    const before = await dumpDatabase(ctx)
    expect(await deliver(first)).toBe(200)
    expect(await dumpDatabase(ctx)).toBe(before)
    const { answerUntil } = (await proofOf(move)) ?? {}
    await deliver(inbound(move, wordOf(move.id)))
    expect(((await proofOf(move))?.answerUntil ?? '') > (answerUntil ?? '')).toBe(true)
    expect(await kindsOf(move)).toEqual(['message_arrived'])
  })

  it('of the day before yesterday are a proof, and nobody to answer', async () => {
    const move = await moved()
    await deliver(inbound(move, wordOf(move.id), 48 * 3600))
    expect(await proofOf(move)).toMatchObject({ arrivedAt: expect.any(String), answerUntil: null })
  })

  it('from somebody whom Meta names without a number are a proof all the same', async () => {
    const move = await moved()
    const text = { body: wordOf(move.id) }
    const messages = [{ from_user_id: 'VN.1', id: 'x', timestamp: seconds(), type: 'text', text }]
    await deliver(body(deliveryOf(move, { messages })))
    expect(await proofOf(move)).toMatchObject({ arrivedAt: expect.any(String), answerUntil: null })
  })
})

describe('every other message', () => {
  it.each<[string, (move: Made) => string]>([
    ['of a customer', (move) => inbound(move, 'canary: how much is the blue one?')],
    ['with other words', (move) => inbound(move, `${wordOf(move.id)}0`)],
    ['with the words inside a word', (move) => inbound(move, `con${wordOf(move.id).toLowerCase()}`)],
    ['to another number of the account', (move) => inbound({ ...move, numberId: freshId() }, wordOf(move.id))],
    ['to the number on another account', (move) => inbound({ ...move, wabaId: freshId() }, wordOf(move.id))],
    [
      'of another kind',
      (move) => body(deliveryOf(move, { messages: [{ from: PERSON, id: 'x', timestamp: seconds(), type: 'image' }] })),
    ],
    ['that another system sent', (move) => status(move, 'their own reference', 'delivered')],
    ['with a reference that is not ours', (move) => status(move, newId(), 'delivered')],
    ['of a shape nobody knows', (move) => body(deliveryOf(move, { messages: 'x', statuses: [null, 7] }))],
    ['without a number', (move) => body({ id: move.wabaId, changes: [{ field: 'messages', value: null }] })],
  ])('%s leaves no trace', async (_what, write) => {
    const move = await moved()
    const before = await dumpDatabase(ctx)
    const info = vi.spyOn(log, 'info')
    expect(await deliver(write(move), OURS)).toBe(200)
    expect(await dumpDatabase(ctx)).toBe(before)
    expect(info).not.toHaveBeenCalled()
  })

  it('beside the test words in one call leaves none either', async () => {
    const move = await moved()
    const customers = { from: '84911222333', id: 'a', timestamp: seconds(), type: 'text', text: { body: 'canary' } }
    const testers = { ...customers, from: PERSON, text: { body: wordOf(move.id) } }
    await deliver(body(deliveryOf(move, { messages: [customers, testers, { ...customers, type: 'system' }] })))
    expect((await proofOf(move))?.arrivedAt).not.toBeNull()
    const dump = await dumpDatabase(ctx)
    for (const kept of ['canary', '84911222333']) expect(dump).not.toContain(kept)
  })

  it('to a number that has not moved yet is not looked at', async () => {
    const move = await moved('verified')
    await deliver(inbound(move, wordOf(move.id)))
    expect(await ctx.db.select().from(proofs).where(eq(proofs.migrationId, move.id))).toEqual([])
  })
})

describe('who may say so', () => {
  it('nobody without the secret', async () => {
    const move = await moved()
    expect(await deliver(inbound(move, wordOf(move.id)), 'another secret')).toBe(403)
    expect((await proofOf(move))?.arrivedAt).toBeNull()
  })

  it('not another business, whatever accounts it claims', async () => {
    const move = await moved()
    const others = await buildCustomer(ctx, 'Another business')
    const { userId } = await buildPerson(ctx, 'owner', [others])
    await connect(others, userId, 'their own secret', move.wabaId)
    const reference = await message(move, 'unknown')
    expect(await deliver(inbound(move, wordOf(move.id)), 'their own secret')).toBe(200)
    expect(await deliver(status(move, reference, 'delivered'), 'their own secret')).toBe(200)
    expect(await proofOf(move)).toMatchObject({ arrivedAt: null, out: { deliveredAt: null, state: 'unknown' } })
  })

  it('not with a signed call about their own account that carries a foreign one along', async () => {
    const move = await moved()
    const [entry] = (JSON.parse(inbound(move, wordOf(move.id))) as { entry: [object] }).entry
    const mine = await buildCustomer(ctx, 'Third')
    const { userId } = await buildPerson(ctx, 'owner', [mine])
    const waba = freshId()
    await connect(mine, userId, 'a third secret', waba)
    expect(await deliver(body({ id: waba, changes: [] }, entry), 'a third secret')).toBe(200)
    expect((await proofOf(move))?.arrivedAt).toBeNull()
  })
})

describe('what becomes of a message', () => {
  it('is followed by its reference, each step once, in any order', async () => {
    const move = await moved()
    const reference = await message(move)
    await deliver(status(move, reference, 'delivered'))
    await deliver(status(move, reference, 'sent'))
    await deliver(status(move, reference, 'delivered', { timestamp: seconds(-60) }))
    await deliver(status(move, reference, 'read'))
    const { out, answer } = (await proofOf(move)) ?? {}
    expect(answer).toBeNull()
    expect(out).toMatchObject({ sentAt: expect.any(String), readAt: expect.any(String), failedAt: null })
    expect(Date.parse(out?.deliveredAt ?? '')).toBeLessThanOrEqual(Date.now())
    expect(await kindsOf(move)).toEqual(['message_delivered'])
    expect(await dumpDatabase(ctx)).not.toContain(PERSON)
  })

  it.each([
    [131042, 'payment_missing'],
    [131026, 'recipient_unreachable'],
    [131047, 'window_over'],
    [131049, 'message_held_back'],
    [131050, 'message_held_back'],
    [132015, 'template_unfit'],
    [139990, 'graph_unknown'],
  ])('may be a failure, in our words: %d is %s', async (code, error) => {
    const move = await moved()
    const reference = await message(move, 'done', null)
    await deliver(status(move, reference, 'failed', { errors: [{ code, title: 'canary' }] }))
    expect((await proofOf(move))?.answer).toMatchObject({ failedAt: expect.any(String), error, state: 'done' })
    expect(await kindsOf(move)).toEqual(['message_failed'])
  })

  it('settles a lost answer: Meta speaks of it, so it was taken', async () => {
    const move = await moved()
    const reference = await message(move, 'unknown')
    await deliver(status(move, reference, 'sent'))
    expect(await attemptOf(move)).toMatchObject({ state: 'done', result: { of: 'message', id: 'wamid.ours' } })
    expect((await proofOf(move))?.out).toMatchObject({ state: 'done', sentAt: expect.any(String) })
    expect(await kindsOf(move)).toContain('command_done')
  })

  it('before our own answer came leaves the call alone, and is remembered when that answer is lost', async () => {
    const move = await moved()
    const reference = await message(move, 'armed')
    await deliver(status(move, reference, 'sent'))
    expect((await attemptOf(move))?.state).toBe('armed')
    const is = and(eq(attempts.migrationId, move.id), eq(attempts.state, 'armed'))
    await ctx.db.update(attempts).set({ state: 'unknown', endedAt: ctx.now(), nextProbeAt: ctx.now() }).where(is)
    await reconcile(ctx, move.id)
    // There is no token here: nothing can be read, and nothing has to be.
    expect((await attemptOf(move))?.state).toBe('confirmed_done')
  })

  it('is kept also after a person said that it did not come; their word stays theirs', async () => {
    const move = await moved()
    const reference = await message(move, 'human_not_done')
    await deliver(status(move, reference, 'delivered'))
    expect((await proofOf(move))?.out).toMatchObject({ state: 'human_not_done', deliveredAt: expect.any(String) })
  })

  it('of an older one does not overwrite the newer', async () => {
    const move = await moved()
    const older = await message(move, 'done', undefined, 60)
    const newer = await message(move)
    await deliver(status(move, newer, 'sent'))
    await deliver(status(move, older, 'delivered'))
    expect((await proofOf(move))?.out).toMatchObject({ deliveredAt: null, sentAt: expect.any(String) })
  })
})

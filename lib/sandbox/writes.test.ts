import { describe, expect, test } from 'vitest'
import type { Call, Misbehaviour } from './faults'
import type { Effect, World } from './state'
import { type Player, play } from './testing'

const PROFILE = { messaging_product: 'whatsapp', about: 'Mở cửa' }
const MESSAGE = {
  messaging_product: 'whatsapp',
  to: '84987654321',
  type: 'template',
  template: { name: 'thank_you', language: { code: 'vi' } },
}
const TEMPLATE = {
  name: 'brand_new',
  language: 'vi',
  category: 'UTILITY',
  components: [{ type: 'BODY', text: 'Chào bạn' }],
}

/** The writes around a move, each with what it leaves in the world. */
const WRITES: readonly {
  call: Call
  effect: Effect
  send: (player: Player, world: World, id: string) => Promise<unknown>
  trace: (world: World, id: string) => unknown
}[] = [
  {
    call: 'copy_templates',
    effect: 'templates_copied',
    send: (player, { destinationId, sourceId }) =>
      player.post(`/${destinationId}/migrate_message_templates`, { source_waba_id: sourceId }),
    trace: ({ templates }) => templates.length,
  },
  {
    call: 'create_template',
    effect: 'template_created',
    send: (player, { destinationId }) => player.post(`/${destinationId}/message_templates`, TEMPLATE),
    trace: ({ templates }) => templates.length,
  },
  {
    call: 'update_profile',
    effect: 'profile_updated',
    send: (player, _world, id) => player.post(`/${id}/whatsapp_business_profile`, PROFILE),
    trace: ({ numbers }, id) => numbers.find((number) => number.id === id)?.profile.about,
  },
  {
    call: 'send_message',
    effect: 'message_sent',
    send: (player, _world, id) => player.post(`/${id}/messages`, MESSAGE),
    trace: ({ sent }) => sent.length,
  },
]

const MISBEHAVIOURS: readonly { does: Misbehaviour; done: boolean }[] = [
  { does: { kind: 'reset_after_work' }, done: true },
  { does: { kind: 'reset_after_work_no_effect' }, done: false },
  { does: { kind: 'refuse' }, done: false },
  { does: { kind: 'html', work: true }, done: true },
  { does: { kind: 'status', status: 502 }, done: false },
  { does: { kind: 'body', body: '{"success":tr', work: true }, done: true },
  { does: { kind: 'success_without_effect' }, done: false },
  { does: { kind: 'stale_reads', seconds: 30 }, done: true },
]

describe.each(WRITES)('$call', ({ call, effect, send, trace }) => {
  test.each(MISBEHAVIOURS)('$does.kind: done is $done', async ({ does, done }) => {
    const player = await play()
    const id = await player.move()
    const before = await player.world()
    await player.change((world) => {
      world.faults.push({ id: 'f', call, times: 1, does })
    })
    await send(player, before, id).catch(() => null)
    const after = await player.world()
    expect(trace(after, id) === trace(before, id)).toBe(!done)
    expect(after.ledger.at(-1)).toMatchObject({ call, effect: done ? effect : null })
  })
})

describe('templates while reads lag', () => {
  test.each(WRITES.slice(0, 2))('read as before: $call', async ({ call, send }) => {
    const player = await play()
    const id = await player.move()
    const { destinationId } = await player.world()
    const list = async () => (await player.get(`/${destinationId}/message_templates?limit=100`)).body.data
    const before = await list()
    await player.change((world) => {
      world.faults.push({ id: 'f', call, times: 1, does: { kind: 'stale_reads', seconds: 30 } })
    })
    await send(player, await player.world(), id)
    expect(await list()).toEqual(before)
    player.clock.advance(30_000)
    expect((await list()).length).toBeGreaterThan(before.length)
  })
})

describe('done by somebody else a moment before', () => {
  test('a copy finds everything there, a new template its own name', async () => {
    const player = await play()
    const { destinationId, sourceId } = await player.world()
    await player.change((world) => {
      world.faults.push({ id: 'f', call: 'any_write', times: 2, does: { kind: 'done_meanwhile' } })
    })
    const copied = await player.post(`/${destinationId}/migrate_message_templates`, { source_waba_id: sourceId })
    expect(copied.body.migrated_templates).toEqual([])
    const created = await player.post(`/${destinationId}/message_templates`, TEMPLATE)
    expect(created.body.error.error_subcode).toBe(2388024)
    expect((await player.ledger()).map(({ effect }) => effect)).toEqual(['templates_copied', 'template_created'])
  })
})

test('a new template may be answered with an id that no list shows', async () => {
  const player = await play()
  const { destinationId } = await player.world()
  await player.change((world) => {
    world.faults.push({ id: 'f', call: 'create_template', times: 1, does: { kind: 'wrong_id' } })
  })
  const { id } = (await player.post(`/${destinationId}/message_templates`, TEMPLATE)).body
  const { data } = (await player.get(`/${destinationId}/message_templates`)).body
  expect(data).toMatchObject([{ name: 'brand_new' }])
  expect(data[0].id).not.toBe(id)
})

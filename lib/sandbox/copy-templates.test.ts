import { describe, expect, test } from 'vitest'
import { leaveRoom } from './fill-templates'
import type { Template } from './state'
import { type Player, play } from './testing'

async function copy(player: Player, body: object = {}) {
  const { sourceId, destinationId } = await player.world()
  return player.post(`/${destinationId}/migrate_message_templates`, { source_waba_id: sourceId, ...body })
}

async function on(player: Player, side: 'sourceId' | 'destinationId'): Promise<Template[]> {
  const world = await player.world()
  return world.templates.filter(({ accountId }) => accountId === world[side])
}

const ids = (templates: readonly Template[]) => templates.map(({ id }) => id)
const names = (templates: readonly Template[]) => templates.map(({ name, language }) => `${name} ${language}`).sort()

describe('copying templates', () => {
  test('takes approved ones with a good rating or none, whole, and says of each other why not', async () => {
    const player = await play()
    const source = await on(player, 'sourceId')
    const good = source.filter(({ status, quality }) => status === 'APPROVED' && /GREEN|UNKNOWN/.test(quality))
    const told = await copy(player)
    expect(told.status).toBe(200)
    expect(told.body.migrated_templates).toEqual(ids(good))
    expect(Object.keys(told.body.failed_templates).sort()).toEqual(
      ids(source.filter((each) => !good.includes(each))).sort(),
    )
    const reasonOf = (wanted: string) =>
      told.body.failed_templates[source.find(({ name }) => name === wanted)?.id ?? '']
    expect(reasonOf('weekend_offer')).toBe('Template quality is YELLOW')
    expect(reasonOf('flash_sale')).toBe('Template quality is RED')
    expect(reasonOf('tet_greeting')).toBe('Template status is PENDING')
    expect(reasonOf('win_a_phone')).toBe('Template status is REJECTED')

    const copies = await on(player, 'destinationId')
    expect(names(copies)).toEqual(names(good))
    expect(new Set(copies.map(({ quality }) => quality))).toEqual(new Set(['UNKNOWN']))
    expect(ids(copies).filter((id) => ids(source).includes(id))).toEqual([])
    expect(copies.map(({ components }) => components)).toEqual(good.map(({ components }) => components))
    expect((await player.ledger()).at(-1)).toMatchObject({ call: 'copy_templates', effect: 'templates_copied' })
  })

  test('a second time finds them there, and leaves them as they are', async () => {
    const player = await play()
    const first = await copy(player)
    const copies = await on(player, 'destinationId')
    const again = await copy(player)
    expect(again.body.migrated_templates).toEqual([])
    const [one] = first.body.migrated_templates
    expect(again.body.failed_templates[one]).toBe('Template already exists')
    expect(await on(player, 'destinationId')).toEqual(copies)
    expect((await player.ledger()).at(-1)?.effect).toBeNull()
  })

  test('goes no further than the limit of the account', async () => {
    const player = await play()
    await player.change((world) => leaveRoom(world, 3))
    const told = await copy(player)
    expect(told.body.migrated_templates).toHaveLength(3)
    expect(Object.values(told.body.failed_templates)).toContain('Template limit reached')
    expect(await on(player, 'destinationId')).toHaveLength(250)
  })

  test('fails for names that always fail, with their reason, at the move as well', async () => {
    const player = await play()
    await player.change((world) => {
      world.templateFailures = { thank_you: 'Incorrect category' }
    })
    const told = await copy(player)
    expect(Object.values(told.body.failed_templates)).toContain('Incorrect category')
    await player.move()
    expect(names(await on(player, 'destinationId'))).not.toContain('thank_you vi')
  })

  test('shows up later when Meta takes its time', async () => {
    const player = await play()
    await player.change((world) => {
      world.rules.templatesDelayMs = 60_000
    })
    await copy(player)
    const { destinationId } = await player.world()
    const list = async () => (await player.get(`/${destinationId}/message_templates`)).body.data
    expect(await list()).toEqual([])
    player.clock.advance(60_000)
    expect((await list()).length).toBeGreaterThan(0)
  })
})

describe('which templates', () => {
  test('page by page, from the first', async () => {
    const player = await play()
    const source = await on(player, 'sourceId')
    const first = await copy(player, { page_number: 0, count: 4 })
    expect(first.body).toEqual({ migrated_templates: ids(source.slice(0, 4)), failed_templates: {} })
    const second = await copy(player, { page_number: '1', count: '4' })
    expect(second.body.migrated_templates).toEqual(ids(source.slice(4, 8)))
    const beyond = await copy(player, { page_number: 900 })
    expect(beyond.body).toEqual({ migrated_templates: [], failed_templates: {} })
  })

  test('by id, with those that nobody has', async () => {
    const player = await play()
    const [one, two] = await on(player, 'sourceId')
    const told = await copy(player, { template_ids: [two?.id, '123456789012345'] })
    expect(told.body).toEqual({
      migrated_templates: [two?.id],
      failed_templates: { '123456789012345': 'Template does not exist' },
    })
    expect(ids(await on(player, 'destinationId'))).not.toContain(one?.id)
  })

  test.each([
    ['no source', { source_waba_id: undefined }, 'source_waba_id'],
    ['too many in one page', { count: 501 }, 'count'],
    ['none in one page', { count: 0 }, 'count'],
    ['a page that is no number', { page_number: 'first' }, 'page_number'],
    ['too many ids', { template_ids: Array.from({ length: 501 }, (_, index) => String(index)) }, 'template_ids'],
    ['ids that are no list', { template_ids: '1,2' }, 'template_ids'],
  ])('are refused: %s', async (_what, body, named) => {
    const player = await play()
    const told = await copy(player, body)
    expect(told.body.error).toMatchObject({ code: 100, message: expect.stringContaining(named) })
    expect(await on(player, 'destinationId')).toEqual([])
  })
})

describe('the source', () => {
  test.each([
    ['hidden', { code: 100, error_subcode: 33 }],
    ['refused', { code: 200, error_subcode: 1349174 }],
  ] as const)('that is %s cannot be copied from', async (access, error) => {
    const player = await play()
    await player.change((world) => {
      for (const account of world.accounts) if (account.id === world.sourceId) account.access = access
    })
    expect((await copy(player)).body.error).toMatchObject(error)
  })

  test('belongs to the same business and is another account', async () => {
    const player = await play()
    const { destinationId } = await player.world()
    expect((await copy(player, { source_waba_id: destinationId })).body.error.message).toContain('source_waba_id')
    await player.change((world) => {
      for (const account of world.accounts) {
        if (account.id === world.sourceId) account.businessId = world.businesses[1]?.id ?? ''
      }
    })
    expect((await copy(player)).body.error.message).toContain('same business')
  })
})

describe('what failed is said', () => {
  test.each([
    ['map', (id: string) => ({ [id]: 'Template does not exist' })],
    ['list', (id: string) => [{ id, reason: 'Template does not exist' }]],
    ['ids', (id: string) => [id]],
  ] as const)('as a %s', async (failedTemplates, shape) => {
    const player = await play()
    await player.change((world) => {
      world.rules.failedTemplates = failedTemplates
    })
    const told = await copy(player, { template_ids: ['123456789012345'] })
    expect(told.body.failed_templates).toEqual(shape('123456789012345'))
  })
})

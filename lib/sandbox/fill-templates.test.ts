import { describe, expect, test } from 'vitest'
import { fillSource, leaveRoom } from './fill-templates'
import type { World } from './state'
import { type Player, play } from './testing'
import { newWorld } from './world'

const filled = (count: number) => {
  const world = newWorld({ story: 'everything_works', seed: 'fill' })
  fillSource(world, count)
  return world
}

const on = (world: World, accountId: string) => world.templates.filter((template) => template.accountId === accountId)

const copy = async (player: Player) => {
  const { destinationId, sourceId } = await player.world()
  return (await player.post(`/${destinationId}/migrate_message_templates`, { source_waba_id: sourceId })).body
}

describe('a full source', () => {
  test('has so many templates, of every status and quality, each once, the same every time', () => {
    const world = filled(300)
    const templates = on(world, world.sourceId)
    expect(templates).toHaveLength(300)
    expect(new Set(templates.map(({ name, language }) => `${name} ${language}`)).size).toBe(300)
    expect(new Set(templates.map(({ language }) => language))).toEqual(new Set(['vi', 'en_US']))
    expect(new Set(templates.map(({ status, quality }) => `${status} ${quality}`))).toEqual(
      new Set([
        'APPROVED GREEN',
        'APPROVED YELLOW',
        'APPROVED RED',
        'APPROVED UNKNOWN',
        ...[
          'PENDING',
          'REJECTED',
          'PAUSED',
          'DISABLED',
          'ARCHIVED',
          'IN_APPEAL',
          'LIMIT_EXCEEDED',
          'PENDING_DELETION',
        ].map((status) => `${status} UNKNOWN`),
      ]),
    )
    expect(filled(300)).toEqual(world)
    expect(new Set(Object.values(world.templateFailures))).toEqual(
      new Set(['Incorrect category', 'Formatting error - dangling parameter']),
    )
  })

  test('gives some of its copies to nobody', async () => {
    const player = await play()
    await player.change((world) => fillSource(world, 300))
    const told = await copy(player)
    const reasons = Object.values(told.failed_templates)
    expect(told.migrated_templates).toHaveLength(150)
    expect(reasons.filter((reason) => reason === 'Incorrect category')).toHaveLength(9)
    expect(reasons.filter((reason) => reason === 'Formatting error - dangling parameter')).toHaveLength(9)
  })

  test('has templates that a person could write again, but for those with a dangling variable and pictures', async () => {
    const player = await play()
    await player.change((world) => fillSource(world, 200))
    const world = await player.world()
    const refused = new Map<string, unknown>()
    for (const { name, language, category, components, status } of on(world, world.sourceId)) {
      if (status !== 'APPROVED') continue
      const told = await player.post(`/${world.destinationId}/message_templates`, {
        name,
        language,
        category,
        components,
      })
      if (told.status !== 200) refused.set(name, told.body.error.error_subcode ?? told.body.error.message)
    }
    const dangling = Object.entries(world.templateFailures).filter(([, reason]) => reason.startsWith('Formatting'))
    expect([...refused].filter(([, why]) => why === 2388299).map(([name]) => name)).toEqual(
      dangling.map(([name]) => name),
    )
    const others = [...refused].filter(([, why]) => why !== 2388299)
    expect(others.length).toBeGreaterThan(0)
    for (const [name, why] of others) {
      expect(name).toContain('new_collection')
      expect(why).toContain('header_handle')
    }
  })
})

test('a destination with little room takes so many and no more', async () => {
  const player = await play()
  await player.change((world) => {
    fillSource(world, 300)
    leaveRoom(world, 5)
  })
  expect((await copy(player)).migrated_templates).toHaveLength(5)
  const world = await player.world()
  expect(on(world, world.destinationId)).toHaveLength(250)
})

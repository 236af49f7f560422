import { describe, expect, test } from 'vitest'
import { type Player, play } from './testing'
import { practiceToken } from './token'

const product = { messaging_product: 'whatsapp' }

async function moved() {
  const player = await play()
  return { player, path: `/${await player.move()}/whatsapp_business_profile` }
}

const read = async (player: Player, path: string) => (await player.get(path)).body.data

describe('a profile', () => {
  test('does not come along, is written back, and reads as it was', async () => {
    const { player, path } = await moved()
    const { numbers } = await player.world()
    const before = numbers[0]?.profile
    expect(await read(player, path)).toEqual([{ ...product, vertical: 'UNDEFINED' }])
    expect((await player.post(path, { ...product, ...before })).body).toEqual({ success: true })
    expect(await read(player, path)).toEqual([{ ...product, ...before }])
    expect((await player.ledger()).at(-2)).toMatchObject({ call: 'update_profile', effect: 'profile_updated' })
  })

  test('keeps what is not given, and empties what is given empty', async () => {
    const { player, path } = await moved()
    await player.post(path, { ...product, about: 'Mở cửa', address: '12 Hàng Bạc', websites: ['https://shop.example'] })
    await player.post(path, { ...product, address: '', websites: [], vertical: 'RETAIL' })
    expect(await read(player, path)).toEqual([{ ...product, about: 'Mở cửa', vertical: 'RETAIL' }])
    expect(await read(player, `${path}?fields=vertical`)).toEqual([{ ...product, vertical: 'RETAIL' }])
  })

  test('is the same in a form', async () => {
    const { player, path } = await moved()
    const response = await player.fetch(
      new Request(`https://graph.facebook.com/v25.0${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${practiceToken(player.worldId)}` },
        body: new URLSearchParams({ ...product, websites: '["https://shop.example/"]' }),
      }),
    )
    expect(response.status).toBe(200)
    expect((await read(player, path))[0].websites).toEqual(['https://shop.example/'])
  })

  test('stands inside another object in a world like the OpenAPI file', async () => {
    const { player, path } = await moved()
    await player.change((world) => {
      world.rules.profileShape = 'nested'
    })
    expect(await read(player, path)).toEqual([{ business_profile: { ...product, vertical: 'UNDEFINED' } }])
  })

  test('is read with fields it has', async () => {
    const { player, path } = await moved()
    expect((await player.get(`${path}?fields=about,nonsense`)).body.error.message).toContain('(nonsense)')
  })

  test('reads as before while reads lag', async () => {
    const { player, path } = await moved()
    await player.change((world) => {
      world.faults.push({ id: 'f', call: 'update_profile', times: 1, does: { kind: 'stale_reads', seconds: 30 } })
    })
    await player.post(path, { ...product, about: 'Mở cửa' })
    expect((await read(player, path))[0]).not.toHaveProperty('about')
    player.clock.advance(30_000)
    expect((await read(player, path))[0].about).toBe('Mở cửa')
  })
})

describe('a profile is refused', () => {
  test.each([
    ['with a long about', 'about', { about: 'a'.repeat(140) }],
    ['with an empty about', 'about', { about: '' }],
    ['with a long address', 'address', { address: 'a'.repeat(257) }],
    ['with a long description', 'description', { description: 'a'.repeat(513) }],
    ['with a long e-mail', 'email', { email: `${'a'.repeat(120)}@shop.example` }],
    ['with an e-mail that is none', 'email', { email: 'lan' }],
    ['with three websites', 'websites', { websites: ['https://a.example', 'https://b.example', 'https://c.example'] }],
    ['with a website without https', 'websites', { websites: ['shop.example'] }],
    ['with an industry of its own', 'vertical', { vertical: 'AO_DAI' }],
  ])('%s', async (_what, named, given) => {
    const { player, path } = await moved()
    const told = await player.post(path, { ...product, ...given })
    expect(told.body.error).toMatchObject({ code: 100, message: expect.stringContaining(named) })
    expect(await read(player, path)).toEqual([{ ...product, vertical: 'UNDEFINED' }])
  })

  test('without the product, and for a number that is not at work', async () => {
    const { player, path } = await moved()
    expect((await player.post(path, { about: 'Mở cửa' })).body.error.code).toBe(131008)
    const other = await play()
    const { id } = (await other.add()).body
    const told = await other.post(`/${id}/whatsapp_business_profile`, { ...product, about: 'Mở cửa' })
    expect(told.body.error.code).toBe(133010)
  })
})

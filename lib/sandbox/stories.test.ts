import { describe, expect, test } from 'vitest'
import { addPayment, readPhone, switchOffTwoStep } from './controls'
import { LANDLINE, MOBILE, PLOTS, STORIES } from './stories'
import { type Player, play } from './testing'

const pin = { messaging_product: 'whatsapp', pin: '739154' }

const ask = (player: Player, id: string, method: 'SMS' | 'VOICE') =>
  player.post(`/${id}/request_code`, { code_method: method, language: 'vi' })

const phone = (player: Player, digits: string = MOBILE.digits) =>
  readPhone(player.store, player.worldId, digits, player.clock.now)

describe('every story', () => {
  test.each(STORIES)('%s has one number that can move, and stands first', async (story) => {
    const player = await play(story)
    const { numbers } = await player.world()
    const movable = numbers.filter(
      (number) =>
        number.status === 'CONNECTED' &&
        number.accountMode === 'LIVE' &&
        !number.isOnBizApp &&
        number.newNameStatus === null,
    )
    expect(movable.map(({ digits }) => digits)).toEqual([PLOTS[story].phone.digits])
    expect(numbers[0]?.digits).toBe(PLOTS[story].phone.digits)
  })

  test('gives every world ids of its own, the same for the same seed', async () => {
    const one = await (await play('everything_works', { worldId: 'one' })).world()
    const two = await (await play('everything_works', { worldId: 'two' })).world()
    const again = await (await play('everything_works', { worldId: 'one' })).world()
    expect(one).toEqual(again)
    const ids = [one, two].flatMap(({ numbers, accounts, templates }) =>
      [...numbers, ...accounts, ...templates].map(({ id }) => id),
    )
    expect(new Set(ids).size).toBe(ids.length)
  })
})

test('old_pin_on: switched off at the provider, the number can be added', async () => {
  const player = await play('old_pin_on')
  const { numbers } = await player.world()
  expect((await player.get(`/${numbers[0]?.id}?fields=is_pin_enabled`)).body.is_pin_enabled).toBe(true)
  expect((await player.add()).body.error.error_subcode).toBe(2388001)
  expect(await switchOffTwoStep(player.store, player.worldId, MOBILE.digits)).toBe(true)
  expect((await player.add()).status).toBe(200)
  expect(await switchOffTwoStep(player.store, player.worldId, '8490')).toBe(false)
})

test('wrong_code: the first message is the old one, the right one comes when it was refused', async () => {
  const player = await play('wrong_code')
  const { id } = (await player.add()).body
  await ask(player, id, 'SMS')
  const [old, ...none] = await phone(player)
  expect(none).toEqual([])
  expect((await player.post(`/${id}/verify_code`, { code: old?.code })).body.error.code).toBe(136025)
  const [, newer] = await phone(player)
  expect((await player.post(`/${id}/verify_code`, { code: newer?.code })).body).toEqual({ success: true })
})

test('wrong_code: or it comes by itself', async () => {
  const player = await play('wrong_code')
  const { id } = (await player.add()).body
  await ask(player, id, 'SMS')
  player.clock.advance(30_000)
  expect(await phone(player)).toHaveLength(2)
})

test.each([
  ['text_never_comes', MOBILE.digits],
  ['landline', LANDLINE.digits],
] as const)('%s: a call comes through', async (story, digits) => {
  const player = await play(story)
  const { id } = (await player.add(digits)).body
  expect((await ask(player, id, 'SMS')).status).toBe(200)
  expect(await phone(player, digits)).toEqual([])
  await ask(player, id, 'VOICE')
  const [call] = await phone(player, digits)
  expect(call?.kind).toBe('call')
  const code = call?.text.replaceAll(/\D/g, '')
  expect((await player.post(`/${id}/verify_code`, { code })).body).toEqual({ success: true })
})

test('payment_missing: health says it, adding says it, and a payment method mends both', async () => {
  const player = await play('payment_missing')
  const { destinationId } = await player.world()
  const health = async () => (await player.get(`/${destinationId}?fields=health_status,primary_funding_id`)).body
  expect(JSON.stringify(await health())).toContain('141006')
  expect((await player.add()).body.error.error_user_title).toContain('payment')
  await addPayment(player.store, player.worldId)
  expect(JSON.stringify(await health())).not.toContain('141006')
  expect((await health()).primary_funding_id).toMatch(/^\d+$/)
  expect((await player.add()).status).toBe(200)
})

test('meta_slow: answers take their time, and reads lag behind', async () => {
  const waits: number[] = []
  const player = await play('meta_slow', {
    delay: async (milliseconds) => {
      waits.push(milliseconds)
    },
  })
  const { destinationId } = await player.world()
  const list = async () => (await player.get(`/${destinationId}/phone_numbers`)).body.data
  const { id } = (await player.add()).body
  expect(waits).toEqual([3000])
  expect(await list()).toEqual([])
  expect((await player.get(`/${id}`)).body.error.error_subcode).toBe(33)
  player.clock.advance(15_000)
  expect(await list()).toHaveLength(1)
  await ask(player, id, 'SMS')
  expect(await phone(player)).toEqual([])
  player.clock.advance(20_000)
  expect(await phone(player)).toHaveLength(1)
})

test('answer_lost: both answers are lost, both things happened', async () => {
  const player = await play('answer_lost')
  await expect(player.add()).rejects.toMatchObject({ code: 'ECONNRESET', cause: { code: 'ECONNRESET' } })
  const { destinationId } = await player.world()
  const [{ id }] = (await player.get(`/${destinationId}/phone_numbers?fields=id`)).body.data
  await ask(player, id, 'SMS')
  await player.post(`/${id}/verify_code`, { code: await player.newestCode() })
  await expect(player.post(`/${id}/register`, pin)).rejects.toMatchObject({ code: 'ECONNRESET' })
  expect((await player.get(`/${id}?fields=status`)).body.status).toBe('CONNECTED')
})

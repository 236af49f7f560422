import { describe, expect, test } from 'vitest'
import { customerWrites } from './controls'
import { MOBILE } from './stories'
import { componentsOf } from './template-texts'
import { type Player, play } from './testing'

const HOUR = 3_600_000
const PERSON = '84987654321'
const template = (name: string, more: object = {}) => ({ name, language: { code: 'vi' }, ...more })
const bodyOf = (...texts: string[]) => ({ type: 'body', parameters: texts.map((text) => ({ type: 'text', text })) })

async function moved() {
  const player = await play()
  const id = await player.move()
  const send = (body: object) =>
    player.post(`/${id}/messages`, { messaging_product: 'whatsapp', to: `+${PERSON}`, type: 'template', ...body })
  return { player, id, send }
}

const write = (player: Player, from = PERSON) =>
  customerWrites(player.store, player.worldId, { to: MOBILE.digits, from, text: 'Chào' }, player.clock.now)

describe('a template', () => {
  test('without variables is accepted, and kept with what was sent along', async () => {
    const { player, id, send } = await moved()
    const told = await send({ template: template('thank_you'), biz_opaque_callback_data: 'proof-7' })
    expect(told).toMatchObject({
      status: 200,
      body: {
        messaging_product: 'whatsapp',
        contacts: [{ input: `+${PERSON}`, wa_id: PERSON }],
        messages: [{ id: expect.stringMatching(/^wamid\.HBgL[\w+/=]+$/), message_status: 'accepted' }],
      },
    })
    expect((await player.world()).sent).toEqual([
      {
        id: told.body.messages[0].id,
        text: 'Cảm ơn bạn đã ghé cửa hàng hôm nay. Hẹn gặp lại bạn.',
        numberId: id,
        to: PERSON,
        kind: 'template',
        template: { name: 'thank_you', language: 'vi' },
        at: player.clock.now().getTime(),
        callbackData: 'proof-7',
        failsWith: null,
      },
    ])
    expect((await player.ledger()).at(-1)).toMatchObject({ call: 'send_message', effect: 'message_sent' })
  })

  test('is filled: header, body and button', async () => {
    const { send } = await moved()
    const button = { type: 'button', sub_type: 'url', index: 0, parameters: [{ type: 'text', text: 'DH-1' }] }
    const filled = { components: [bodyOf('Minh', 'DH-1'), button] }
    expect((await send({ template: template('order_confirmed', filled) })).status).toBe(200)
    const header = { type: 'header', parameters: [{ type: 'text', text: 'DH-1' }] }
    expect(
      (await send({ template: template('order_shipped', { components: [header, bodyOf('14/11')] }) })).status,
    ).toBe(200)
  })

  test.each<[string, number, object, string]>([
    ['no variable filled', 132000, template('pickup_ready'), 'body: number of localizable_params (0)'],
    ['too many filled', 132000, template('thank_you', { components: [bodyOf('Minh')] }), 'number of params (0)'],
    ['the header not filled', 132000, template('order_shipped', { components: [bodyOf('14/11')] }), 'header: number'],
    ['the button not filled', 131008, template('order_confirmed', { components: [bodyOf('Minh', 'DH-1')] }), 'index 0'],
    ['a name nobody has', 132001, template('good_morning'), 'good_morning'],
    ['a language it does not have', 132001, template('thank_you', { language: { code: 'en_US' } }), 'en_US'],
  ])('is refused with %s: %d', async (_what, code, given, details) => {
    const { player, send } = await moved()
    const told = await send({ template: given })
    expect(told.body.error).toMatchObject({ code, error_data: { details: expect.stringContaining(details) } })
    expect((await player.world()).sent).toEqual([])
    expect((await player.ledger()).at(-1)?.effect).toBeNull()
  })

  test('with a picture wants one', async () => {
    const { player, send } = await moved()
    await player.change((world) => {
      const found = world.templates.find(({ accountId }) => accountId === world.destinationId)
      if (found !== undefined)
        Object.assign(found, { name: 'picture', components: componentsOf('new_collection', 'vi') })
    })
    expect((await send({ template: template('picture') })).body.error.code).toBe(132012)
    const header = { type: 'header', parameters: [{ type: 'image', image: { link: 'https://shop.example/a.jpg' } }] }
    expect((await send({ template: template('picture', { components: [header] }) })).status).toBe(200)
  })

  test('that still waits for its review cannot be sent', async () => {
    const { player, send } = await moved()
    const { destinationId } = await player.world()
    const components = [{ type: 'BODY', text: 'Chào bạn' }]
    const created = { name: 'hello', language: 'vi', category: 'UTILITY', components }
    expect((await player.post(`/${destinationId}/message_templates`, created)).status).toBe(200)
    expect((await send({ template: template('hello') })).body.error.code).toBe(132001)
  })
})

describe('a text', () => {
  test('answers who wrote to this number in the last 24 hours', async () => {
    const { player, send } = await moved()
    const text = { type: 'text', text: { body: 'Chào bạn' } }
    expect((await send(text)).body.error.code).toBe(131047)
    expect(await write(player)).toMatchObject({ from: PERSON, text: 'Chào', id: expect.stringMatching(/^wamid\./) })
    await write(player, '84900000999')
    const told = await send(text)
    expect(told.body.messages).toEqual([{ id: expect.stringMatching(/^wamid\./) }])
    expect((await player.world()).sent).toMatchObject([{ kind: 'text', template: null }])
    player.clock.advance(24 * HOUR)
    expect((await send(text)).body.error.code).toBe(131047)
  })

  test('is received by a number at work only', async () => {
    const player = await play()
    const nobody = { to: '84999999999', from: PERSON, text: 'Chào' }
    expect(await customerWrites(player.store, player.worldId, nobody, player.clock.now)).toBeNull()
    expect((await write(player))?.numberId).toBe((await player.world()).numbers[0]?.id)
    const id = await player.move()
    expect((await write(player))?.numberId).toBe(id)
  })

  test('has something in it', async () => {
    const { player, send } = await moved()
    await write(player)
    expect((await send({ type: 'text', text: { body: '' } })).body.error.code).toBe(100)
    expect((await send({ type: 'text', text: { body: 'a'.repeat(4097) } })).body.error.message).toContain('4096')
  })
})

describe('sending', () => {
  test('without a payment method is accepted, and fails afterwards', async () => {
    const { player, send } = await moved()
    await player.change((world) => {
      for (const account of world.accounts) account.primaryFundingId = null
    })
    expect((await send({ template: template('thank_you') })).status).toBe(200)
    expect((await player.world()).sent).toMatchObject([{ failsWith: 131042 }])
  })

  test('may be accepted and never arrive', async () => {
    const { player, send } = await moved()
    await player.change((world) => {
      world.faults.push({ id: 'f', call: 'send_message', times: 1, does: { kind: 'undelivered' } })
    })
    expect((await send({ template: template('thank_you') })).status).toBe(200)
    expect((await player.world()).sent).toMatchObject([{ failsWith: 131026 }])
  })

  test.each<[string, number, object]>([
    ['no product', 131008, { messaging_product: undefined }],
    ['nobody', 100, { to: undefined }],
    ['nobody who can be', 131009, { to: 'Lan' }],
    ['itself', 131021, { to: MOBILE.display }],
    ['a kind that is not known here', 131051, { type: 'sticker' }],
    ['no template', 100, { template: undefined }],
  ])('to or with %s is refused: %d', async (_what, code, more) => {
    const { send } = await moved()
    expect((await send({ template: template('thank_you'), ...more })).body.error.code).toBe(code)
  })

  test('needs a number at work, and a token that may send', async () => {
    const player = await play()
    const { id } = (await player.add()).body
    const message = { messaging_product: 'whatsapp', to: PERSON, type: 'template', template: template('thank_you') }
    expect((await player.post(`/${id}/messages`, message)).body.error.code).toBe(133010)
    await player.change((world) => {
      for (const token of world.tokens) token.scopes = ['whatsapp_business_management']
    })
    expect((await player.post(`/${id}/messages`, message)).body.error).toMatchObject({
      code: 200,
      error_subcode: 1349176,
    })
  })
})

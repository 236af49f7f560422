import { describe, expect, test } from 'vitest'
import { leaveRoom } from './fill-templates'
import { type Player, play } from './testing'

const body = { type: 'BODY', text: 'Chào {{1}}, hàng của bạn đã sẵn sàng.', example: { body_text: [['Minh']] } }
const draft = { name: 'pickup_ready', language: 'vi', category: 'UTILITY', components: [body] }

async function create(player: Player, more: object = {}) {
  const { destinationId } = await player.world()
  return player.post(`/${destinationId}/message_templates`, { ...draft, ...more })
}

async function listed(player: Player) {
  const { destinationId } = await player.world()
  const fields = 'name,language,status,category,quality_score,rejected_reason,components,parameter_format'
  return (await player.get(`/${destinationId}/message_templates?fields=${fields}`)).body.data
}

describe('a new template', () => {
  test('waits for its review, and reads back as it was written', async () => {
    const player = await play()
    const components = [
      { type: 'header', format: 'text', text: 'Đơn {{1}}', example: { header_text: ['DH-2041'] } },
      body,
      { type: 'FOOTER', text: 'Cửa hàng Lan' },
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'QUICK_REPLY', text: 'Cảm ơn' },
          { type: 'URL', text: 'Xem', url: 'https://shop.example/{{1}}', example: ['a'] },
        ],
      },
    ]
    const told = await create(player, { components })
    expect(told).toMatchObject({
      status: 200,
      body: { id: expect.any(String), status: 'PENDING', category: 'UTILITY' },
    })
    expect(await listed(player)).toEqual([
      {
        id: told.body.id,
        name: 'pickup_ready',
        language: 'vi',
        status: 'PENDING',
        category: 'UTILITY',
        quality_score: { score: 'UNKNOWN', date: expect.any(Number) },
        rejected_reason: 'NONE',
        parameter_format: 'POSITIONAL',
        components: [{ ...components[0], type: 'HEADER', format: 'TEXT' }, ...components.slice(1)],
      },
    ])
    expect((await player.ledger()).at(0)).toMatchObject({ call: 'create_template', effect: 'template_created' })
  })

  test('may be approved at once', async () => {
    const player = await play()
    await player.change((world) => {
      world.rules.createdTemplates = 'APPROVED'
    })
    expect((await create(player)).body.status).toBe('APPROVED')
  })

  test('has variables with names when it says so', async () => {
    const player = await play()
    const named = {
      type: 'BODY',
      text: 'Hello {{first_name}}, your order is on its way.',
      example: { body_text_named_params: [{ param_name: 'first_name', example: 'Minh' }] },
    }
    const told = await create(player, { parameter_format: 'NAMED', components: [named] })
    expect(told.status).toBe(200)
    const [template] = await listed(player)
    expect(template).toMatchObject({ parameter_format: 'NAMED', components: [named] })
  })

  test('for codes has no words of its own', async () => {
    const player = await play()
    const components = [{ type: 'BODY', add_security_recommendation: true }]
    expect((await create(player, { category: 'AUTHENTICATION', components })).status).toBe(200)
    expect((await listed(player))[0].components).toEqual(components)
  })
})

const words = (text: string) => ({ components: [{ type: 'BODY', text, example: { body_text: [['Minh']] } }] })
const withPart = (part: object) => ({ components: [part, body] })

describe('a template is refused', () => {
  test.each<[string, number, object]>([
    ['with capitals in its name', 2388046, { name: 'Pickup_Ready' }],
    ['with a name that is too long', 2388046, { name: 'a'.repeat(513) }],
    ['without a body', 2388072, { components: [{ type: 'FOOTER', text: 'Lan' }] }],
    ['with an empty body', 2388072, words('  ')],
    ['with a gap in its variables', 2388072, words('Hello {{1}} and also {{3}} from all of us here in the shop.')],
    ['with named variables it does not announce', 2388072, words('Hello {{name}}, your order is ready now.')],
    ['with a variable in front', 2388299, words('{{1}}, your order is ready in our shop.')],
    ['with a variable at the end', 2388299, words('The code of your newest order is {{1}}!')],
    ['with little else than variables', 2388293, words('Hello {{1}} dear {{2}} bye')],
    ['without an example', 2388043, { components: [{ type: 'BODY', text: body.text }] }],
    ['with a body that is too long', 2388040, words('a'.repeat(1025))],
    ['with a header that is too long', 2388040, withPart({ type: 'HEADER', format: 'TEXT', text: 'a'.repeat(61) })],
    ['with two variables in its header', 2388047, withPart({ type: 'HEADER', format: 'TEXT', text: '{{1}} {{2}}' })],
    ['with a header of no kind', 2388047, withPart({ type: 'HEADER', text: 'Lan' })],
    ['with a header without example', 2388043, withPart({ type: 'HEADER', format: 'TEXT', text: 'Order {{1}}' })],
    ['with a picture nobody uploaded', 2388043, withPart({ type: 'HEADER', format: 'IMAGE' })],
    ['with a footer that is too long', 2388040, withPart({ type: 'FOOTER', text: 'a'.repeat(61) })],
    ['with a variable in its footer', 2388073, withPart({ type: 'FOOTER', text: 'Order {{1}}' })],
    [
      'with a button that is too long',
      2388040,
      withPart({ type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'a'.repeat(26) }] }),
    ],
    [
      'with an address without example',
      2388043,
      withPart({ type: 'BUTTONS', buttons: [{ type: 'URL', text: 'See', url: 'https://shop.example/{{1}}' }] }),
    ],
  ])('%s: %d', async (_what, subcode, more) => {
    const player = await play()
    expect((await create(player, more)).body.error).toMatchObject({ code: 100, error_subcode: subcode })
    expect(await listed(player)).toEqual([])
    expect((await player.ledger())[0]?.effect).toBeNull()
  })

  test.each([
    ['name', { name: undefined }],
    ['language', { language: undefined }],
    ['language', { language: 'vi_VN' }],
    ['category', { category: undefined }],
    ['category', { category: 'TRANSACTIONAL' }],
    ['components', { components: 'Hello' }],
    ['parameter_format', { parameter_format: 'LETTERS' }],
    [
      'header_handle',
      withPart({ type: 'HEADER', format: 'IMAGE', example: { header_handle: ['https://x.example/a'] } }),
    ],
  ])('for its %s', async (named, more) => {
    const player = await play()
    expect((await create(player, more)).body.error).toMatchObject({
      code: 100,
      message: expect.stringContaining(named),
    })
  })

  test('when name and language are there; in another language it is not', async () => {
    const player = await play()
    await create(player)
    expect((await create(player)).body.error).toMatchObject({
      error_subcode: 2388024,
      error_user_title: 'Content in This Language Already Exists',
    })
    expect((await create(player, { language: 'en_US' })).status).toBe(200)
  })

  test('when the account is full', async () => {
    const player = await play()
    await player.change((world) => leaveRoom(world, 1))
    expect((await create(player)).status).toBe(200)
    expect((await create(player, { name: 'one_more' })).body.error).toMatchObject({ error_subcode: 2388019 })
  })
})

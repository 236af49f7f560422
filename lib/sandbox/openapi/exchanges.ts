import { answers, envelope } from '../answers'
import { customerWrites } from '../controls'
import type { Rules } from '../state'
import { MOBILE } from '../stories'
import { componentsOf } from '../template-texts'
import { type Player, play } from '../testing'
import type { Webhook } from '../webhooks'

/** One call as Meta's file describes it: which operation, what was sent, what was answered. */
export type Exchange = {
  name: string
  method: 'get' | 'post' | 'delete'
  /** The path as the file writes it, without the version. */
  path: string
  request?: object
  status: number
  answer: unknown
}

const WABA = '/{WABA-ID}'
const PHONE = '/{Phone-Number-ID}'
const BUSINESS = '/{Business-ID}'

const ACCOUNT_FIELDS =
  'id,name,account_review_status,business_verification_status,owner_business_info,currency,timezone_id,status,country,' +
  'primary_funding_id,on_behalf_of_business_info,ownership_type,message_template_namespace,health_status'
const NUMBER_FIELDS =
  'id,display_phone_number,verified_name,status,code_verification_status,platform_type,quality_rating,name_status,' +
  'new_name_status,is_pin_enabled,account_mode,is_official_business_account,is_on_biz_app,throughput,health_status'

/** Every call that the product makes or reads, made once: first the move, then the reads after it, then refusals. */
export async function recordExchanges(): Promise<Exchange[]> {
  const player = await play()
  return [
    ...(await recordMove(player)),
    ...(await recordAfterMove(player)),
    ...(await recordWebhooks()),
    ...(await recordReads(player)),
    ...(await recordRefusals(player)),
    ...everyRefusal(),
  ]
}

/** All refusals there are, as answers to one call: the envelope is the same everywhere. */
const everyRefusal = (): Exchange[] =>
  Object.entries(answers).map(([name, answer]) => ({
    name: `refusal ${name}`,
    method: 'post',
    path: `${PHONE}/register`,
    status: answer.http,
    answer: envelope(answer, 'A0000000000000000000000'),
  }))

async function recordMove(player: Player): Promise<Exchange[]> {
  const { destinationId } = await player.world()
  const write = async (name: string, path: string, real: string, request: object): Promise<Exchange> => {
    const told = await player.post(real, request)
    return { name, method: 'post', path, request, status: told.status, answer: told.body }
  }
  const added = await write('add a number', `${WABA}/phone_numbers`, `/${destinationId}/phone_numbers`, {
    cc: '84',
    phone_number: MOBILE.digits.slice(2),
    migrate_phone_number: true,
  })
  const pending = (await player.world()).numbers.find(({ accountId }) => accountId === destinationId)
  const id = pending?.id ?? ''
  const read = async (name: string): Promise<Exchange> => {
    const told = await player.get(`/${id}?fields=${NUMBER_FIELDS}`)
    return { name, method: 'get', path: PHONE, status: told.status, answer: told.body }
  }
  const beforeCode = await read('read a pending number')
  const spanish = { code_method: 'SMS', language: 'es_ES' }
  const inSpanish = await write('ask for a code in Spanish', `${PHONE}/request_code`, `/${id}/request_code`, spanish)
  const vietnamese = { code_method: 'VOICE', language: 'vi' }
  const inVietnamese = await write(
    'ask for a call in Vietnamese',
    `${PHONE}/request_code`,
    `/${id}/request_code`,
    vietnamese,
  )
  const code = { code: await player.newestCode() }
  const verified = await write('type the code', `${PHONE}/verify_code`, `/${id}/verify_code`, code)
  const pin = { messaging_product: 'whatsapp', pin: '739154' }
  const registered = await write('register', `${PHONE}/register`, `/${id}/register`, pin)
  const afterMove = await read('read a moved number')
  const subscribed = await write(
    'subscribe the app',
    `${WABA}/subscribed_apps`,
    `/${destinationId}/subscribed_apps`,
    {},
  )
  return [added, beforeCode, inSpanish, inVietnamese, verified, registered, afterMove, subscribed]
}

/** Copying templates is not among them: Meta's file does not know that call. */
async function recordAfterMove(player: Player): Promise<Exchange[]> {
  const { destinationId, numbers } = await player.world()
  const id = numbers.find(({ accountId }) => accountId === destinationId)?.id ?? ''
  const write = async (name: string, path: string, real: string, request: object): Promise<Exchange> => {
    const told = await player.post(real, request)
    return { name, method: 'post', path, request, status: told.status, answer: told.body }
  }
  const to = '84987654321'
  await customerWrites(player.store, player.worldId, { to: MOBILE.digits, from: to, text: 'Hi' }, player.clock.now)
  const created = await write('create a template', `${WABA}/message_templates`, `/${destinationId}/message_templates`, {
    name: 'brand_new',
    language: 'vi',
    category: 'MARKETING',
    components: componentsOf('weekend_offer', 'vi'),
    parameter_format: 'POSITIONAL',
  })
  const profile = `${PHONE}/whatsapp_business_profile`
  const updated = await write('write a profile', profile, `/${id}/whatsapp_business_profile`, {
    messaging_product: 'whatsapp',
    ...numbers[0]?.profile,
  })
  const shape = (profileShape: Rules['profileShape']) =>
    player.change((world) => {
      world.rules.profileShape = profileShape
    })
  await shape('nested')
  const told = await player.get(`/${id}/whatsapp_business_profile`)
  await shape('flat')
  const readBack = {
    name: 'read it back',
    method: 'get',
    path: profile,
    status: told.status,
    answer: told.body,
  } as const
  const message = { messaging_product: 'whatsapp', recipient_type: 'individual', to }
  const language = { policy: 'deterministic', code: 'vi' }
  const filled = [{ type: 'body', parameters: [{ type: 'text', text: 'Minh' }] }]
  const template = { name: 'pickup_ready', language, components: filled }
  const messages = `/${id}/messages`
  const words = { ...message, type: 'text', text: { body: 'Chào bạn' } }
  const text = await write('send a text', `${PHONE}/messages`, messages, words)
  return [
    created,
    updated,
    readBack,
    await write('send a template', `${PHONE}/messages`, messages, { ...message, type: 'template', template }),
    // The file's text message has no place for a recipient, so only the answer can be held against it.
    { ...text, request: undefined },
    await write('set its own address', PHONE, `/${id}`, {
      webhook_configuration: { override_callback_uri: 'https://shop.example/hook', verify_token: 'a word' },
    }),
    await write('take it away', PHONE, `/${id}`, { webhook_configuration: { override_callback_uri: '' } }),
  ]
}

/**
 * What Meta would post to an app about our messages; the answer is the app's. A message that comes in cannot be held against the
 * file: its own example of a text does not fit its schema.
 */
async function recordWebhooks(): Promise<Exchange[]> {
  const heard: Webhook[] = []
  const player = await play('everything_works', { onWebhook: async (webhook) => void heard.push(webhook) })
  const id = await player.move()
  await player.change((world) => {
    Object.assign(world.app, { secret: 'a secret', callback: 'https://shop.example/hook' })
    world.faults.push({ id: 'f', call: 'send_message', times: 1, does: { kind: 'undelivered' } })
  })
  const message = {
    messaging_product: 'whatsapp',
    to: '84987654321',
    type: 'template',
    template: { name: 'thank_you', language: { code: 'vi' } },
    biz_opaque_callback_data: 'proof-7',
  }
  await player.post(`/${id}/messages`, message)
  await player.post(`/${id}/messages`, message)
  if (heard.length !== 4) throw new Error(`${heard.length} webhooks came, not four`)
  return heard.map(({ body }, place) => ({
    name: `webhook ${place + 1}`,
    method: 'post',
    path: '/whatsapp/webhooks',
    request: JSON.parse(body),
    status: 200,
    answer: undefined,
  }))
}

async function recordReads(player: Player): Promise<Exchange[]> {
  const { destinationId, sourceId, businesses, numbers } = await player.world()
  const business = businesses[0]?.id ?? ''
  const live = numbers[0]?.id ?? ''
  const read = async (name: string, path: string, real: string): Promise<Exchange> => {
    const told = await player.get(real)
    return { name, method: 'get', path, status: told.status, answer: told.body }
  }
  return [
    await read('read an account', WABA, `/${destinationId}?fields=${ACCOUNT_FIELDS}`),
    await read('read an account by default', WABA, `/${destinationId}`),
    await read('read the source number', PHONE, `/${live}?fields=${NUMBER_FIELDS}`),
    await read('read a number by default', PHONE, `/${live}`),
    await read('list numbers', `${WABA}/phone_numbers`, `/${sourceId}/phone_numbers?fields=${NUMBER_FIELDS}`),
    await read('list numbers by default', `${WABA}/phone_numbers`, `/${sourceId}/phone_numbers`),
    await read('list apps', `${WABA}/subscribed_apps`, `/${destinationId}/subscribed_apps`),
    await read('list templates', `${WABA}/message_templates`, `/${sourceId}/message_templates?limit=10`),
    await read('read a business', BUSINESS, `/${business}?fields=id,name,timezone_id`),
    await read(
      'list owned accounts',
      `${BUSINESS}/owned_whatsapp_business_accounts`,
      `/${business}/owned_whatsapp_business_accounts`,
    ),
    await read(
      'list client accounts',
      `${BUSINESS}/client_whatsapp_business_accounts`,
      `/${business}/client_whatsapp_business_accounts`,
    ),
    await read('read a profile', `${PHONE}/whatsapp_business_profile`, `/${live}/whatsapp_business_profile`),
  ]
}

async function recordRefusals(player: Player): Promise<Exchange[]> {
  const { destinationId } = await player.world()
  const gone = await player.get('/123456789012345')
  const unknownToken = await player.get(`/${destinationId}`, 'EAAGmadeup0000000000')
  const again = await player.add()
  const unsubscribed = await player.call('DELETE', `/${destinationId}/subscribed_apps`)
  return [
    { name: 'read a missing number', method: 'get', path: PHONE, status: gone.status, answer: gone.body },
    {
      name: 'read with a dead token',
      method: 'get',
      path: WABA,
      status: unknownToken.status,
      answer: unknownToken.body,
    },
    { name: 'add it again', method: 'post', path: `${WABA}/phone_numbers`, status: again.status, answer: again.body },
    {
      name: 'unsubscribe the app',
      method: 'delete',
      path: `${WABA}/subscribed_apps`,
      status: unsubscribed.status,
      answer: unsubscribed.body,
    },
  ]
}

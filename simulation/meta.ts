import type { Effect } from '@/lib/migration/machine'
import type { Call, Misbehaviour } from '@/lib/sandbox/faults'
import { createSandbox } from '@/lib/sandbox/server'
import type { Effect as HappenedAtMeta, World } from '@/lib/sandbox/state'
import { memoryStore } from '@/lib/sandbox/store'
import { newWorld } from '@/lib/sandbox/world'
import type { Random } from './random'

const WORLD = 'world'
export const TOKEN = 'EAAsimulated0000000000000000000000000000'
export const APP_SECRET = 'simulated0app0secret0000000000000'
export const DIGITS = '84912345678'
/** Comes with every number and has no variables. */
export const GREETING = { name: 'thank_you', language: 'vi' }

const PATHS: readonly (readonly [RegExp, Effect])[] = [
  [/\/phone_numbers$/, 'add_number'],
  [/\/request_code$/, 'request_code'],
  [/\/verify_code$/, 'verify_code'],
  [/\/register$/, 'register'],
  [/\/subscribed_apps$/, 'subscribe_app'],
  [/\/migrate_message_templates$/, 'copy_templates'],
  [/\/message_templates$/, 'create_template'],
  [/\/whatsapp_business_profile$/, 'restore_profile'],
  [/\/messages$/, 'send_test'],
]

/** The simulated Meta's own names of our calls. */
const CALL_OF: Readonly<Record<Effect, Call>> = {
  add_number: 'add_number',
  request_code: 'request_code',
  verify_code: 'verify_code',
  register: 'register',
  subscribe_app: 'subscribe_app',
  copy_templates: 'copy_templates',
  create_template: 'create_template',
  restore_profile: 'update_profile',
  send_test: 'send_message',
  override_callback: 'override_callback',
  restore_callback: 'restore_callback',
}

/** Which of our calls a request is; null for what only reads. */
export async function callOf(request: Request): Promise<Effect | null> {
  if (request.method !== 'POST') return null
  const { pathname } = new URL(request.url)
  if (!/^\/v[\d.]+\/\d+$/.test(pathname)) return PATHS.find(([path]) => path.test(pathname))?.[1] ?? null
  const isEmpty = (await request.clone().text()).includes('"override_callback_uri":""')
  return isEmpty ? 'restore_callback' : 'override_callback'
}

const EFFECT_OF: Readonly<Record<HappenedAtMeta, Effect | null>> = {
  number_added: 'add_number',
  code_sent: 'request_code',
  number_verified: 'verify_code',
  number_registered: 'register',
  app_subscribed: 'subscribe_app',
  app_unsubscribed: null,
  templates_copied: 'copy_templates',
  template_created: 'create_template',
  profile_updated: 'restore_profile',
  message_sent: 'send_test',
  callback_overridden: 'override_callback',
  callback_restored: 'restore_callback',
}

/** The simulated Graph API, and what is true in it whatever it answers. */
export class Meta {
  readonly #store = memoryStore()
  readonly #sandbox: ReturnType<typeof createSandbox>
  readonly #now: () => number
  #world: World | undefined
  /** What has ever become true. */
  readonly ever = new Set<Effect>()

  constructor(options: { random: Random; now: () => number }) {
    this.#now = options.now
    this.#sandbox = createSandbox({
      store: this.#store,
      worldId: WORLD,
      now: () => new Date(options.now()),
      random: options.random.next,
      delay: async () => {},
      ledger: 'full',
      tokenText: () => TOKEN,
    })
  }

  async create(seed: string): Promise<void> {
    await this.#store.create(WORLD, newWorld({ story: 'everything_works', seed }))
    await this.#store.update(WORLD, (world) => {
      world.app.secret = APP_SECRET
      world.app.callback = 'https://chat.shop.example/whatsapp'
      this.#world = world
    })
  }

  get world(): World {
    if (this.#world === undefined) throw new Error('no world yet')
    return this.#world
  }

  get number() {
    const { destinationId, numbers } = this.world
    return numbers.find((number) => number.accountId === destinationId && number.digits === DIGITS && !number.deleted)
  }

  /** Do reads still answer from before the last change? */
  get readsLag(): boolean {
    return this.world.veil !== null && this.#now() < this.world.veil.until
  }

  get isConnected(): boolean {
    return this.number?.status === 'CONNECTED'
  }

  /** Hands a request over and says what became true by it, whatever was answered. */
  async receive(request: Request): Promise<{ effect: Effect | null; answer: Promise<Response> }> {
    const before = this.world.ledger.length
    const answer = this.#sandbox.fetch(request)
    // A fault may make the answer an error; what happened stands in the ledger all the same.
    await answer.catch(() => {})
    const happened = this.world.ledger.slice(before).find((entry) => entry.effect !== null)?.effect ?? null
    const effect = happened === null ? null : EFFECT_OF[happened]
    if (effect !== null) this.ever.add(effect)
    return { effect, answer }
  }

  misbehave(call: Effect | 'any_read', does: Misbehaviour, times = 1): void {
    const strikes = call === 'any_read' ? call : CALL_OF[call]
    this.world.faults.push({ id: `${call}-${this.world.faults.length}`, call: strikes, times, does })
  }

  /** One that Meta copies when asked and that is not on the destination yet. */
  copyable(): { name: string; language: string } | null {
    const { templates, sourceId, destinationId } = this.world
    const has = (accountId: string, name: string, language: string) =>
      templates.some((one) => one.accountId === accountId && one.name === name && one.language === language)
    return (
      templates.find(
        ({ accountId, name, language, status, quality }) =>
          accountId === sourceId &&
          status === 'APPROVED' &&
          (quality === 'GREEN' || quality === 'UNKNOWN') &&
          !has(destinationId, name, language),
      ) ?? null
    )
  }

  behave(): void {
    this.world.faults.length = 0
  }

  newestCode(now: number): { code: string; at: number } | null {
    const message = this.world.messages.findLast(
      ({ digits, deliveredAt }) => digits === DIGITS && deliveredAt !== null && deliveredAt <= now,
    )
    return message === undefined ? null : { code: message.code, at: message.deliveredAt ?? now }
  }

  /** What somebody does there beside us, before a seed begins. */
  async post(path: string, body: object): Promise<void> {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }
    const url = `https://graph.facebook.com/v25.0${path}`
    const { answer } = await this.receive(new Request(url, { method: 'POST', headers, body: JSON.stringify(body) }))
    const response = await answer
    if (!response.ok) throw new Error(`the world could not be prepared: ${path} ${response.status}`)
  }
}

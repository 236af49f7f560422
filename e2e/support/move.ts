import { randomInt } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import type { Step } from '../../lib/migration/journey'
import type { MigrationView } from '../../lib/migration/view'
import { type Answer, type Api, good } from './api'
import type { MetaOverHttp } from './meta-over-http'
import type { Text } from './texts'

export const PIN = '739154'

/** Of the practice range, which every simulated Meta knows; without a row in the table of scenarios it simply moves. */
let taken = 200
export const freshNumber = (): string => {
  taken += 1
  return `+84 900 000 ${taken}`
}

export type Move = {
  id: string
  number: string
  connectionId: string
  path: (step: Step | '') => string
  view: () => Promise<MigrationView>
  /** One command of the API with the newest version; the answer may be a refusal. */
  press: (part: Part, body?: Record<string, unknown>) => Promise<Answer>
  /** The newest code on the phone. */
  code: () => Promise<string>
}

type Part =
  | 'checks'
  | 'phone-number'
  | 'code'
  | 'verification'
  | 'registration'
  | 'confirmation'
  | 'webhook-subscription'

type World = { api: Api; meta: MetaOverHttp }

/** `chosen`: the number is, and the checks say what they say. */
export type Stage = 'number' | 'chosen' | 'ready' | 'code_requested' | 'verified' | 'confirmed'

const digitsOf = (number: string): string => number.replaceAll(/\D/g, '')

const connect = async ({ api, meta }: World): Promise<string> => {
  const body = { kind: 'live', token: meta.token, label: `Test ${randomInt(1_000_000)}` }
  return good<{ id: string }>(await api.post('/api/connections', body), 'connections').id
}

export async function practise(api: Api, story = 'everything_works'): Promise<string> {
  return good<{ id: string }>(await api.post('/api/connections', { kind: 'practice', story }), 'practice').id
}

type Wanted = {
  number?: string
  practice?: boolean /** Neither account is named: people choose them. */
  unpaired?: boolean
}

/** A move on a connection of its own that stands where the test begins, brought there by the API. */
export async function moveAt(world: World, stage: Stage, wanted: Wanted = {}): Promise<Move> {
  const { api, meta } = world
  const { number = freshNumber(), practice = false, unpaired = false } = wanted
  const connectionId = practice ? await practise(api) : await connect(world)
  const pair = practice || unpaired ? {} : await pairOf(meta)
  const input = { connectionId, ...pair, ...(stage === 'number' ? {} : { phoneNumber: number }) }
  const { id } = good<MigrationView>(await api.post('/api/migrations', input), 'migrations')
  const view = async () => good<MigrationView>(await api.get(`/api/migrations/${id}`), id)
  const move: Move = {
    id,
    number,
    connectionId,
    path: (step) => `/migrations/${id}${step === '' ? '' : `/${step}`}`,
    view,
    press: async (part, body = {}) =>
      api.post(`/api/migrations/${id}/${part}`, { version: (await view()).version, ...body }),
    code: async () => {
      const phone = practice
        ? good<{ text: string }[]>(
            await api.get(`/api/practice/${connectionId}/phone?digits=${digitsOf(number)}`),
            'phone',
          )
        : await meta.phone(number)
      const code = /\d{3}-?\d{3}/.exec(phone.at(-1)?.text ?? '')?.[0]
      if (code === undefined) throw new Error(`no code on the phone with ${number}`)
      return code
    },
  }
  if (stage !== 'number' && stage !== 'chosen') await drive(move, stage)
  return move
}

async function pairOf(meta: MetaOverHttp): Promise<{ sourceWabaId: string; destinationWabaId: string }> {
  const { sourceId, destinationId } = await meta.world()
  return { sourceWabaId: sourceId, destinationWabaId: destinationId }
}

const ORDER: readonly Stage[] = ['ready', 'code_requested', 'verified', 'confirmed']

async function drive(move: Move, stage: Stage): Promise<void> {
  for (const each of ORDER.slice(1, ORDER.indexOf(stage) + 1)) good(await step(move, each), each)
  expect((await move.view()).status).toBe(stage)
}

async function step(move: Move, stage: Stage): Promise<Answer> {
  if (stage === 'code_requested') return askForCode(move)
  if (stage === 'verified') return move.press('verification', { code: await move.code() })
  return move.press('registration', { pin: PIN })
}

export const askForCode = (move: Move): Promise<Answer> => move.press('code', { method: 'SMS', language: 'vi' })

/** The last question but one: "I have saved this PIN". Leads to the review page. */
export async function savePin(page: Page, text: Text): Promise<void> {
  await page.getByRole('button', { name: text('pin.saved') }).click()
  await expect(page.getByRole('heading', { level: 1, name: text('review.heading') })).toBeVisible()
}

/** What Meta was asked to do and did, once each: the ledger without the reads. */
export async function writesOf(meta: MetaOverHttp): Promise<string[]> {
  const writes = ['add_number', 'request_code', 'verify_code', 'register', 'subscribe_app']
  return (await meta.ledger()).map(({ call }) => call).filter((call) => writes.includes(call))
}

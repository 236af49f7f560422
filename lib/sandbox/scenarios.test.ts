import { describe, expect, test } from 'vitest'
import { isMetaCode, metaCatalog } from '@/lib/errors/catalog'
import { translate } from '@/lib/errors/from-graph'
import { createGraphClient, type GraphFailure, type Write } from '@/lib/graph/client'
import type { Call } from './faults'
import { practiceDigits } from './practice-range'
import { SCENARIOS, type Scenario } from './scenarios'
import { type Player, play } from './testing'
import { practiceToken } from './token'

const STEPS = ['add_number', 'request_code', 'verify_code', 'register', 'send_message', 'override_callback'] as const
type Step = (typeof STEPS)[number]

const isStep = (call: Call): call is Step => STEPS.some((step) => step === call)

/** A client as the product makes it, that gives up on a hanging answer at once. */
const clientOf = (player: Player) =>
  createGraphClient({
    baseUrl: 'https://graph.facebook.com',
    version: 'v25.0',
    accessToken: practiceToken(player.worldId),
    readFetch: player.fetch,
    writeFetch: player.fetch,
    timeoutMs: 500,
    sleep: async () => {},
  })

const numberId = async (player: Player, digits: string) => {
  const { numbers, destinationId } = await player.world()
  return (
    numbers.find((number) => number.digits === digits && number.accountId === destinationId)?.id ?? '100000000000001'
  )
}

async function take(player: Player, step: Step, digits: string): Promise<Write<object>> {
  const client = clientOf(player)
  const phoneNumberId = await numberId(player, digits)
  switch (step) {
    case 'add_number':
      return client.addPhoneNumber({
        wabaId: (await player.world()).destinationId,
        cc: '84',
        nationalNumber: digits.slice(2),
      })
    case 'request_code':
      return client.requestCode({ phoneNumberId, method: 'SMS', language: 'vi' })
    case 'verify_code':
      return client.verifyCode({ phoneNumberId, code: await player.newestCode(digits) })
    case 'register':
      return client.register({ phoneNumberId, pin: '739154' })
    case 'send_message':
      return client.sendMessage({
        phoneNumberId,
        to: '84987654321',
        message: { kind: 'template', name: 'thank_you', language: 'vi' },
        reference: 'reference',
      })
    case 'override_callback':
      return client.overrideCallback({ phoneNumberId, address: 'https://move.example/hook', verifyToken: 'a word' })
    default:
      return step satisfies never
  }
}

/** Walks to the step of this number, and takes it. */
async function meet({ suffix, call }: Scenario) {
  if (!isStep(call)) throw new Error(`${call} is no step of a move`)
  const digits = practiceDigits(suffix)
  const player = await play()
  for (const step of STEPS.slice(0, STEPS.indexOf(call))) {
    const before = await take(player, step, digits)
    expect(before.kind, `${suffix}: ${step} before ${call}`).toBe('done')
  }
  const written = await take(player, call, digits)
  const entry = (await player.ledger()).at(-1)
  return { player, digits, step: call, written, entry }
}

const failureOf = (written: Write<object>): GraphFailure => {
  if (written.kind === 'done') throw new Error('it was done')
  return written.failure
}

const errors = SCENARIOS.filter(({ does }) => does.kind === 'error')
const others = SCENARIOS.filter(({ does }) => does.kind !== 'error')

describe('the table of numbers', () => {
  test('has every suffix and every key once, all at steps a person takes', () => {
    expect(new Set(SCENARIOS.map(({ suffix }) => suffix)).size).toBe(SCENARIOS.length)
    expect(new Set(SCENARIOS.map(({ key }) => key)).size).toBe(SCENARIOS.length)
    for (const { suffix, call } of SCENARIOS) {
      expect(suffix).toMatch(/^\d{3}$/)
      expect(isStep(call)).toBe(true)
    }
  })

  test('reaches every answer of Meta in the catalogue', () => {
    const reached = new Set<string | null>(SCENARIOS.map(({ errorCode }) => errorCode))
    // What Meta says of a template hangs on its words, not on a number: lib/templates/templates.test.ts.
    const ofMove = Object.keys(metaCatalog).filter((code) => !code.startsWith('template_'))
    expect(ofMove.filter((code) => !reached.has(code))).toEqual([])
  })
})

describe('a number that Meta refuses', () => {
  test.each(errors)('$suffix $key', async (scenario) => {
    const { written, entry } = await meet(scenario)
    const { does } = scenario
    if (does.kind !== 'error') throw new Error('filtered above')
    const failure = failureOf(written)
    expect(failure).toMatchObject({ kind: 'api', status: does.answer.http, code: does.answer.code })
    expect(failure).toHaveProperty('subcode', does.answer.subcode ?? null)
    const { code, waitSeconds } = translate(failure, toCommand(scenario.call))
    expect(code).toBe(scenario.errorCode)
    const told = does.waitMinutes === undefined ? null : does.waitMinutes * 60
    expect(waitSeconds).toBe(told ?? (isMetaCode(code) ? (metaCatalog[code].wait ?? null) : null))
    expect(entry?.effect).toBeNull()
  })
})

const toCommand = (call: Call) => {
  if (!isStep(call)) throw new Error(`${call} is no step of a move`)
  return call === 'send_message' ? 'send_test' : call
}

const EFFECT = {
  add_number: 'number_added',
  request_code: 'code_sent',
  verify_code: 'number_verified',
  register: 'number_registered',
  send_message: 'message_sent',
  override_callback: 'callback_overridden',
} as const

/** What the caller can know, and what really happened: apart, that is what these numbers teach. */
const EXPECTED: Readonly<Record<string, { told: Write<object>['kind']; happened: boolean }>> = {
  added_meanwhile: { told: 'refused', happened: true },
  verified_meanwhile: { told: 'refused', happened: false },
  text_never_comes: { told: 'done', happened: true },
  registered_meanwhile: { told: 'refused', happened: true },
  offline_after_move: { told: 'done', happened: true },
  reads_lag: { told: 'done', happened: true },
  html_at_add: { told: 'unknown', happened: false },
  html_at_register_done: { told: 'unknown', happened: true },
  broken_json: { told: 'unknown', happened: false },
  success_false: { told: 'unknown', happened: false },
  empty_object_done: { told: 'unknown', happened: true },
  redirect: { told: 'unknown', happened: false },
  status_500: { told: 'unknown', happened: false },
  status_502_done: { told: 'unknown', happened: true },
  not_sent_at_add: { told: 'not_sent', happened: false },
  not_sent_at_register: { told: 'not_sent', happened: false },
  add_lost_done: { told: 'unknown', happened: true },
  add_lost_not_done: { told: 'unknown', happened: false },
  code_lost_done: { told: 'unknown', happened: true },
  code_lost_not_done: { told: 'unknown', happened: false },
  verify_lost_done: { told: 'unknown', happened: true },
  verify_lost_not_done: { told: 'unknown', happened: false },
  register_lost_done: { told: 'unknown', happened: true },
  register_lost_not_done: { told: 'unknown', happened: false },
  register_hangs: { told: 'unknown', happened: true },
  add_hangs: { told: 'unknown', happened: false },
  message_never_comes: { told: 'done', happened: true },
  message_lost_done: { told: 'unknown', happened: true },
  message_lost_not_done: { told: 'unknown', happened: false },
  wrong_id: { told: 'done', happened: true },
  verified_without_effect: { told: 'done', happened: false },
  registered_without_effect: { told: 'done', happened: false },
}

describe('a number that misbehaves', () => {
  test('is expected, each of them', () => {
    expect(others.map(({ key }) => key).toSorted()).toEqual(Object.keys(EXPECTED).toSorted())
  })

  test.each(others)('$suffix $key', async (scenario) => {
    const { written, entry, step } = await meet(scenario)
    const expected = EXPECTED[scenario.key]
    expect(written.kind).toBe(expected?.told)
    expect(entry?.effect === EFFECT[step]).toBe(expected?.happened)
    if (scenario.errorCode === null) return
    expect(translate(failureOf(written), toCommand(scenario.call)).code).toBe(scenario.errorCode)
  })

  test('works the next time, unless it is said to stay', async () => {
    for (const scenario of errors.filter(({ times }) => times === 1)) {
      const { player, digits, step } = await meet(scenario)
      expect((await take(player, step, digits)).kind, scenario.key).toBe('done')
    }
    for (const scenario of errors.filter(({ times }) => times === 'always')) {
      const { player, digits, step } = await meet(scenario)
      expect((await take(player, step, digits)).kind, scenario.key).toBe('refused')
    }
  })
})

describe('a number without a row', () => {
  test('simply moves', async () => {
    const player = await play()
    for (const step of STEPS) expect((await take(player, step, practiceDigits('999'))).kind).toBe('done')
  })

  test('does not offer itself in the list of the source', async () => {
    const player = await play()
    await player.add(practiceDigits('999'))
    const { sourceId, destinationId } = await player.world()
    expect((await player.get(`/${sourceId}/phone_numbers`)).body.data).toHaveLength(5)
    expect((await player.get(`/${destinationId}/phone_numbers`)).body.data).toHaveLength(1)
  })
})

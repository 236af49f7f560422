import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { MigrationView } from '../../lib/migration/view'
import { type Answer, type Api, good } from '../support/api'
import type { MetaOverHttp } from '../support/meta-over-http'
import { PIN } from '../support/move'

/** Of real time; a move that nothing holds up is over in seconds. */
export const PATIENCE = 4 * 60_000

export type World = {
  api: Api
  meta: MetaOverHttp
  /** Resolves when the app answers again. */
  up: () => Promise<void>
  pressed: () => void
  typed: (secret: string) => void
  /** Has a call of this kind come to a good end? */
  hasDone: (id: string, command: string) => Promise<boolean>
}

export type Press = { part: string; method?: 'POST' | 'DELETE'; body: Record<string, unknown> }

/** Moves one number as a person with the page open does: presses what is offered, and never anything else. */
export async function moveNumber(world: World, id: string, number: string, until: number): Promise<MigrationView> {
  while (performance.now() < until) {
    const view = await look(world, id)
    if (view.status === 'confirmed') return view
    const press = await offered(world, view, number)
    const answer = press === null ? null : await send(world, id, press)
    // After a refusal too: what it says is read before the next press.
    if (answer === null || answer.status >= 400) await wait(100)
  }
  return look(world, id)
}

export const look = (world: World, id: string): Promise<MigrationView> =>
  ask<MigrationView>(world, `/api/migrations/${id}`)

/** Reads until somebody is there to answer. */
export async function ask<Body>(world: World, path: string): Promise<Body> {
  for (;;) {
    try {
      return good<Body>(await world.api.get(path), path)
    } catch {
      await wait(50)
      await world.up()
    }
  }
}

async function offered(world: World, view: MigrationView, number: string): Promise<Press | null> {
  const { version, status, live } = view
  if (live !== null && (live.command !== 'request_code' || live.state !== 'unknown')) return null
  const may = (...commands: string[]) => commands.every((command) => !mustWait(view, command))
  const askForCode = { part: 'code', body: { version, method: 'SMS', language: 'vi' } }
  switch (status) {
    case 'draft':
      return { part: 'checks', body: {} }
    case 'ready':
      return may('add_number', 'request_code') ? askForCode : null
    case 'number_added':
      if (live === null) return may('request_code') ? askForCode : null
      return (await typeCode(world, view, number)) ?? (may('request_code') ? askForCode : null)
    case 'code_requested':
      return (await typeCode(world, view, number)) ?? (may('request_code') ? askForCode : null)
    case 'verified':
      return may('register') ? { part: 'registration', body: { version, pin: PIN } } : null
    default:
      return null
  }
}

export const mustWait = ({ waits, meters }: MigrationView, command: string): boolean =>
  [
    ...waits.filter((one) => one.command === command || one.command === '*').map(({ until }) => until),
    ...meters.filter((one) => one.command === command).map(({ nextAt }) => nextAt ?? '1970-01-01'),
  ].some((at) => Date.parse(at) > Date.now())

async function typeCode(world: World, { version }: MigrationView, number: string): Promise<Press | null> {
  const code = /\d{3}-?\d{3}/.exec((await world.meta.phone(number)).at(-1)?.text ?? '')?.[0]?.replace('-', '')
  if (code === undefined) return null
  world.typed(code)
  return { part: 'verification', body: { version, code } }
}

/** A browser whose connection was cut sends the same press again, with the same key, as soon as somebody is there. */
export async function send(world: World, id: string, { part, method = 'POST', body }: Press): Promise<Answer | null> {
  world.pressed()
  const key = randomUUID()
  for (let tries = 0; tries < 2; tries += 1) {
    try {
      const ask = method === 'POST' ? world.api.post : world.api.delete
      return await ask(`/api/migrations/${id}/${part}`, body, { key })
    } catch {
      await wait(50)
      await world.up()
    }
  }
  return null
}

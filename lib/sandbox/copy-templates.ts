import * as z from 'zod'
import { openAccount } from './access'
import { answers, badParameter, requiredParameter } from './answers'
import { readJson } from './read-json'
import { Refusal } from './refusal'
import type { Params } from './request'
import { findAccount, type Rules, type Template, takeId, type World } from './state'
import type { Visit } from './visit'

const MOST = 500

const Ids = z.array(z.union([z.string(), z.number().transform(String)])).max(MOST)

/** Templates of another account of the same business, page by page or by id; answered with the ids of the source. */
export function copyTemplates(visit: Visit) {
  const { world, request, now, happened } = visit
  const to = openAccount(world, request.segments[0] ?? '')
  if (request.params.source_waba_id === undefined) throw new Refusal(requiredParameter('source_waba_id'))
  const from = openAccount(world, request.params.source_waba_id)
  if (from.id === to.id) throw new Refusal(badParameter('source_waba_id is the account itself'))
  if (from.businessId !== to.businessId) throw new Refusal(answers.templatesOfAnother)
  const all = world.templates.filter((template) => template.accountId === from.id)
  const { chosen, missing } = choose(all, request.params)
  const run = () => duplicate(world, chosen, to.id, ['GREEN', 'UNKNOWN'], now)
  const done = run()
  if (done.copied.length > 0) happened.effect = 'templates_copied'
  const told = visit.does?.kind === 'done_meanwhile' ? run() : done
  for (const id of missing) told.failed.set(id, 'Template does not exist')
  return { migrated_templates: told.copied, failed_templates: formatFailed(world.rules, told.failed) }
}

/** Ids win over pages. A page holds whatever the account has, so one may come back with failures only. */
function choose(all: readonly Template[], params: Params): { chosen: Template[]; missing: string[] } {
  if (params.template_ids !== undefined) {
    const ids = Ids.safeParse(readJson(params.template_ids))
    if (!ids.success) throw new Refusal(badParameter(`template_ids must be a list of at most ${MOST} ids`))
    const asked = new Set(ids.data)
    const chosen = all.filter(({ id }) => asked.has(id))
    for (const { id } of chosen) asked.delete(id)
    return { chosen, missing: [...asked] }
  }
  const count = wholeNumber(params, 'count', { from: 1, to: MOST, otherwise: MOST })
  const page = wholeNumber(params, 'page_number', { from: 0, to: Number.MAX_SAFE_INTEGER, otherwise: 0 })
  return { chosen: all.slice(page * count, (page + 1) * count), missing: [] }
}

function wholeNumber(params: Params, name: string, range: { from: number; to: number; otherwise: number }): number {
  const typed = params[name]
  if (typed === undefined) return range.otherwise
  const value = Number(typed)
  if (/^\d+$/.test(typed) && value >= range.from && value <= range.to) return value
  throw new Refusal(badParameter(`${name} is out of range`))
}

function formatFailed(rules: Rules, failed: ReadonlyMap<string, string>): unknown {
  if (rules.failedTemplates === 'ids') return [...failed.keys()]
  if (rules.failedTemplates === 'list') return [...failed].map(([id, reason]) => ({ id, reason }))
  return Object.fromEntries(failed)
}

type Duplication = { copied: string[]; failed: Map<string, string> }

/** The one way in which templates get from account to account: approved ones, none over one that is there already. */
export function duplicate(
  world: World,
  templates: readonly Template[],
  to: string,
  qualities: readonly string[],
  now: number,
): Duplication {
  const there = world.templates.filter((template) => template.accountId === to)
  const taken = new Set(there.map(nameAndLanguage))
  const limit = findAccount(world, to)?.templateLimit ?? 0
  const done: Duplication = { copied: [], failed: new Map() }
  for (const template of templates) {
    const isFull = there.length + done.copied.length >= limit
    const reason = whyItStays(world, template, qualities, taken.has(nameAndLanguage(template)), isFull)
    if (reason !== null) {
      done.failed.set(template.id, reason)
      continue
    }
    taken.add(nameAndLanguage(template))
    done.copied.push(template.id)
    // The score starts again: UNKNOWN for the first day (contract, section 3.2).
    const visibleFrom = now + world.rules.templatesDelayMs
    world.templates.push({ ...template, id: takeId(world), accountId: to, quality: 'UNKNOWN', visibleFrom })
  }
  return done
}

/** The words are ours; Meta's page prints reasons of its own for formatting and category only. */
function whyItStays(
  world: World,
  { status, quality, name }: Template,
  qualities: readonly string[],
  isThere: boolean,
  isFull: boolean,
): string | null {
  if (status !== 'APPROVED') return `Template status is ${status}`
  if (!qualities.includes(quality)) return `Template quality is ${quality}`
  const fails = world.templateFailures[name]
  if (fails !== undefined) return fails
  if (isThere) return 'Template already exists'
  return isFull ? 'Template limit reached' : null
}

const nameAndLanguage = (template: Template): string => `${template.name} ${template.language}`

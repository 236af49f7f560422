import { openAccount } from './access'
import { answers, badParameter, requiredParameter } from './answers'
import { isLanguage } from './languages'
import { readJson } from './read-json'
import { Refusal } from './refusal'
import type { Params } from './request'
import { type Account, type Template, takeId, type World } from './state'
import { PARAMETER_FORMATS, type ParameterFormat, TemplateComponents } from './template-parts'
import type { Visit } from './visit'
import { whyNotTemplate } from './why-not-template'

const CATEGORIES = ['AUTHENTICATION', 'MARKETING', 'UTILITY']

type Draft = Pick<Template, 'name' | 'language' | 'category' | 'parameterFormat' | 'components'>

/** A template of one's own. Whether it may be used is decided later, and not by us. */
export function createTemplate(visit: Visit) {
  const { world, request, now, happened } = visit
  const account = openAccount(world, request.segments[0] ?? '')
  const draft = readDraft(request.params)
  refuseSecond(world, account, draft)
  const status = world.rules.createdTemplates
  const id = takeId(world)
  const visibleFrom = now + world.rules.templatesDelayMs
  const made = { ...draft, id, accountId: account.id, status, quality: 'UNKNOWN', rejectedReason: 'NONE', visibleFrom }
  world.templates.push(made)
  happened.effect = 'template_created'
  if (visit.does?.kind === 'done_meanwhile') throw new Refusal(answers.templateExists)
  return { id: visit.does?.kind === 'wrong_id' ? takeId(world) : id, status, category: draft.category }
}

function readDraft(params: Params): Draft {
  const { name, language, category } = params
  if (name === undefined) throw new Refusal(requiredParameter('name'))
  if (language === undefined) throw new Refusal(requiredParameter('language'))
  if (category === undefined) throw new Refusal(requiredParameter('category'))
  if (!/^[a-z0-9_]{1,512}$/.test(name)) throw new Refusal(answers.templateName)
  if (!isLanguage(language)) throw new Refusal(answers.codeLanguage)
  if (!CATEGORIES.includes(category))
    throw new Refusal(badParameter(`category must be one of ${CATEGORIES.join(', ')}`))
  const parameterFormat = readFormat(params.parameter_format)
  const components = TemplateComponents.safeParse(readJson(params.components ?? '[]'))
  if (!components.success) throw new Refusal(badParameter('components must be a list of components'))
  const draft = { name, language, category, parameterFormat, components: components.data }
  const refusal = whyNotTemplate(draft)
  if (refusal !== null) throw new Refusal(refusal)
  return draft
}

function readFormat(typed = 'POSITIONAL'): ParameterFormat {
  const format = PARAMETER_FORMATS.find((each) => each === typed.toUpperCase())
  if (format === undefined) throw new Refusal(badParameter('parameter_format must be POSITIONAL or NAMED'))
  return format
}

function refuseSecond(world: World, account: Account, { name, language }: Draft): void {
  const there = world.templates.filter((template) => template.accountId === account.id)
  if (there.some((template) => template.name === name && template.language === language)) {
    throw new Refusal(answers.templateExists)
  }
  if (there.length >= account.templateLimit) throw new Refusal(answers.templateLimit)
}

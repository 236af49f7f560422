import { pendingNumber } from '../add-number'
import { fillSource, leaveRoom } from '../fill-templates'
import { liveNumber } from '../starting-numbers'
import { startingTemplates } from '../starting-templates'
import { type Account, findAccount, type PhoneNumber, type Template, takeId, type World } from '../state'
import { newAccount } from '../world'
import type { AccountPatch, TemplatePatch, WorldPatch } from './control-schemas'

/** Sets the keys that were given; undefined means: leave it. */
function assign<T extends object>(target: T, patch: { [K in keyof T]?: T[K] | undefined }): void {
  for (const key in patch) {
    const value = patch[key]
    if (value !== undefined) target[key] = value
  }
}

export function patchWorld(world: World, patch: WorldPatch, now: number): void {
  if (patch.rules !== undefined) assign(world.rules, patch.rules)
  if (patch.businessVerification !== undefined) setVerification(world, patch.businessVerification)
  if (patch.source !== undefined) patchAccount(world, world.sourceId, patch.source)
  if (patch.destination !== undefined) patchAccount(world, world.destinationId, patch.destination)
  if (patch.templates !== undefined) fillSource(world, patch.templates)
  if (patch.templateRoom !== undefined) leaveRoom(world, patch.templateRoom)
  Object.assign(world.templateFailures, patch.templateFailures)
  if (patch.number !== undefined) patchNumber(world, patch.number, now)
  if (patch.template !== undefined) patchTemplate(world, patch.template)
  if (patch.onDestination !== undefined) putOnDestination(world, patch.onDestination, now)
  for (const name of patch.addAccounts ?? []) addAccount(world, name)
  for (let index = 1; index <= (patch.addNumbers ?? 0); index += 1) {
    const digits = `84911${String(index).padStart(6, '0')}`
    const display = `+84 911 ${digits.slice(5, 8)} ${digits.slice(8)}`
    world.numbers.push(liveNumber(world, world.sourceId, digits, display, now))
  }
}

function setVerification(world: World, verification: string): void {
  const [business] = world.businesses
  if (business !== undefined) business.verification = verification
}

function patchAccount(world: World, id: string, patch: AccountPatch): void {
  const { subscribed, sameBusiness, templates, overrideCallbackUri, ...rest } = patch
  const account = findAccount(world, id)
  if (account === undefined) return
  assign<Account>(account, rest)
  if (sameBusiness !== undefined) account.businessId = world.businesses[sameBusiness ? 0 : 1]?.id ?? account.businessId
  if (templates !== undefined) putTemplates(world, id, templates)
  if (subscribed === false) account.apps = []
  if (subscribed === true && account.apps.length === 0) {
    const { id: appId, name } = world.app
    account.apps = [
      { id: appId, name, link: `https://www.facebook.com/games/?app_id=${appId}`, overrideCallbackUri: null },
    ]
  }
  if (overrideCallbackUri !== undefined) for (const app of account.apps) app.overrideCallbackUri = overrideCallbackUri
}

function putTemplates(world: World, accountId: string, count: number): void {
  const [pattern] = startingTemplates(world, accountId)
  if (pattern === undefined) return
  world.templates = world.templates.filter((template) => template.accountId !== accountId)
  for (let index = 1; index <= count; index += 1) {
    world.templates.push({ ...pattern, id: takeId(world), name: `template_${index}` })
  }
}

function patchNumber(world: World, patch: NonNullable<WorldPatch['number']>, now: number): void {
  const { number: digits, on, verifiedSecondsAgo, ...rest } = patch
  const accountId = on === 'source' ? world.sourceId : world.destinationId
  const number = world.numbers.find((each) => each.digits === digits && each.accountId === accountId)
  if (number === undefined) return
  assign<PhoneNumber>(number, rest)
  if (verifiedSecondsAgo !== undefined) {
    number.verifiedAt = verifiedSecondsAgo === null ? null : now - verifiedSecondsAgo * 1000
  }
}

function patchTemplate(world: World, { name, language, ...rest }: TemplatePatch): void {
  const meant = world.templates.filter(
    (template) =>
      template.accountId === world.destinationId &&
      template.name === name &&
      (language === undefined || template.language === language),
  )
  for (const template of meant) assign<Template>(template, rest)
}

function putOnDestination(world: World, patch: NonNullable<WorldPatch['onDestination']>, now: number): void {
  const source = world.numbers.find((number) => number.digits === patch.number && number.accountId === world.sourceId)
  const like = source ?? liveNumber(world, world.sourceId, patch.number, `+${patch.number}`, now)
  const added = pendingNumber(world, world.destinationId, like)
  if (patch.as !== 'pending') added.verifiedAt = now
  if (patch.as === 'connected') {
    assign<PhoneNumber>(added, {
      status: 'CONNECTED',
      platformType: 'CLOUD_API',
      isPinEnabled: true,
      qualityRating: 'GREEN',
    })
    if (source !== undefined) source.status = 'MIGRATED'
  }
  world.numbers.push(added)
}

function addAccount(world: World, name: string): void {
  const [business] = world.businesses
  if (business === undefined) return
  const account = newAccount({ seed: world.seed, taken: world.taken }, name, business.id)
  world.accounts.push({ ...account, id: takeId(world), primaryFundingId: takeId(world) })
}

import type { Account, PhoneNumber, Template, World } from './state'

/** Reads may lag behind the truth: while the veil is up they answer from before the last change. */
export function seenNumbers(world: World, now: number): PhoneNumber[] {
  return world.veil !== null && now < world.veil.until ? world.veil.numbers : world.numbers
}

export function seenTemplates(world: World, now: number): Template[] {
  const templates = world.veil !== null && now < world.veil.until ? world.veil.templates : world.templates
  return templates.filter((template) => template.visibleFrom <= now)
}

export function seenApps(world: World, account: Account, now: number): Account['apps'] {
  const lags = world.veil !== null && now < world.veil.until && account.id === world.destinationId
  return lags && world.veil !== null ? world.veil.apps : account.apps
}

/** Taken before the change it is to hide. A veil that is still up keeps what it hides. */
export function drawVeil(world: World, now: number, seconds: number): void {
  const lags = world.veil !== null && now < world.veil.until
  const before = lags && world.veil !== null ? world.veil : freshVeil(world)
  world.veil = { ...before, until: now + seconds * 1000 }
}

function freshVeil(world: World): Omit<NonNullable<World['veil']>, 'until'> {
  const destination = world.accounts.find((account) => account.id === world.destinationId)
  return structuredClone({ numbers: world.numbers, templates: world.templates, apps: destination?.apps ?? [] })
}

export const seenOn = (world: World, accountId: string, now: number): PhoneNumber[] =>
  seenNumbers(world, now).filter(
    (number) =>
      number.accountId === accountId &&
      !number.deleted &&
      // A number of the practice range is not the account's own; listed, every typed one would offer itself to be moved.
      !(number.typed && accountId === world.sourceId),
  )

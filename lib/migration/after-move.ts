import { CLOSING_ITEMS } from './closing'
import type { NumberSnapshot, TemplateFact } from './snapshot'
import type { MigrationView } from './view'
import { missingTemplates } from './what-moves'

/** Texts: messages `done.profileParts.<part>`. */
const PROFILE_PARTS = ['about', 'address', 'description', 'email', 'websites', 'vertical', 'picture'] as const
export type ProfilePart = (typeof PROFILE_PARTS)[number]

/** What a read can say of a thing that has to be in order; `unread` is no fault. */
export type ReadState = 'fine' | 'missing' | 'unread'

export type Need =
  | { kind: 'templates'; count: number }
  | { kind: 'app' }
  | { kind: 'profile'; parts: ProfilePart[] }
  | { kind: 'payment' }

type Moved = Pick<MigrationView, 'before' | 'after' | 'checks'>

/** What is known to be missing after the move. What was not read is not here. */
export function needsYou(moved: Moved): Need[] {
  const templates = missingTemplates(moved.before, moved.after)?.length ?? 0
  const parts = lostProfile(moved.before, moved.after)
  return [
    ...(templates > 0 ? [{ kind: 'templates' as const, count: templates }] : []),
    ...(appState(moved) === 'missing' ? [{ kind: 'app' as const }] : []),
    ...(parts.length > 0 ? [{ kind: 'profile' as const, parts }] : []),
    ...(paymentState(moved) === 'missing' ? [{ kind: 'payment' as const }] : []),
  ]
}

export function templatesState({ before, after }: Moved): ReadState {
  const missing = missingTemplates(before, after)
  if (missing === null) return 'unread'
  return missing.length === 0 ? 'fine' : 'missing'
}

export function appState({ after }: Moved): ReadState {
  const apps = after?.subscribedApps ?? null
  if (apps === null) return 'unread'
  return apps.length === 0 ? 'missing' : 'fine'
}

export function paymentState({ after }: Moved): ReadState {
  const attached = after?.paymentAttached ?? null
  if (attached === null) return 'unread'
  return attached ? 'fine' : 'missing'
}

/** Meta does not show cards, so a person may have answered before the move. */
export const paymentAnswer = ({ checks }: Moved) => checks.find(({ kind }) => kind === 'payment')?.confirmed ?? null

/** Parts that were filled in before and are empty now. Of an unread profile nothing is said. */
function lostProfile(before: NumberSnapshot | null, after: NumberSnapshot | null): ProfilePart[] {
  const was = before?.profile ?? null
  const is = after?.profile ?? null
  if (was === null || is === null) return []
  return PROFILE_PARTS.filter((part) => isFilled(was, part) && !isFilled(is, part))
}

type Profile = NonNullable<NumberSnapshot['profile']>

function isFilled(profile: Profile, part: ProfilePart): boolean {
  if (part === 'picture') return profile.hasPicture
  // What Meta says of a number whose owner chose no kind of business.
  if (part === 'vertical') return profile.vertical !== '' && profile.vertical !== 'UNDEFINED'
  return profile[part].length > 0
}

/** What a move back would leave behind unless it is rated high by then; null when either account cannot be read. */
export const templatesOnlyHere = ({ before, after }: Moved): TemplateFact[] | null => missingTemplates(after, before)

/** How much of the closing list is left: what Meta says is missing, and what nobody has ticked. What cannot be read is not counted. */
export function leftToClose(moved: Moved & Pick<MigrationView, 'closing'>): number {
  const read = [paymentState(moved), appState(moved), templatesState(moved)].filter((state) => state === 'missing')
  return read.length + CLOSING_ITEMS.filter((item) => moved.closing[item] === undefined).length
}

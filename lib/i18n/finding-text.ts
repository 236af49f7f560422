import type { FindingFacts, GuardKind } from '@/lib/guard/kinds'
import { fill } from './fill'
import type { Locale } from './locales'
import en from './messages/en.json'
import vi from './messages/vi.json'

export type Finding = { kind: GuardKind; facts: FindingFacts }

/** What happened, whether the number still works, what to do now; and what to say when it is over. */
export type FindingText = { what: string; works: string; todo: string; good: string }

const CATALOGUES = { en: en.guard, vi: vi.guard }

/** The words of a finding, on a page, in the history or in a mail. What Meta calls by a word of its own is said in the reader's. */
export function findingText({ kind, facts }: Finding, locale: Locale): FindingText {
  const { kinds, words } = CATALOGUES[locale]
  const known: Readonly<Record<string, string>> = words
  const said = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, known[value] ?? value]))
  const { what, works, todo, good } = kinds[kind]
  const say = (text: string) => fill(text, said, locale)
  return { what: say(what), works: say(works), todo: say(todo), good: say(good) }
}

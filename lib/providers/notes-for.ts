import { GENERIC, PROVIDERS, type ProviderNote, TOPICS } from './view'

/** A note and whose it is: the provider's own, or what holds everywhere when nothing of theirs was found. */
export type NoteFor = ProviderNote & { of: string }

export function notesFor(answer: string): NoteFor[] {
  const notes = [answer, GENERIC].flatMap(
    (of) => PROVIDERS.find(({ id }) => id === of)?.notes.map((note) => ({ ...note, of })) ?? [],
  )
  return TOPICS.flatMap((topic) => notes.find((note) => note.topic === topic) ?? [])
}

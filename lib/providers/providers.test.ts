import { describe, expect, it } from 'vitest'
import en from '@/lib/i18n/messages/en.json'
import vi from '@/lib/i18n/messages/vi.json'
import { notesFor } from './notes-for'
import { GENERIC, PROVIDERS, TOPICS } from './view'

type Words = Readonly<Record<string, Readonly<Record<string, string>>>>
const english: Words = en.providerNotes
const vietnamese: Words = vi.providerNotes

const notes = PROVIDERS.flatMap(({ id, notes: own }) => own.map((note) => ({ ...note, of: id })))
const groups = <Key extends string>(key: (note: (typeof notes)[number]) => Key) =>
  Object.entries(Object.groupBy(notes, key)).map(([name, list]) => ({ name, list: list as typeof notes }))

const sentences = (text: string) => text.split(/(?<=[.?!])\s+/)
const wordsIn = (text: string) => text.split(/\s+/).length

describe('provider notes', () => {
  it('stand in both languages, and no words stand without a note', () => {
    const expected = notes.map(({ of, topic }) => `${of}.${topic}`).sort()
    for (const words of [english, vietnamese]) {
      const there = Object.entries(words).flatMap(([id, topics]) =>
        Object.keys(topics).map((topic) => `${id}.${topic}`),
      )
      expect(there.sort()).toEqual(expected)
    }
  })

  it('are one to three short sentences', () => {
    for (const { of, topic } of notes) {
      for (const [words, longest] of [
        [english, 20],
        [vietnamese, 25],
      ] as const) {
        const said = sentences(words[of]?.[topic] ?? '')
        expect(said.length, `${of}.${topic}`).toBeLessThanOrEqual(3)
        for (const sentence of said) expect(wordsIn(sentence), sentence).toBeLessThanOrEqual(longest)
      }
    }
  })

  it('name a public page over https and a day that has been', () => {
    for (const { of, topic, source, seen } of notes) {
      expect(new URL(source).protocol, `${of}.${topic}`).toBe('https:')
      expect(Date.parse(seen), `${of}.${topic}`).toBeLessThanOrEqual(Date.now())
    }
  })

  it('say one thing of each topic, and no page speaks for two providers or as of two days', () => {
    for (const { name, list } of groups(({ of, topic }) => `${of}.${topic}`)) expect(list, name).toHaveLength(1)
    for (const { name, list } of groups(({ source }) => source)) {
      expect(new Set(list.map(({ of }) => of)).size, name).toBe(1)
      expect(new Set(list.map(({ seen }) => seen)).size, name).toBe(1)
    }
  })

  it('cover every topic for a provider that is not in the list', () => {
    expect(notesFor(GENERIC).map(({ topic }) => topic)).toEqual(TOPICS)
    for (const answer of ['unknown', 'gone-from-the-list']) expect(notesFor(answer)).toEqual(notesFor(GENERIC))
  })

  it('are a provider’s own where there is one, and the generic one elsewhere', () => {
    expect(notesFor('360dialog').map(({ topic, of }) => [topic, of])).toEqual([
      ['two_step', '360dialog'],
      ['account', GENERIC],
      ['leaving', '360dialog'],
      ['traps', '360dialog'],
      ['support', '360dialog'],
    ])
  })
})

describe('the list of providers', () => {
  it('names each once, with the generic one last and alone without a website', () => {
    expect(new Set(PROVIDERS.map(({ id }) => id)).size).toBe(PROVIDERS.length)
    expect(PROVIDERS.filter(({ site }) => site === null).map(({ id }) => id)).toEqual([GENERIC])
    expect(PROVIDERS.at(-1)?.id).toBe(GENERIC)
  })
})

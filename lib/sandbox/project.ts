import { nonexistingField } from './answers'
import type { Field } from './fields'
import { Refusal } from './refusal'
import type { Rules } from './state'

/** What a node answers per field; undefined is a field with nothing in it, which Meta leaves out. */
export type Readers = Readonly<Record<string, (field: Field) => unknown>>

/** One field nobody has fails the whole read (contract, section 2.8). `id` always comes along. */
export function project(
  node: string,
  id: string,
  readers: Readers,
  fields: readonly Field[],
  rules: Pick<Rules, 'unknownFields'>,
): Record<string, unknown> {
  const answer: Record<string, unknown> = {}
  for (const field of fields) {
    if (field.name === 'id') continue
    const read = Object.hasOwn(readers, field.name) ? readers[field.name] : undefined
    if (read === undefined || rules.unknownFields.includes(field.name)) {
      throw new Refusal(nonexistingField(field.name, node))
    }
    const value = read(field)
    if (value !== undefined) answer[field.name] = value
  }
  return { ...answer, id }
}

/** Sub-fields of a plain object: `owner_business_info{id}`. */
export function narrow(value: Record<string, unknown>, field: Field): Record<string, unknown> {
  if (field.fields === null) return value
  const names = new Set(field.fields.map((each) => each.name))
  return Object.fromEntries(Object.entries(value).filter(([key]) => names.has(key)))
}

export const named = (names: string): Field[] => names.split(' ').map((name) => ({ name, limit: null, fields: null }))

import * as z from 'zod'
import { type Answer, badParameter, buttonWithoutParameter, headerFormat, parameterCount } from './answers'
import type { Template } from './state'
import { buttonsOf, partOf, variablesIn } from './template-parts'

const Given = z.array(
  z.looseObject({
    type: z.string().toLowerCase(),
    sub_type: z.string().toLowerCase().optional(),
    index: z.union([z.string(), z.number().transform(String)]).optional(),
    parameters: z.array(z.looseObject({ type: z.string().toLowerCase() })).default([]),
  }),
)

/** Does a message fill exactly the places its template has? */
export function whyNotParameters({ components }: Template, sent: unknown): Answer | null {
  const given = Given.safeParse(sent ?? [])
  if (!given.success) return badParameter("template['components'] must be a list of components")
  const parametersOf = (type: string) => given.data.find((part) => part.type === type)?.parameters ?? []

  const header = partOf(components, 'HEADER')
  const [first] = parametersOf('header')
  if (header?.format !== undefined && header.format !== 'TEXT' && first?.type !== header.format.toLowerCase()) {
    return headerFormat(header.format, first?.type.toUpperCase() ?? 'UNKNOWN')
  }
  if (header === undefined || header.format === 'TEXT') {
    const wanted = variablesIn(header?.text).length
    if (parametersOf('header').length !== wanted) return parameterCount('header', parametersOf('header').length, wanted)
  }
  const wanted = variablesIn(partOf(components, 'BODY')?.text).length
  if (parametersOf('body').length !== wanted) return parameterCount('body', parametersOf('body').length, wanted)

  const isFilled = (index: number) =>
    given.data.some(
      ({ type, index: at, parameters }) => type === 'button' && at === String(index) && parameters.length > 0,
    )
  const empty = buttonsOf(components).findIndex(({ url }, index) => variablesIn(url).length > 0 && !isFilled(index))
  return empty === -1 ? null : buttonWithoutParameter(empty)
}

/** Something that must never be found, and where it would be mistaken for something else. */
export type Canary = { name: string; value: string }

const isDigits = (value: string): boolean => /^\d+$/.test(value)
const reverse = (value: string): string => [...value].reverse().join('')

/** Base64 of a longer text shows a value in one of three ways, by where in its group of three bytes the value starts. */
function base64Forms(value: string): string[] {
  return [0, 1, 2].map((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), Buffer.from(value)]).toString('base64')
    const first = Math.ceil((offset * 8) / 6)
    const whole = Math.floor(((offset + Buffer.byteLength(value)) * 8) / 6)
    return padded.slice(first, whole)
  })
}

/** Every way in which the value could stand in a text. */
export function formsOf({ value }: Canary): string[] {
  const hex = Buffer.from(value).toString('hex')
  const base64 = base64Forms(value)
  const forms = [
    value,
    reverse(value),
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value),
    ...base64,
    ...base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
    hex,
    hex.toUpperCase(),
    // As people write it: 123-456, 123 456.
    ...(isDigits(value) ? ['-', ' ', '\u00a0'].map((gap) => `${value.slice(0, 3)}${gap}${value.slice(3)}`) : []),
  ]
  return [...new Set(forms)]
}

const DIGIT = /\d/

/** Six digits inside a longer run of digits are part of an id or a time. */
function stands(text: string, at: number, length: number): boolean {
  return !DIGIT.test(text[at - 1] ?? '') && !DIGIT.test(text[at + length] ?? '')
}

function has(text: string, form: string): boolean {
  if (!isDigits(form) || form.length > 6) return text.includes(form)
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1))
    if (stands(text, at, form.length)) return true
  return false
}

/** Names what was found where, never the value. */
export function findCanaries(
  canaries: readonly Canary[],
  sources: readonly { name: string; text: string }[],
): string[] {
  return sources.flatMap(({ name, text }) =>
    canaries.flatMap((canary) =>
      formsOf(canary).flatMap((form, place) => (has(text, form) ? [`${canary.name}, form ${place}, in ${name}`] : [])),
    ),
  )
}

/** One entry of `fields=`: a name, perhaps a limit, perhaps fields of its own: `phone_numbers.limit(5){id,status}`. */
export type Field = { name: string; limit: number | null; fields: Field[] | null }

/** Reads Graph's field expansion. Anything it does not understand becomes a field name nobody has. */
export function parseFields(text: string): Field[] {
  let at = 0

  const readList = (): Field[] => {
    const list: Field[] = []
    while (at < text.length && text[at] !== '}') {
      if (text[at] === ',' || text[at] === ' ') at += 1
      else list.push(readOne())
    }
    return list
  }

  const readOne = (): Field => {
    const name = /^[^,{}.() ]+/.exec(text.slice(at))?.[0] ?? text.slice(at)
    at += name.length
    let limit: number | null = null
    for (;;) {
      const modifier = /^\.(\w+)\(([^)]*)\)/.exec(text.slice(at))
      if (modifier === null) break
      if (modifier[1] === 'limit') limit = Number(modifier[2])
      at += modifier[0].length
    }
    if (text[at] !== '{') return { name, limit, fields: null }
    at += 1
    const fields = readList()
    at += 1
    return { name, limit, fields }
  }

  return readList()
}

/** A backup from inside: pieces with a letter, a length and bytes, one after the other. */
export type Frame = { kind: 'table' | 'rows' | 'end' | 'manifest'; bytes: Buffer }

const LETTERS = { table: 'T', rows: 'D', end: 'E', manifest: 'M' } as const
const KINDS = new Map(Object.entries(LETTERS).map(([kind, letter]) => [letter.charCodeAt(0), kind as Frame['kind']])) // safe: the keys of the object above
const HEAD = 5

export function toBytes({ kind, bytes }: Frame): Buffer {
  const head = Buffer.alloc(HEAD)
  head.write(LETTERS[kind], 0, 'latin1')
  head.writeUInt32BE(bytes.length, 1)
  return Buffer.concat([head, bytes])
}

export async function* readFrames(source: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of source) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    while (rest.length >= HEAD) {
      const size = rest.readUInt32BE(1)
      if (rest.length < HEAD + size) break
      const kind = KINDS.get(rest[0] ?? 0)
      if (kind === undefined) throw new Error('this is not a backup of Carryover')
      yield { kind, bytes: rest.subarray(HEAD, HEAD + size) }
      rest = rest.subarray(HEAD + size)
    }
  }
  if (rest.length > 0) throw new Error('the backup ends in the middle')
}

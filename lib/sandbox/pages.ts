import { answers } from './answers'
import { Refusal } from './refusal'
import type { GraphRequest } from './request'

type Page<T> = { items: T[]; paging: Record<string, unknown> | undefined }

const cursorOf = (index: number) => Buffer.from(`QVFI${index}`).toString('base64url')

function readCursor(cursor: string): number {
  const index = /^QVFI(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1]
  // Since v24 a bad cursor is an error of its own: start again without one (contract, section 9.2).
  if (index === undefined) throw new Refusal(answers.badCursor)
  return Number(index)
}

/**
 * One page by cursor. `next` is a whole address that carries the access token, exactly as Meta's does: whoever logs or
 * shows it has leaked it.
 */
export function page<T>(all: readonly T[], request: GraphRequest, max: number): Page<T> {
  const asked = Number(request.params.limit ?? 25)
  const limit = Math.min(Math.max(Number.isInteger(asked) ? asked : 25, 1), max)
  const start = request.params.after === undefined ? 0 : readCursor(request.params.after)
  const items = all.slice(start, start + limit)
  if (items.length === 0) return { items, paging: undefined }
  const end = start + items.length
  const cursors = { before: cursorOf(start), after: cursorOf(end) }
  if (end >= all.length) return { items, paging: { cursors } }
  const next = new URL(`${request.base}/${request.segments.join('/')}`)
  next.search = new URLSearchParams({
    ...request.params,
    access_token: request.token ?? '',
    limit: String(limit),
    after: cursors.after,
  }).toString()
  return { items, paging: { cursors, next: next.href } }
}

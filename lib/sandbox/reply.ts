import { type Answer, envelope } from './answers'

/** What reaches the caller, and how: an answer, or a connection that ends without one. */
export type Reply = {
  kind: 'answer' | 'refuse' | 'reset' | 'hang'
  status: number
  body: string
  headers: Record<string, string>
  waitMinutes: number
  delayMs: number
}

export const json = (status: number, value: unknown, more: Partial<Reply> = {}): Reply => ({
  kind: 'answer',
  status,
  body: JSON.stringify(value),
  headers: { 'content-type': 'application/json; charset=UTF-8' },
  waitMinutes: 0,
  delayMs: 0,
  ...more,
})

export const refused = (answer: Answer, traceId: string, waitMinutes = 0): Reply =>
  json(answer.http, envelope(answer, traceId), { waitMinutes })

export const text = (status: number, body: string, contentType: string): Reply => ({
  ...json(status, null),
  body,
  headers: { 'content-type': contentType },
})

export const redirect = (location: string): Reply => ({ ...text(302, '', 'text/html'), headers: { location } })

export const cut = (kind: 'refuse' | 'reset' | 'hang'): Reply => ({ ...json(0, null), kind, body: '', headers: {} })

/** What a proxy or an edge shows when it stands in for Meta. */
export const PAGE = '<!DOCTYPE html><html lang="en"><title>Error</title><p>Sorry, something went wrong.</p></html>'

import type { Route } from 'next'
import type { DeadEnd } from '@/lib/migration/dead-ends'
import type { Step } from '@/lib/migration/journey'

// Next's route types accept no variable in a path; these are checked by the browser tests instead.
export const stepPath = (id: string, step: Step, query: Record<string, string> = {}): Route => {
  const search = new URLSearchParams(query).toString()
  return `/migrations/${id}/${step}${search ? `?${search}` : ''}` as Route
}
export const checkPath = (id: string, kind: string): Route => `/migrations/${id}/checks/${kind}` as Route
export const recreatePath = (id: string, { name, language }: { name: string; language: string }): Route =>
  `${sidePath(id, 'templates')}/recreate?${new URLSearchParams({ name, language })}` as Route
/** The list, which says that this one was made once it is known to be so. */
export const madePath = (id: string, made: string): Route =>
  `${sidePath(id, 'templates')}?${new URLSearchParams({ made })}` as Route
export const deadEndPath = (id: string, reason: DeadEnd): Route => `/migrations/${id}/dead-end/${reason}` as Route

/** Pages beside the way that have nothing of their own in their address. */
type SidePage =
  | 'provider'
  | 'plan'
  | 'templates'
  | 'ids'
  | 'proof'
  | 'closing'
  | 'report'
  | 'way-back'
  | 'history'
  | 'stop'
export const sidePath = (id: string, page: SidePage): Route => `/migrations/${id}/${page}` as Route

export const migrationApi = (id: string, part = ''): string => `/api/migrations/${encodeURIComponent(id)}${part}`

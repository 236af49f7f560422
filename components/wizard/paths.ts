import type { Route } from 'next'
import type { DeadEnd } from '@/lib/migration/dead-ends'
import type { Step } from '@/lib/migration/journey'

// Next's route types accept no variable in a path; these are checked by the browser tests instead.
export const stepPath = (id: string, step: Step, query: Record<string, string> = {}): Route => {
  const search = new URLSearchParams(query).toString()
  return `/migrations/${id}/${step}${search ? `?${search}` : ''}` as Route
}
export const checkPath = (id: string, kind: string): Route => `/migrations/${id}/checks/${kind}` as Route
export const templatesPath = (id: string): Route => `/migrations/${id}/templates` as Route
export const planPath = (id: string): Route => `/migrations/${id}/plan` as Route
export const proofPath = (id: string): Route => `/migrations/${id}/proof` as Route
export const deadEndPath = (id: string, reason: DeadEnd): Route => `/migrations/${id}/dead-end/${reason}` as Route

export const providerPath = (id: string): Route => `/migrations/${id}/provider` as Route

export const migrationApi = (id: string, part = ''): string => `/api/migrations/${encodeURIComponent(id)}${part}`

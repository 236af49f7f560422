import type { StatusTone } from '@/components/feedback/status-tag'
import type { MigrationSummary } from '@/lib/migration/view'

export const GROUPS = ['needs_you', 'waiting', 'working', 'moved', 'stopped'] as const
export type Group = (typeof GROUPS)[number]

/** In the order of what a person should look at first. */
export function groupOf(move: MigrationSummary): Group {
  if (move.callbackStuck) return 'needs_you'
  if (move.status === 'confirmed') return 'moved'
  if (move.status === 'cancelled') return 'stopped'
  if (move.waitsFor === 'you') return 'needs_you'
  return move.waitsFor === 'other' ? 'waiting' : 'working'
}

export const toneOf: Readonly<Record<Group, StatusTone>> = {
  needs_you: 'attention',
  waiting: 'quiet',
  working: 'quiet',
  moved: 'plain',
  stopped: 'quiet',
}

export const byGroup = (a: MigrationSummary, b: MigrationSummary): number =>
  GROUPS.indexOf(groupOf(a)) - GROUPS.indexOf(groupOf(b)) || b.updatedAt.localeCompare(a.updatedAt)

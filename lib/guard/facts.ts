import type { NumberSnapshot } from '@/lib/migration/snapshot'

export type GuardTemplate = { name: string; language: string; status: string; category: string }

/** One thing that Meta's health report says of one part of the account. */
export type Trouble = { entity: string; verdict: 'BLOCKED' | 'LIMITED'; code: number | null }

/** What one look shows. Null: could not be read, or is no fact, and so is compared with nothing. */
export type GuardFacts = {
  status: string | null
  platformType: string | null
  nameStatus: string | null
  qualityRating: string | null
  templates: GuardTemplate[] | null
  apps: string[] | null
  /** Meta shows no cards: an account without a funding id may still pay (contract 2.7, 5.3). */
  payment: 'attached' | 'unproven' | 'missing' | null
  health: Trouble[] | null
}

/** Where the first look starts from. The snapshot holds no health report: the first look itself is the measure of that. */
export const factsOfSnapshot = (snapshot: NumberSnapshot): GuardFacts => ({
  status: snapshot.status,
  platformType: snapshot.platformType,
  nameStatus: snapshot.nameStatus,
  qualityRating: snapshot.qualityRating,
  templates: snapshot.templates,
  apps: snapshot.subscribedApps,
  payment: snapshot.paymentAttached === null ? null : snapshot.paymentAttached ? 'attached' : 'unproven',
  health: null,
})

/** What was not read stays as it was last known. */
export const withLast = (now: GuardFacts, last: GuardFacts): GuardFacts => ({
  status: now.status ?? last.status,
  platformType: now.platformType ?? last.platformType,
  nameStatus: now.nameStatus ?? last.nameStatus,
  qualityRating: now.qualityRating ?? last.qualityRating,
  templates: now.templates ?? last.templates,
  apps: now.apps ?? last.apps,
  payment: now.payment ?? last.payment,
  health: now.health ?? last.health,
})

import type { Command, Status } from './machine'

/** The pages of the wizard in the order people meet them. The current one is computed, never stored. */
export const STEPS = ['checks', 'number', 'code-method', 'code', 'pin', 'review', 'moving', 'done'] as const
export type Step = (typeof STEPS)[number]

/** What the journey needs to know of a migration. */
export type Position = {
  status: Status
  accountsChosen: boolean
  numberChosen: boolean
  /** The command of the live attempt, if any: its page is where people wait. */
  liveCommand: Command | null
}

export const chapterOf: Readonly<Record<Step, 1 | 2 | 3 | 4 | 5>> = {
  checks: 1,
  number: 2,
  'code-method': 3,
  code: 3,
  pin: 4,
  review: 5,
  moving: 5,
  done: 5,
}

export function currentStep(position: Position): Step {
  if (position.liveCommand === 'register') return 'moving'
  switch (position.status) {
    case 'draft':
      if (!position.accountsChosen) return 'checks'
      return position.numberChosen ? 'checks' : 'number'
    case 'ready':
    case 'number_added':
      return 'code-method'
    case 'code_requested':
      return 'code'
    case 'verified':
      return 'pin'
    case 'registered':
      return 'moving'
    case 'confirmed':
    case 'cancelled':
      return 'done'
  }
}

/**
 * May this page be opened now? The checks stay one press away from every step before the move; a finished
 * question may be opened again only while its answer can still change.
 */
export function canVisit(step: Step, position: Position): boolean {
  const current = currentStep(position)
  if (step === current) return true
  switch (step) {
    case 'checks':
      return position.status !== 'registered' && position.status !== 'confirmed' && position.status !== 'cancelled'
    case 'number':
      return position.accountsChosen && (position.status === 'draft' || position.status === 'ready')
    case 'code-method':
      return position.status === 'code_requested'
    case 'review':
      return position.status === 'verified'
    default:
      return false
  }
}

export function previousStep(step: Step, position: Position): Step | null {
  const before = STEPS.slice(0, STEPS.indexOf(step)).reverse()
  return before.find((candidate) => canVisit(candidate, position)) ?? null
}

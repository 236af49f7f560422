import type { Position } from '@/lib/migration/journey'
import type { MigrationView } from '@/lib/migration/view'

export const positionOf = (view: MigrationView): Position => ({
  status: view.status,
  accountsChosen: view.source !== null && view.destination !== null,
  numberChosen: view.number !== null,
  liveCommand: view.live?.command ?? null,
})

/** A code whose request got no answer may still arrive, and then it can be typed. */
export const codeMayArrive = (view: MigrationView): boolean =>
  view.live?.state === 'unknown' && view.live.command === 'request_code'

/** Something is under way, or nobody knows yet how it ended: no form is offered. */
export const isBusy = (view: MigrationView): boolean => view.live !== null && !codeMayArrive(view)

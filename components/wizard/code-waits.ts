import type { MigrationView } from '@/lib/migration/view'

/** When the next code may be asked for; null means now. Meta's own wait and our budget, whichever ends later. */
export function nextCodeAt(view: MigrationView): string | null {
  const meter = view.meters.find((candidate) => candidate.command === 'request_code')
  const gates = view.waits.filter((wait) => wait.command === 'request_code').map((wait) => wait.until)
  return [meter?.nextAt ?? null, ...gates].reduce(
    (latest, time) => (time !== null && time > (latest ?? '') ? time : latest),
    null,
  )
}

export function codesLeft(view: MigrationView): number {
  const meter = view.meters.find((candidate) => candidate.command === 'request_code')
  return meter ? Math.max(0, meter.limit - meter.used) : 0
}

/** A text never reaches a landline; everything else gets one first. */
export const isLandline = (view: MigrationView): boolean => view.number?.lineType === 'fixed'

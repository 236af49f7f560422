/**
 * What can change after a move. `mender`: who can put it right. `alone`: whether it is worth a word when it gets better without having
 * been worse before. Texts for people: messages `guard.kinds.<kind>`. In the order of how much they stop.
 */
export const GUARD_RULES = {
  number_offline: { mender: 'you', alone: true },
  health_blocked: { mender: 'meta', alone: true },
  payment_missing: { mender: 'you', alone: true },
  app_gone: { mender: 'you', alone: true },
  template_disabled: { mender: 'you', alone: false },
  template_rejected: { mender: 'you', alone: false },
  template_paused: { mender: 'you', alone: false },
  health_limited: { mender: 'you', alone: true },
  name_changed: { mender: 'you', alone: true },
  quality_dropped: { mender: 'you', alone: true },
  template_category: { mender: 'you', alone: false },
} as const satisfies Readonly<Record<string, { mender: 'you' | 'meta'; alone: boolean }>>

export type GuardKind = keyof typeof GUARD_RULES

// safe: the keys of the table above
export const GUARD_KINDS = Object.keys(GUARD_RULES) as [GuardKind, ...GuardKind[]]

/** What stops most comes first. */
export const byWeight = (a: { kind: GuardKind }, b: { kind: GuardKind }): number =>
  GUARD_KINDS.indexOf(a.kind) - GUARD_KINDS.indexOf(b.kind)

/** The words a text about it needs: `from`, `to`, `template`, `app`, `entity`, `code`. */
export type FindingFacts = Record<string, string>

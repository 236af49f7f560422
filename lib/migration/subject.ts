import type { Profile } from '@/lib/graph/schemas'

/** What exactly a call asks for, kept with its attempt so that a read can tell whether it came true. Nothing typed that is secret. */
export type Subject =
  | { of: 'templates'; from: string; to: string; templates: readonly (TemplateKey & { id: string })[] }
  /** `from`: its name on the source, where it may have another one. */
  | { of: 'template'; from: string; to: string; template: TemplateKey }
  | { of: 'profile'; profile: Profile }
  /** `reference` comes back with Meta's webhooks about the message. The recipient is not kept. */
  | { of: 'message'; reference: string; template: TemplateKey | null }
  /** Which of our addresses stands in for the customer's own: each time is one of its own, so that a late read takes none for another. */
  | { of: 'callback'; override: string }

export type TemplateKey = { name: string; language: string }

/** What Meta's answer said beside yes. `failed`: reasons in Meta's words, in the order of `templates`. */
export type Result =
  | { of: 'templates'; failed: readonly (TemplateKey & { reason: string })[] }
  | { of: 'message'; id: string }

export const keyOf = ({ name, language }: TemplateKey): string => `${name} ${language}`

import * as z from 'zod'
import { CALLBACK_PLACES, NOT_OFFERED, OverrideView } from '@/lib/callback/view'
import { ATTEMPT_STATES } from '@/lib/migration/machine'

const time = z.iso.datetime()

export const DIRECTIONS = ['in', 'out'] as const
export type Direction = (typeof DIRECTIONS)[number]

/** What webhooks said of one message, which `reference` names. `error`: an ErrorCode. */
export const MessageFate = z.object({
  reference: z.string(),
  sentAt: time.nullable(),
  deliveredAt: time.nullable(),
  readAt: time.nullable(),
  failedAt: time.nullable(),
  error: z.string().nullable(),
})
export type MessageFate = z.infer<typeof MessageFate>

/** A person's word: worth showing with the name, and no proof of ours. */
export const Said = z.object({ arrived: z.boolean(), by: z.string(), at: time }).meta({ id: 'Said' })
export type Said = z.infer<typeof Said>

export const ProofMessage = MessageFate.omit({ reference: true })
  .extend({
    /** Null: a free text, the answer to whoever wrote. */
    template: z.object({ name: z.string(), language: z.string() }).nullable(),
    state: z.enum(ATTEMPT_STATES),
    by: z.string(),
    at: time,
    /** Whether it came, on a person's word, where Meta's answer was lost. */
    decided: Said.nullable(),
  })
  .meta({ id: 'ProofMessage' })
export type ProofMessage = z.infer<typeof ProofMessage>

/** Both ways, as far as they were tried. Nobody else's number and no message of a customer is in it. */
export const ProofView = z
  .object({
    /** What to write to the number: only a message with these words is looked at. */
    word: z.string(),
    /** Can a webhook of ours come at all? */
    webhooks: z.boolean(),
    override: OverrideView.nullable(),
    arrivedAt: time.nullable(),
    /** Until when whoever wrote can be answered; null: nobody can. */
    answerUntil: time.nullable(),
    answer: ProofMessage.nullable(),
    out: ProofMessage.nullable(),
    inSaid: Said.nullable(),
    outSaid: Said.nullable(),
  })
  .meta({ id: 'ProofView' })
export type ProofView = z.infer<typeof ProofView>

/** What is read from Meta for the page: who gets the number's messages, and what can be sent. */
export const ProofOptions = z
  .object({
    /** Null: Meta does not tell. */
    apps: z.array(z.object({ name: z.string(), ours: z.boolean().nullable() })).nullable(),
    /**
     * Where messages go: whose setting decides, and the host only. `notOffered`: why they cannot come here first for a while; null: they
     * can. Null: Meta does not tell.
     */
    callback: z
      .object({
        of: z.enum(CALLBACK_PLACES),
        host: z.string(),
        ours: z.boolean(),
        notOffered: z.enum(NOT_OFFERED).nullable(),
      })
      .nullable(),
    /** Approved ones that need nothing filled in. Null: could not be read. */
    templates: z.array(z.object({ name: z.string(), language: z.string(), text: z.string() })).nullable(),
  })
  .meta({ id: 'ProofOptions' })
export type ProofOptions = z.infer<typeof ProofOptions>

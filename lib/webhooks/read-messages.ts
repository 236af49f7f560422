import * as z from 'zod'
import { wordIn } from '@/lib/proof/word'

type Where = { wabaId: string; phoneNumberId: string; at: Date }

/** Somebody wrote test words to a number. `from` is null where Meta names the person otherwise. */
export type Heard = Where & { word: string; from: string | null }

/** What became of a message that carries a reference. `failedWith`: Meta's number. */
export type Told = Where & { reference: string; wamid: string; status: string; failedWith: number | null }

const seconds = z.string().regex(/^\d{1,12}$/)

/** Other kinds of messages and other fields are a customer's own: they are not even looked at. */
const Inbound = z.object({
  from: z
    .string()
    .regex(/^\d{5,20}$/)
    .nullish()
    .catch(null),
  timestamp: seconds,
  type: z.literal('text'),
  text: z.object({ body: z.string() }),
})

const Status = z.object({
  id: z.string().min(1).max(300),
  status: z.string().max(40),
  timestamp: seconds,
  biz_opaque_callback_data: z.string().regex(/^[0-9a-f]{32}$/),
  errors: z.array(z.object({ code: z.number().int() })).nullish(),
})

const Value = z.object({
  metadata: z.object({ phone_number_id: z.string() }),
  messages: z.array(z.unknown()).nullish(),
  statuses: z.array(z.unknown()).nullish(),
})

const time = (timestamp: string): Date => new Date(Number(timestamp) * 1000)

/** Each by itself: one of a shape we do not know hides no other. */
const those = <T>(shape: z.ZodType<T>, list: readonly unknown[] | null | undefined): T[] =>
  (list ?? []).flatMap((one) => {
    const read = shape.safeParse(one)
    return read.success ? [read.data] : []
  })

/** Of a `messages` change what concerns a test of ours, and nothing else: every other message is left where it is. */
export function readMessages(wabaId: string, given: unknown): { heard: Heard[]; told: Told[] } {
  const value = Value.safeParse(given)
  if (!value.success) return { heard: [], told: [] }
  const { metadata, messages, statuses } = value.data
  const where = { wabaId, phoneNumberId: metadata.phone_number_id }
  return {
    heard: those(Inbound, messages).flatMap(({ from, timestamp, text }) => {
      const word = wordIn(text.body)
      return word === null ? [] : [{ ...where, at: time(timestamp), word, from: from ?? null }]
    }),
    told: those(Status, statuses).map(({ id, status, timestamp, biz_opaque_callback_data, errors }) => ({
      ...where,
      at: time(timestamp),
      reference: biz_opaque_callback_data,
      wamid: id,
      status,
      failedWith: errors?.[0]?.code ?? null,
    })),
  }
}

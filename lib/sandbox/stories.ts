import type { Fault } from './faults'
import type { PhoneNumber, Rules } from './state'

export const STORIES = [
  'everything_works',
  'old_pin_on',
  'wrong_code',
  'text_never_comes',
  'landline',
  'payment_missing',
  'meta_slow',
  'answer_lost',
] as const
export type StoryId = (typeof STORIES)[number]

export const isStory = (value: string): value is StoryId => STORIES.some((story) => story === value)

export const MOBILE = { digits: '84912345678', display: '+84 912 345 678' }
export const LANDLINE = { digits: '842438225678', display: '+84 24 3822 5678' }

/** What a story changes in the world in which everything works. */
export type Plot = {
  /** The only number of the source that can move. */
  phone: { digits: string; display: string }
  number: Partial<PhoneNumber>
  rules: Partial<Rules>
  paymentAttached: boolean
  faults: Omit<Fault, 'id'>[]
  /** One line for the practice page in the docs. */
  summary: string
}

const plain: Omit<Plot, 'summary'> = { phone: MOBILE, number: {}, rules: {}, paymentAttached: true, faults: [] }

export const PLOTS: Readonly<Record<StoryId, Plot>> = {
  everything_works: { ...plain, summary: 'Every call succeeds. The code is on the drawn phone at once.' },
  old_pin_on: {
    ...plain,
    number: { isPinEnabled: true },
    summary:
      'Two-step verification is still on at the source. Adding the number is refused with 100/2388001 until somebody switches it off with the control on the page.',
  },
  wrong_code: {
    ...plain,
    rules: { oldCodeFirst: true, codeDelayMs: 30_000 },
    summary:
      'A code from an earlier try arrives first and is refused with 136025. The right one arrives when the first was refused, or after half a minute. Nothing is wrong with the person: the newest message counts.',
  },
  text_never_comes: {
    ...plain,
    rules: { smsArrives: false },
    summary: 'WhatsApp accepts the request for a text message, and none ever arrives. A voice call does.',
  },
  landline: {
    ...plain,
    phone: LANDLINE,
    rules: { smsArrives: false },
    summary: 'The number is a landline: text messages never arrive, a voice call does.',
  },
  payment_missing: {
    ...plain,
    paymentAttached: false,
    summary:
      'The destination has no payment method. Its health says 141006 and adding the number is refused with 100/2388103 until somebody adds one with the control on the page.',
  },
  meta_slow: {
    ...plain,
    rules: { readMs: 700, writeMs: 3_000, staleSeconds: 15, codeDelayMs: 20_000, templatesDelayMs: 60_000 },
    summary:
      'Every answer takes its time, a list of templates most, the code takes 20 seconds, and reads show the old state for 15 seconds.',
  },
  answer_lost: {
    ...plain,
    faults: [
      { call: 'add_number', times: 1, does: { kind: 'reset_after_work' } },
      { call: 'register', times: 1, does: { kind: 'reset_after_work' } },
    ],
    summary:
      'Adding and registering both happen, and both answers are lost: the connection is cut. Reading tells what became of them; nothing is sent twice.',
  },
}

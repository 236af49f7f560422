import * as z from 'zod'
import { answers } from '../answers'
import { CALLS } from '../faults'
import { SCOPES } from '../state'
import { STORIES } from '../stories'

const Digits = z.string().transform((typed) => typed.replaceAll(/\D/g, ''))

const Answer = z.strictObject({
  http: z.int(),
  code: z.int(),
  subcode: z.int().optional(),
  message: z.string(),
  title: z.string().optional(),
  userMessage: z.string().optional(),
  details: z.string().optional(),
  type: z.string().optional(),
  transient: z.boolean().optional(),
})

/** A named refusal of answers.ts, or one spelt out. */
const AnswerOrName = z.union([
  Answer,
  z.string().transform((name, context) => {
    const found = Object.entries(answers).find(([key]) => key === name)
    if (found !== undefined) return found[1]
    context.addIssue({ code: 'custom', message: `no answer is called ${name}` })
    return z.NEVER
  }),
])

const armed = {
  call: z.enum([...CALLS, 'any_read', 'any_write', 'any']),
  times: z.int().positive().default(1),
  skip: z.int().nonnegative().optional(),
  number: Digits.optional(),
}
const work = z.boolean().optional()
const status = z.int().min(200).max(599)

export const FaultInput = z.discriminatedUnion('kind', [
  z.strictObject({ ...armed, kind: z.literal('error'), answer: AnswerOrName, waitMinutes: z.number().optional() }),
  z.strictObject({ ...armed, kind: z.literal('status'), status, work }),
  z.strictObject({ ...armed, kind: z.literal('html'), status: status.optional(), work }),
  z.strictObject({
    ...armed,
    kind: z.literal('body'),
    body: z.string(),
    status: status.optional(),
    contentType: z.string().optional(),
    work,
  }),
  z.strictObject({ ...armed, kind: z.literal('redirect'), location: z.string().optional() }),
  z.strictObject({ ...armed, kind: z.literal('hang'), work }),
  z.strictObject({ ...armed, kind: z.literal('delay'), ms: z.int().positive() }),
  z.strictObject({ ...armed, kind: z.literal('stale_reads'), seconds: z.number().positive() }),
  z.strictObject({
    ...armed,
    kind: z.enum([
      'refuse',
      'reset_before',
      'reset_after_work',
      'reset_after_work_no_effect',
      'wrong_id',
      'success_without_effect',
      'offline_after_move',
      'undelivered',
      'done_meanwhile',
    ]),
  }),
])
export type FaultInput = z.infer<typeof FaultInput>

export const FaultsInput = z.union([FaultInput, z.array(FaultInput)])

export const Nothing = z.strictObject({})

export const ResetInput = z.strictObject({
  story: z.enum(STORIES).default('everything_works'),
  seed: z.string().optional(),
})

export const TwoStepInput = z.strictObject({ number: Digits, on: z.boolean() })

/** A customer writes to a number. */
export const CustomerInput = z.strictObject({ number: Digits, from: Digits, text: z.string().min(1) })

/** Where the app wants to be called; null: nowhere. */
export const WebhooksInput = z.strictObject({ url: z.url().nullable() })

export const TimeInput = z.strictObject({ advanceSeconds: z.number() })

export const TokenInput = z.discriminatedUnion('action', [
  /** Dead from now on, with this 190 subcode. */
  z.strictObject({ action: z.literal('kill'), serial: z.int().default(0), subcode: z.int().default(467) }),
  z.strictObject({ action: z.literal('revive'), serial: z.int().default(0) }),
  z.strictObject({ action: z.literal('expire_in'), serial: z.int().default(0), seconds: z.number() }),
  z.strictObject({ action: z.literal('scopes'), serial: z.int().default(0), scopes: z.array(z.enum(SCOPES)) }),
  z.strictObject({ action: z.literal('type'), serial: z.int().default(0), type: z.enum(['SYSTEM_USER', 'USER']) }),
  z.strictObject({ action: z.literal('issue') }),
])

const AccountPatch = z.strictObject({
  name: z.string().optional(),
  access: z.enum(['full', 'hidden', 'refused']).optional(),
  shared: z.boolean().optional(),
  reviewStatus: z.string().optional(),
  status: z.string().optional(),
  currency: z.string().nullable().optional(),
  country: z.string().optional(),
  banned: z.boolean().optional(),
  numberLimit: z.int().nullable().optional(),
  templateLimit: z.int().optional(),
  primaryFundingId: z.string().nullable().optional(),
  /** Whether our app is subscribed. */
  subscribed: z.boolean().optional(),
  /** Where that app wants to be called for this account alone. */
  overrideCallbackUri: z.string().nullable().optional(),
  /** False moves the account to another business. */
  sameBusiness: z.boolean().optional(),
  /** So many approved templates with a good rating, instead of those that are there. */
  templates: z.int().nonnegative().max(1000).optional(),
})
export type AccountPatch = z.infer<typeof AccountPatch>

const NumberPatch = z.strictObject({
  number: Digits,
  on: z.enum(['source', 'destination']).default('source'),
  verifiedName: z.string().optional(),
  status: z.string().optional(),
  platformType: z.string().optional(),
  qualityRating: z.string().optional(),
  nameStatus: z.string().optional(),
  newNameStatus: z.string().nullable().optional(),
  newDisplayName: z.string().nullable().optional(),
  isPinEnabled: z.boolean().optional(),
  accountMode: z.enum(['LIVE', 'SANDBOX']).optional(),
  isOfficial: z.boolean().optional(),
  isOnBizApp: z.boolean().optional(),
  messagingLimit: z.string().optional(),
  deleted: z.boolean().optional(),
  overrideCallbackUri: z.string().nullable().optional(),
  /** Seconds ago, or null for never. */
  verifiedSecondsAgo: z.number().nullable().optional(),
})

/** What Meta's reviewers and the quality rating do to a template of the destination: in one language, or in all it has. */
const TemplatePatch = z.strictObject({
  name: z.string(),
  language: z.string().optional(),
  status: z.string().optional(),
  category: z.string().optional(),
  quality: z.string().optional(),
  rejectedReason: z.string().optional(),
})
export type TemplatePatch = z.infer<typeof TemplatePatch>

const RulesPatch = z.strictObject({
  twoStepRefusal: z.enum(['add_2388001', 'add_2388103', 'register_133005']).optional(),
  sourceAfterMove: z.enum(['MIGRATED', 'DISCONNECTED', 'gone']).optional(),
  pendingStatus: z.enum(['UNVERIFIED', 'PENDING']).optional(),
  registerAgain: z.enum(['refused', 'success']).optional(),
  debugRefused: z.boolean().optional(),
  requireProof: z.boolean().optional(),
  callsPerHour: z.int().nullable().optional(),
  readMs: z.number().optional(),
  writeMs: z.number().optional(),
  staleSeconds: z.number().optional(),
  smsArrives: z.boolean().optional(),
  oldCodeFirst: z.boolean().optional(),
  codeDelayMs: z.number().optional(),
  deliveryMs: z.number().optional(),
  templatesDelayMs: z.number().optional(),
  unknownFields: z.array(z.string()).optional(),
  failedTemplates: z.enum(['map', 'list', 'ids']).optional(),
  createdTemplates: z.enum(['PENDING', 'APPROVED']).optional(),
  profileShape: z.enum(['flat', 'nested']).optional(),
})

export const WorldPatch = z.strictObject({
  source: AccountPatch.optional(),
  destination: AccountPatch.optional(),
  businessVerification: z.string().optional(),
  rules: RulesPatch.optional(),
  template: TemplatePatch.optional(),
  number: NumberPatch.optional(),
  /** The number is on the destination already: pending there, verified there, or at work there. */
  onDestination: z
    .strictObject({ number: Digits, as: z.enum(['pending', 'verified', 'connected']).default('pending') })
    .optional(),
  /** So many templates of every status and quality on the source, instead of its own. Some copies of them always fail. */
  templates: z.int().nonnegative().max(1000).optional(),
  /** Templates of its own on the destination, until there is room for so many more. */
  templateRoom: z.int().nonnegative().optional(),
  /** By name, with Meta's reason. They are added to those that fail already. */
  templateFailures: z.record(z.string(), z.string()).optional(),
  addAccounts: z.array(z.string()).optional(),
  /** That many more numbers on the source, all able to move: +84 911 000 001 and up. */
  addNumbers: z.int().positive().max(5000).optional(),
})
export type WorldPatch = z.infer<typeof WorldPatch>

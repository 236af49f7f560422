import * as z from 'zod'
import { STAY_REASONS } from '@/lib/migration/what-moves'

const time = z.iso.datetime()

/** Meta's own business but for its type: kept, and sent again, as it came. */
export const TemplatePart = z.looseObject({ type: z.string() })
export type TemplatePart = z.infer<typeof TemplatePart>

/** What the source WABA has, as Meta told or as a file says. */
export const SourceTemplate = z.object({
  /** Null: from a file without ids. Only what has one can be copied by Meta. */
  id: z.string().nullable(),
  status: z.string(),
  quality: z.string(),
  category: z.string(),
  rejectedReason: z.string().nullable(),
  parameterFormat: z.string().nullable(),
  /** Null: not known, so it cannot be made anew. */
  components: z.array(TemplatePart).nullable(),
  from: z.enum(['meta', 'file']),
})
export type SourceTemplate = z.infer<typeof SourceTemplate>

export const ThereTemplate = z.object({
  id: z.string().nullable(),
  status: z.string(),
  quality: z.string(),
  category: z.string(),
})
export type ThereTemplate = z.infer<typeof ThereTemplate>

/** Texts: messages `templates.states.<state>`. */
export const TEMPLATE_STATES = [
  /** On the destination, and fit to be sent or on its way to be. */
  'there',
  /** On the destination, but Meta has refused, paused or switched it off. */
  'there_unfit',
  /** Meta said that it was copied; lists may show it only after half an hour (contract 3.3). */
  'on_its_way',
  /** Moves by itself with the number; can be copied already now. */
  'moves',
  /** Does not move by itself, but Meta copies it when asked. */
  'can_copy',
  /** Meta was asked to copy it and said why it did not. */
  'failed',
  /** Neither. */
  'stays',
  /** Belongs to the destination alone. */
  'own',
] as const
export type TemplateState = (typeof TEMPLATE_STATES)[number]

/** Why one cannot be made anew from what was read of it. Texts: messages `templates.byHand.<reason>`. */
export const BY_HAND = [
  /** Examples of pictures, films and files stand at Meta under addresses that end; a new one has to be uploaded. */
  'media',
  /** Meta writes the text of a template for codes itself. */
  'code',
  /** A flow belongs to its account and does not move (contract 3.2). */
  'flow',
] as const
export type ByHand = (typeof BY_HAND)[number]

export const TemplateRow = z
  .object({
    name: z.string(),
    language: z.string(),
    category: z.string(),
    state: z.enum(TEMPLATE_STATES),
    /** Why it stays: messages `plan.stays.<reason>`. Null also when it should have moved and is not there. */
    reason: z.enum(STAY_REASONS).nullable(),
    /** Meta's own words about a copy it did not make, or about a rejection. */
    metaReason: z.string().nullable(),
    sourceStatus: z.string().nullable(),
    sourceQuality: z.string().nullable(),
    thereStatus: z.string().nullable(),
    wasThere: z.boolean(),
    /** The name under which it was made anew, where that is another one. */
    madeAs: z.string().nullable(),
    canCopy: z.boolean(),
    canRecreate: z.boolean(),
    byHand: z.enum(BY_HAND).nullable(),
  })
  .meta({ id: 'TemplateRow' })
export type TemplateRow = z.infer<typeof TemplateRow>

export const TemplatesView = z
  .object({
    /** Null: never read. */
    readAt: time.nullable(),
    /** Null: never tried. */
    sourceReadable: z.boolean().nullable(),
    fromFile: z.boolean(),
    rows: z.array(TemplateRow),
    /** How many more the destination takes. Meta raises the limit for some and tells nobody: what a person chooses beyond it is asked for all the same. */
    room: z.number(),
    limit: z.number(),
    /** The last press that copied, all its calls together. Null: none yet. */
    lastCopy: z.object({ at: time, asked: z.number(), arrived: z.number(), failed: z.number() }).nullable(),
    /** A copy is on its way, or its answer was lost and is being looked for. */
    copying: z.boolean(),
  })
  .meta({ id: 'TemplatesView' })
export type TemplatesView = z.infer<typeof TemplatesView>

export const TemplateText = z
  .object({
    name: z.string(),
    language: z.string(),
    category: z.string(),
    parameterFormat: z.string().nullable(),
    components: z.array(TemplatePart),
    byHand: z.enum(BY_HAND).nullable(),
  })
  .meta({ id: 'TemplateText' })
export type TemplateText = z.infer<typeof TemplateText>

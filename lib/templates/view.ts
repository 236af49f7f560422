import * as z from 'zod'
import { TemplateComponent } from '@/lib/graph/schemas'
import { STAY_REASONS } from '@/lib/migration/what-moves'

const time = z.iso.datetime()

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
  components: z.array(TemplateComponent).nullable(),
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

export const TemplateRow = z
  .object({
    name: z.string(),
    language: z.string(),
    category: z.string(),
    state: z.enum(TEMPLATE_STATES),
    /** Why it stays: messages `plan.stays.<reason>`. */
    reason: z.enum(STAY_REASONS).nullable(),
    /** Meta's own words about a copy it did not make, or about a rejection. */
    metaReason: z.string().nullable(),
    sourceStatus: z.string().nullable(),
    sourceQuality: z.string().nullable(),
    thereStatus: z.string().nullable(),
    wasThere: z.boolean(),
    canCopy: z.boolean(),
    canRecreate: z.boolean(),
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
    /** How many more the destination takes. */
    room: z.number(),
    limit: z.number(),
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
    components: z.array(TemplateComponent),
  })
  .meta({ id: 'TemplateText' })
export type TemplateText = z.infer<typeof TemplateText>

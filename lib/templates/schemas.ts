import * as z from 'zod'
import { TemplatePart } from './view'

const version = z.int().nonnegative()
const name = z.string().regex(/^[a-z0-9_]{1,512}$/, 'template_name_format')
const language = z.string().regex(/^[a-z]{2,3}(_[A-Z]{2})?$/)

/** `only`: these, also such as Meta did not copy before, and more than there is known room for; left out: all that can be and that fit. */
export const CopyInput = z.strictObject({
  version,
  only: z
    .array(z.strictObject({ name: z.string(), language: z.string() }))
    .min(1, 'templates_choice_empty')
    .max(1000)
    .optional(),
})
export type CopyInput = z.infer<typeof CopyInput>

const texts = z.record(z.string(), z.string())

/** One template made anew from what was read. `texts`: the edited text of a part by its place in the list. */
export const RecreateInput = z.strictObject({
  version,
  name: z.string(),
  language,
  category: z.enum(['UTILITY', 'MARKETING', 'AUTHENTICATION'], 'template_category_empty'),
  newName: name.optional(),
  texts: texts.optional(),
})
export type RecreateInput = z.infer<typeof RecreateInput>

/** As Meta lists them (`data`), as our own file has them (`templates`), or the bare list. */
const InFile = z.looseObject({
  id: z.union([z.string(), z.number()]).transform(String).nullish(),
  name: z.string().min(1).max(512),
  language: z.string().min(2).max(20),
  status: z.string().toUpperCase().nullish(),
  category: z.string().toUpperCase().nullish(),
  quality: z.string().toUpperCase().nullish(),
  quality_score: z.union([z.string(), z.looseObject({ score: z.string() }).transform(({ score }) => score)]).nullish(),
  rejected_reason: z.string().toUpperCase().nullish(),
  parameter_format: z.string().toUpperCase().nullish(),
  components: z.array(TemplatePart).nullish(),
})

const list = z.array(InFile).min(1).max(2000)

export const TemplateFile = z.union([
  list,
  z.looseObject({ data: list }).transform(({ data }) => data),
  z.looseObject({ templates: list }).transform(({ templates }) => templates),
])

/** Two thousand templates weigh less. */
export const FILE_LIMIT = 4 * 1024 * 1024

/** In a request its quotes and line ends are escaped, which doubles it at worst. */
export const REQUEST_LIMIT = 2 * FILE_LIMIT + 1024

/** The text of such a file. */
export const ImportInput = z.strictObject({ file: z.string().min(1, 'template_file_empty').max(FILE_LIMIT) })
export type ImportInput = z.infer<typeof ImportInput>

import * as z from 'zod'

const upper = z.string().transform((word) => word.toUpperCase())

const Button = z.looseObject({
  type: upper,
  text: z.string().optional(),
  url: z.string().optional(),
  example: z.unknown().optional(),
})

/** One part of a template as Meta takes and gives it. What is not named here is kept as it came. */
const TemplateComponent = z.looseObject({
  type: upper,
  format: upper.optional(),
  text: z.string().optional(),
  example: z.record(z.string(), z.unknown()).optional(),
  buttons: z.array(Button).optional(),
})
export type TemplateComponent = z.infer<typeof TemplateComponent>

export const TemplateComponents = z.array(TemplateComponent)

export const PARAMETER_FORMATS = ['POSITIONAL', 'NAMED'] as const
export type ParameterFormat = (typeof PARAMETER_FORMATS)[number]

export const partOf = (components: readonly TemplateComponent[], type: string): TemplateComponent | undefined =>
  components.find((component) => component.type === type)

export const buttonsOf = (components: readonly TemplateComponent[]) => partOf(components, 'BUTTONS')?.buttons ?? []

/** The names or numbers between double braces, each once, in the order in which they stand. */
export const variablesIn = (text: string | undefined): string[] => [
  ...new Set(Array.from((text ?? '').matchAll(/\{\{([^{}]*)\}\}/g), ([, name = '']) => name)),
]

import { type Answer, answers } from './answers'
import type { Template } from './state'
import { buttonsOf, partOf, type TemplateComponent, variablesIn } from './template-parts'

const LONGEST = { header: 60, body: 1024, footer: 60, button: 25 }
const MEDIA = ['IMAGE', 'VIDEO', 'DOCUMENT', 'GIF']

type Draft = Pick<Template, 'category' | 'parameterFormat' | 'components'>

/** What Meta refuses at once (contract, section 9.5). What a review finds later is not judged here. */
export function whyNotTemplate(draft: Draft): Answer | null {
  return whyNotBody(draft) ?? whyNotHeader(draft) ?? whyNotFooter(draft) ?? whyNotButtons(draft)
}

function whyNotBody({ components, category, parameterFormat }: Draft): Answer | null {
  const body = partOf(components, 'BODY')
  if (body === undefined) return answers.templateBodyMissing
  // Meta writes the words of a code message itself.
  if (body.text === undefined) return category === 'AUTHENTICATION' ? null : answers.templateBodyMissing
  if (body.text.trim() === '') return answers.templateBodyMissing
  if (body.text.length > LONGEST.body) return answers.templateTooLong
  const variables = variablesIn(body.text)
  if (!areNamed(variables, parameterFormat)) return answers.templateBody
  if (standsAtAnEdge(body.text)) return answers.templateEdges
  if (isMostlyVariables(body.text, variables.length)) return answers.templateRatio
  return variables.length > 0 && !hasExample(body, ['body_text', 'body_text_named_params'])
    ? answers.templateExample
    : null
}

function areNamed(variables: readonly string[], format: Template['parameterFormat']): boolean {
  if (format === 'NAMED') return variables.every((name) => /^[a-z][a-z0-9_]*$/.test(name))
  return variables.every((name) => /^[1-9]\d*$/.test(name) && Number(name) <= variables.length)
}

/** Signs around a variable are no words: `{{1}}!` ends with a variable all the same. */
const standsAtAnEdge = (text: string): boolean => {
  const words = text.replaceAll(/^[\s\p{P}\p{S}]*(?=\{\{)|(?<=\}\})[\s\p{P}\p{S}]*$/gu, '')
  return words.startsWith('{{') || words.endsWith('}}')
}

/** How many words a variable needs is printed nowhere; the count is what people report. */
const isMostlyVariables = (text: string, variables: number): boolean => {
  const words = text.replaceAll(/\{\{[^{}]*\}\}/g, ' ').match(/[\p{L}\p{N}]+/gu) ?? []
  return variables > 0 && words.length < 2 * variables + 1
}

const hasExample = ({ example }: TemplateComponent, keys: readonly string[]): boolean =>
  keys.some((key) => example?.[key] !== undefined)

function whyNotHeader({ components, parameterFormat }: Draft): Answer | null {
  const header = partOf(components, 'HEADER')
  if (header === undefined) return null
  const { format, text = '' } = header
  if (format === 'LOCATION') return null
  if (format !== undefined && MEDIA.includes(format)) return whyNotMedia(header)
  if (format !== 'TEXT' || text.trim() === '') return answers.templateHeader
  if (text.length > LONGEST.header) return answers.templateTooLong
  const variables = variablesIn(text)
  if (variables.length > 1 || text.includes('\n') || !areNamed(variables, parameterFormat))
    return answers.templateHeader
  return variables.length === 1 && !hasExample(header, ['header_text', 'header_text_named_params'])
    ? answers.templateExample
    : null
}

/** An address that a read gave is no handle: the picture has to be uploaded first. */
function whyNotMedia(header: TemplateComponent): Answer | null {
  const handles = header.example?.header_handle
  if (!Array.isArray(handles) || handles.length === 0) return answers.templateExample
  return handles.every((handle) => typeof handle === 'string' && !handle.startsWith('http'))
    ? null
    : answers.templateHandle
}

function whyNotFooter({ components }: Draft): Answer | null {
  const footer = partOf(components, 'FOOTER')
  if (footer?.text === undefined) return null
  if (footer.text.length > LONGEST.footer) return answers.templateTooLong
  return variablesIn(footer.text).length > 0 ? answers.templateFooter : null
}

function whyNotButtons({ components }: Draft): Answer | null {
  for (const { text, url, example } of buttonsOf(components)) {
    if ((text ?? '').length > LONGEST.button) return answers.templateTooLong
    if (variablesIn(url).length > 0 && example === undefined) return answers.templateExample
  }
  return null
}

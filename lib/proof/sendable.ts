import type { TemplateComponent, WholeTemplate } from '@/lib/graph/schemas'

const textOf = (component: Record<string, unknown>, key: string): string =>
  typeof component[key] === 'string' ? component[key] : ''

/** Nothing between double braces, in its text or in the address of a button. */
const isFixed = (part: Record<string, unknown>): boolean =>
  !/\{\{/.test(`${textOf(part, 'text')}${textOf(part, 'url')}`)

/** These take no value of ours; all other buttons may (contract 9.5, 132000 and 131008). */
const PLAIN_BUTTONS: readonly string[] = ['QUICK_REPLY', 'URL', 'PHONE_NUMBER']

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function needsNothing(component: TemplateComponent): boolean {
  switch (component.type.toUpperCase()) {
    case 'BODY':
    case 'FOOTER':
      return isFixed(component)
    case 'HEADER':
      return textOf(component, 'format').toUpperCase() === 'TEXT' && isFixed(component)
    case 'BUTTONS': {
      const buttons = Array.isArray(component.buttons) ? component.buttons : []
      return buttons.every(
        (button) => isRecord(button) && PLAIN_BUTTONS.includes(textOf(button, 'type').toUpperCase()) && isFixed(button),
      )
    }
    default:
      return false
  }
}

/** Can be sent as it is: approved, without variables, pictures or buttons that want a value. A code of an authentication template is one. */
export const isSendable = ({ status, category, components }: WholeTemplate): boolean =>
  status === 'APPROVED' && category !== 'AUTHENTICATION' && (components?.every(needsNothing) ?? false)

export function bodyOf({ components }: WholeTemplate): string {
  const body = components?.find(({ type }) => type.toUpperCase() === 'BODY')
  return body === undefined ? '' : textOf(body, 'text')
}

import { approved, newTemplate, unapproved } from './starting-templates'
import { findAccount, type Template, type World } from './state'
import { TEMPLATE_TEXTS, type TextName } from './template-texts'

/** Every status and every quality there is, and most of them well: what an account of some years looks like. */
const KINDS = [
  ...Array.from({ length: 10 }, () => approved('GREEN')),
  approved('YELLOW'),
  approved('RED'),
  ...Array.from({ length: 4 }, () => approved('UNKNOWN')),
  unapproved('PENDING'),
  unapproved('REJECTED', 'PROMOTIONAL'),
  unapproved('REJECTED', 'TAG_CONTENT_MISMATCH'),
  unapproved('PAUSED'),
  unapproved('DISABLED'),
  unapproved('ARCHIVED'),
  unapproved('IN_APPEAL', 'ABUSIVE_CONTENT'),
  unapproved('LIMIT_EXCEEDED'),
  unapproved('PENDING_DELETION'),
]

/** Meta's own two reasons. Every ninth copy that could be made fails, for one and the other in turn. */
const REASONS = ['Incorrect category', 'Formatting error - dangling parameter']
const FAILS = 9

/** Safe because the keys are those of the table itself. The one that could never be approved is left out. */
const TEXTS = (Object.keys(TEMPLATE_TEXTS) as TextName[]).filter((name) => name !== 'two_variables_only')

/** So many templates on the source instead of its own, the same for the same number, in Vietnamese and English in turn. */
export function fillSource(world: World, count: number): void {
  const account = findAccount(world, world.sourceId)
  if (account === undefined) return
  account.templateLimit = Math.max(account.templateLimit, count)
  world.templates = world.templates.filter((template) => template.accountId !== account.id)
  world.templateFailures = {}
  let copyable = 0
  for (let index = 0; index < count; index += 1) {
    const template = mixed(world, account.id, index)
    world.templates.push(template)
    if (template.status !== 'APPROVED' || !['GREEN', 'UNKNOWN'].includes(template.quality)) continue
    copyable += 1
    if (copyable % FAILS === 0) fail(world, template, REASONS[(copyable / FAILS) % REASONS.length])
  }
}

function mixed(world: World, accountId: string, index: number): Template {
  const kind = KINDS[index % KINDS.length] ?? approved('GREEN')
  const text = TEXTS[index % TEXTS.length] ?? 'thank_you'
  const name = `${text}_${String(index + 1).padStart(3, '0')}`
  return newTemplate(world, accountId, { kind, text, name, language: index % 2 === 0 ? 'vi' : 'en_US' })
}

function fail(world: World, template: Template, reason = 'Incorrect category'): void {
  world.templateFailures[template.name] = reason
  if (reason.startsWith('Formatting')) template.components = [danglingBody(template)]
}

/** Written before Meta looked for it, and refused when it is written again. */
const danglingBody = ({ language }: Template) => ({
  type: 'BODY',
  text: language === 'vi' ? 'Mã đơn hàng mới nhất của bạn là {{1}}' : 'The code of your newest order is {{1}}',
  example: { body_text: [['DH-2041']] },
})

/** Templates of its own on the destination, until only so much room is left. */
export function leaveRoom(world: World, room: number): void {
  const account = findAccount(world, world.destinationId)
  if (account === undefined) return
  world.templates = world.templates.filter((template) => template.accountId !== account.id)
  for (let index = 1; index <= account.templateLimit - room; index += 1) {
    const name = `own_${String(index).padStart(3, '0')}`
    const text = 'thank_you'
    world.templates.push(newTemplate(world, account.id, { kind: approved('GREEN'), text, name, language: 'vi' }))
  }
}

import { type Template, takeId } from './state'
import { componentsOf, type Language, type TextName } from './template-texts'

type Kind = Pick<Template, 'status' | 'quality' | 'rejectedReason'>

export const approved = (quality: string): Kind => ({ status: 'APPROVED', quality, rejectedReason: 'NONE' })

export const unapproved = (status: string, rejectedReason = 'NONE'): Kind => ({
  status,
  quality: 'UNKNOWN',
  rejectedReason,
})

const KINDS: { kind: Kind; names: TextName[] }[] = [
  {
    kind: approved('GREEN'),
    names: [
      'order_confirmed',
      'order_shipped',
      'order_delivered',
      'appointment_reminder',
      'payment_received',
      'opening_hours',
      'thank_you',
      'pickup_ready',
    ],
  },
  { kind: approved('YELLOW'), names: ['weekend_offer', 'new_collection', 'loyalty_points'] },
  { kind: approved('RED'), names: ['flash_sale', 'last_chance'] },
  { kind: approved('UNKNOWN'), names: ['invoice_sent', 'feedback_request', 'table_booked', 'return_accepted'] },
  { kind: unapproved('PENDING'), names: ['tet_greeting', 'holiday_hours'] },
  { kind: unapproved('REJECTED', 'PROMOTIONAL'), names: ['win_a_phone', 'cheapest_in_town'] },
  { kind: unapproved('REJECTED', 'INVALID_FORMAT'), names: ['two_variables_only'] },
  { kind: unapproved('PAUSED'), names: ['spring_sale'] },
  { kind: unapproved('DISABLED'), names: ['old_newsletter'] },
]

const MARKETING = /offer|sale|collection|points|chance|greeting|phone|cheapest|newsletter/

/** Every kind of template a provider's account has in real life: only APPROVED and GREEN ones travel with a number. */
export function startingTemplates(world: { seed: string; taken: number }, accountId: string): Template[] {
  return KINDS.flatMap(({ kind, names }) =>
    names.flatMap((name, index) => {
      const languages: Language[] = index === 0 ? ['vi', 'en_US'] : ['vi']
      return languages.map((language) => newTemplate(world, accountId, { kind, text: name, name, language }))
    }),
  )
}

export function newTemplate(
  world: { seed: string; taken: number },
  accountId: string,
  { kind, text, name, language }: { kind: Kind; text: TextName; name: string; language: Language },
): Template {
  return {
    ...kind,
    id: takeId(world),
    accountId,
    name,
    language,
    category: MARKETING.test(text) ? 'MARKETING' : 'UTILITY',
    parameterFormat: 'POSITIONAL',
    components: componentsOf(text, language),
    visibleFrom: 0,
  }
}

import { nonexistingField } from './answers'
import type { Field } from './fields'
import { Refusal } from './refusal'
import type { PhoneNumber, Rules } from './state'

const FIELDS = [
  'messaging_product',
  'about',
  'address',
  'description',
  'email',
  'profile_picture_url',
  'websites',
  'vertical',
]

/** A list of one, without an id of its own. What is empty is left out; the product stands there always. */
export function formatProfile(profile: PhoneNumber['profile'], fields: readonly Field[] | null, rules: Rules) {
  const asked = fields?.map(({ name }) => name) ?? FIELDS
  const unknown = asked.find((name) => !FIELDS.includes(name) || rules.unknownFields.includes(name))
  if (unknown !== undefined) throw new Refusal(nonexistingField(unknown, 'WhatsAppBusinessProfile'))
  const shown = Object.entries(profile).filter(([name, value]) => asked.includes(name) && value.length > 0)
  const answer = { ...Object.fromEntries(shown), messaging_product: 'whatsapp' }
  return { data: [rules.profileShape === 'nested' ? { business_profile: answer } : answer] }
}

import * as z from 'zod'
import { openNumber } from './access'
import { type Answer, answers, badParameter, tooLong } from './answers'
import { readJson } from './read-json'
import { Refusal } from './refusal'
import type { Params } from './request'
import type { PhoneNumber } from './state'
import type { Visit } from './visit'

type Profile = PhoneNumber['profile']

/** The guide allows 512 for a description, the OpenAPI file 256. */
const LONGEST = { about: 139, address: 256, description: 512, email: 128 } as const
const TEXTS = ['about', 'address', 'description', 'email'] as const

const VERTICALS = (
  'UNDEFINED OTHER AUTO BEAUTY APPAREL EDU ENTERTAIN EVENT_PLAN FINANCE GROCERY GOVT HOTEL HEALTH NONPROFIT ' +
  'PROF_SERVICES RETAIL TRAVEL RESTAURANT NOT_A_BIZ ALCOHOL ONLINE_GAMBLING PHYSICAL_GAMBLING OTC_DRUGS'
).split(' ')

const Websites = z
  .array(
    z
      .string()
      .max(256)
      .regex(/^https?:\/\/\S+$/),
  )
  .max(2)

/** Sets what is given and leaves the rest. */
export function updateProfile({ world, request, happened }: Visit): { success: true } {
  const number = openNumber(world, request.segments[0] ?? '')
  const { params } = request
  if (params.messaging_product !== 'whatsapp') throw new Refusal(answers.productMissing)
  if (number.status !== 'CONNECTED') throw new Refusal(answers.notRegistered)
  const given: Partial<Profile> = { ...readTexts(params), ...readWebsites(params), ...readVertical(params) }
  if (Object.keys(given).length === 0) return { success: true }
  number.profile = { ...number.profile, ...given }
  happened.effect = 'profile_updated'
  return { success: true }
}

function readTexts(params: Params): Partial<Profile> {
  const given = TEXTS.flatMap((name) => {
    const typed = params[name]
    return typed === undefined ? [] : [[name, typed] as const]
  })
  for (const [name, typed] of given) {
    const refusal = whyNotText(name, typed)
    if (refusal !== null) throw new Refusal(refusal)
  }
  return Object.fromEntries(given)
}

function whyNotText(name: (typeof TEXTS)[number], typed: string): Answer | null {
  if (typed.length > LONGEST[name]) return tooLong(name, LONGEST[name])
  if (name === 'about' && typed.trim() === '') return badParameter('about must not be empty')
  const isAddress = typed === '' || z.email().safeParse(typed).success
  return name === 'email' && !isAddress ? badParameter('email must be a valid email address') : null
}

function readWebsites({ websites }: Params): Partial<Profile> {
  if (websites === undefined) return {}
  const read = Websites.safeParse(readJson(websites))
  if (!read.success) throw new Refusal(badParameter('websites must be at most two web addresses'))
  return { websites: read.data }
}

function readVertical({ vertical }: Params): Partial<Profile> {
  if (vertical === undefined) return {}
  if (vertical === '') return { vertical: 'UNDEFINED' }
  if (!VERTICALS.includes(vertical)) throw new Refusal(badParameter('vertical is not one of the known industries'))
  return { vertical }
}

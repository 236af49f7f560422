import * as z from 'zod'
import { openNumber } from './access'
import { answers, badParameter } from './answers'
import { readJson } from './read-json'
import { Refusal } from './refusal'
import type { GraphRequest } from './request'
import type { Visit } from './visit'

const LONGEST = 200

const Setting = z.object({ override_callback_uri: z.string(), verify_token: z.string().optional() })

export type Challenge = { url: string; token: string }

/** The address that a request wants messages to go to; Meta asks there before it answers. Null: it wants none. */
export function challengeOf({ method, segments, params }: GraphRequest): Challenge | null {
  if (method !== 'POST' || segments.length !== 1) return null
  const setting = Setting.safeParse(readJson(params.webhook_configuration ?? ''))
  if (!setting.success || setting.data.override_callback_uri === '') return null
  return { url: setting.data.override_callback_uri, token: setting.data.verify_token ?? '' }
}

/** The number's own address; an empty one takes it away. */
export function setCallback({ world, request, happened, answersChallenge }: Visit): { success: true } {
  const number = openNumber(world, request.segments[0] ?? '')
  const setting = Setting.safeParse(readJson(request.params.webhook_configuration ?? ''))
  if (!setting.success) throw new Refusal(badParameter('webhook_configuration needs an override_callback_uri'))
  const { override_callback_uri: url, verify_token: token = '' } = setting.data
  if (url === '') {
    number.overrideCallbackUri = null
    happened.effect = 'callback_restored'
    return { success: true }
  }
  if (url.length > LONGEST || !URL.canParse(url)) throw new Refusal(badParameter('override_callback_uri'))
  if (token === '' || !answersChallenge) throw new Refusal(answers.callbackUnverified)
  number.overrideCallbackUri = url
  happened.effect = 'callback_overridden'
  return { success: true }
}

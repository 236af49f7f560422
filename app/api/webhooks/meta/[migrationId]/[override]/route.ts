import * as z from 'zod'
import { handle } from '@/lib/http/handle'
import { readBytes } from '@/lib/http/read-body'
import { answerOverrideChallenge, receiveOverridden } from '@/lib/webhooks/receive-overridden'
import { Challenge } from '../../challenge'

/** Meta's own limit: what it sends to the customer must not fail for being heavier than what it sends to us. */
const LIMIT = 3 * 1024 * 1024

const Id = z.string().regex(/^[0-9a-f]{32}$/)

const Params = z.object({ migrationId: Id, override: Id })

export const GET = handle({
  summary: 'For Meta: proves that the address of an override is ours',
  actor: 'anyone',
  server: true,
  params: Params,
  query: Challenge,
  status: 200,
  run: async (ctx, { params, query }) => {
    const given = { token: query['hub.verify_token'], challenge: query['hub.challenge'] }
    const challenge = await answerOverrideChallenge(ctx, params, given)
    return new Response(challenge, { headers: { 'content-type': 'text/plain; charset=utf-8' } })
  },
})

export const POST = handle({
  summary: "For Meta: what belongs to the customer's own system and comes here first; passed on as it is",
  actor: 'anyone',
  server: true,
  params: Params,
  status: 200,
  run: async (ctx, { params, request }) => {
    const bytes = await readBytes(request, LIMIT)
    const isPassedOn = await receiveOverridden(ctx, params, { bytes, headers: request.headers })
    // Meta sends again what was answered so.
    return new Response(null, { status: isPassedOn ? 200 : 502 })
  },
})

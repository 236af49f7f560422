import { handle } from '@/lib/http/handle'
import { readBytes } from '@/lib/http/read-body'
import { answerChallenge } from '@/lib/webhooks/answer-challenge'
import { receiveWebhook } from '@/lib/webhooks/receive'
import { Challenge } from './challenge'

const LIMIT = 256 * 1024

export const GET = handle({
  summary: 'For Meta: proves that this address is ours, with META_WEBHOOK_VERIFY_TOKEN',
  actor: 'anyone',
  server: true,
  query: Challenge,
  status: 200,
  run: async (_ctx, { query }) => {
    const challenge = answerChallenge(query['hub.verify_token'], query['hub.challenge'])
    return new Response(challenge, { headers: { 'content-type': 'text/plain; charset=utf-8' } })
  },
})

export const POST = handle({
  summary: 'For Meta: something changed at an account; signed with the app secret, and never believed, only looked at',
  actor: 'anyone',
  server: true,
  status: 200,
  run: async (ctx, { request }) => {
    const bytes = await readBytes(request, LIMIT)
    await receiveWebhook(ctx, bytes, request.headers.get('x-hub-signature-256'))
    return new Response(null, { status: 200 })
  },
})

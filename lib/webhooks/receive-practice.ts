import 'server-only'
import { overrideUrl, WEBHOOK_PATH } from '@/lib/callback/address'
import type { PracticeReceiver } from '@/lib/connections/practice-webhooks'
import { env } from '@/lib/env'
import { isAppError } from '@/lib/errors/app-error'
import { hearMessages } from './receive'
import { answerOverrideChallenge, type Place, receiveOverridden } from './receive-overridden'

const SIGNATURE = 'x-hub-signature-256'

/** Which of our addresses it is; null: the customer's own system, which is made up like the rest of practice. */
function placeOf(url: string): Place | 'all' | null {
  if (url === `${env().publicUrl}${WEBHOOK_PATH}`) return 'all'
  const [migrationId = '', override = ''] = url.split('/').slice(-2)
  return url === overrideUrl(migrationId, override) ? { migrationId, override } : null
}

/** The pretend Meta of one practice connection calls, in this process. It signs as the real one does, with its own app's secret. */
export const practiceReceiver: PracticeReceiver = {
  receive: async (ctx, connectionId, { url, bytes, signature }) => {
    const place = placeOf(url)
    if (place === null) return
    if (place === 'all') return hearMessages(ctx, { bytes, signature }, `practice:${connectionId}`)
    await receiveOverridden(ctx, place, { bytes, headers: new Headers({ [SIGNATURE]: signature }) })
  },
  answers: async (ctx, { url, token }) => {
    const place = placeOf(url)
    if (place === null || place === 'all') return false
    const challenge = 'practice'
    const answer = await answerOverrideChallenge(ctx, place, { token, challenge }).catch((error: unknown) => {
      if (isAppError(error)) return null
      throw error
    })
    return answer === challenge
  },
}

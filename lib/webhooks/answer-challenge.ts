import 'server-only'
import { timingSafeEqual } from 'node:crypto'
import { sha256 } from '@/lib/crypto/hash'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors/app-error'

/** Meta asks once, when the address is entered in the app: who knows the word that was entered beside it gets the challenge back. */
export function answerChallenge(token: string, challenge: string): string {
  const { metaVerifyToken } = env()
  if (metaVerifyToken === undefined) throw new AppError('forbidden')
  const [given, wanted] = [token, metaVerifyToken].map((text) => Buffer.from(sha256(text)))
  if (given === undefined || wanted === undefined || !timingSafeEqual(given, wanted)) throw new AppError('forbidden')
  return challenge
}

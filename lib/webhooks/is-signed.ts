import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { appSecretsFor } from '@/lib/connections/app-secrets'
import type { Context } from '@/lib/context'
import { Secret } from '@/lib/crypto/secret'
import { env } from '@/lib/env'

/** Did an app whose secret we hold sign these very bytes? `wabaIds` only says which secrets to try; it is not believed. */
export async function isSigned(
  ctx: Context,
  bytes: Uint8Array,
  header: string | null,
  wabaIds: readonly string[],
): Promise<boolean> {
  const hex = /^sha256=([0-9a-f]{64})$/i.exec(header ?? '')?.[1]
  if (hex === undefined) return false
  const given = Buffer.from(hex, 'hex')
  const signs = (secret: Secret) => timingSafeEqual(createHmac('sha256', secret.reveal()).update(bytes).digest(), given)
  const { metaAppSecret } = env()
  if (metaAppSecret !== undefined && signs(new Secret(metaAppSecret))) return true
  return (await appSecretsFor(ctx, wabaIds)).some(signs)
}

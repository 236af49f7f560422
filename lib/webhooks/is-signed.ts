import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { appSecretsFor, appSecretsOfMove } from '@/lib/connections/app-secrets'
import type { Context } from '@/lib/context'
import { Secret } from '@/lib/crypto/secret'
import { env } from '@/lib/env'
import type { MigrationRow } from '@/lib/migration/rows'

/** A call's very bytes, and what stands in its header. */
export type Sealed = { bytes: Uint8Array; signature: string | null }

/** Did an app whose secret we hold sign these very bytes? `wabaIds` only says which secrets to try; it is not believed. */
export async function isSigned(ctx: Context, call: Sealed, wabaIds: readonly string[]): Promise<boolean> {
  if (isByOurApp(call)) return true
  return (await appSecretsFor(ctx, wabaIds)).some((secret) => signs(secret, call))
}

/** The same for what is believed about one move: only its own people's secrets speak for it. Practice has one of its own. */
export async function isSignedFor(ctx: Context, call: Sealed, row: MigrationRow): Promise<boolean> {
  if (row.realm === 'live' && isByOurApp(call)) return true
  return (await appSecretsOfMove(ctx, row)).some((secret) => signs(secret, call))
}

function isByOurApp(call: Sealed): boolean {
  const { metaAppSecret } = env()
  return metaAppSecret !== undefined && signs(new Secret(metaAppSecret), call)
}

function signs(secret: Secret, { bytes, signature }: Sealed): boolean {
  const hex = /^sha256=([0-9a-f]{64})$/i.exec(signature ?? '')?.[1]
  if (hex === undefined) return false
  return timingSafeEqual(createHmac('sha256', secret.reveal()).update(bytes).digest(), Buffer.from(hex, 'hex'))
}

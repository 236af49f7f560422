import 'server-only'
import type { Context } from '@/lib/context'
import { newSecret, sha256 } from '@/lib/crypto/hash'
import { newId } from '@/lib/db/ids'
import { apiTokens } from '@/lib/db/schema'
import { requireRight, requireUserId } from './rights'
import type { CreateApiTokenInput } from './schemas'
import type { NewApiTokenView } from './view'

/** The prefix lets secret scanners and our own log redaction know one when they see it. */
const PREFIX = 'cko_'

export async function createApiToken(ctx: Context, input: CreateApiTokenInput): Promise<NewApiTokenView> {
  requireRight(ctx, 'account.own')
  const token = PREFIX + newSecret()
  const row = {
    id: newId(),
    userId: requireUserId(ctx),
    label: input.label,
    tokenHash: sha256(token),
    lastFour: token.slice(-4),
    createdAt: ctx.now(),
  }
  await ctx.db.insert(apiTokens).values(row)
  const { id, label, lastFour, createdAt } = row
  return { id, label, lastFour, createdAt: createdAt.toISOString(), lastUsedAt: null, token }
}

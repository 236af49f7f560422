import 'server-only'
import { requireRight } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { withTransaction } from '@/lib/db/transaction'
import { appendEvent } from '@/lib/events/append'
import { getMigration } from './get'
import { ownMigration, requireVersion } from './rows'
import { amend } from './transition'
import type { MigrationView } from './view'

type Named = { version: number; provider: string | null }

/** Who serves the number now. Nothing Meta is asked depends on it, so it may be said, changed and taken back at any time. */
export async function nameProvider(outer: Context, id: string, { version, provider }: Named): Promise<MigrationView> {
  requireRight(outer, 'migrations.move')
  await withTransaction(outer, async (ctx) => {
    const row = await ownMigration(ctx, id, 'lock')
    await requireVersion(ctx, row, version)
    if (row.provider === provider) return
    await amend(ctx, row, { provider })
    await appendEvent(ctx, { customerId: row.customerId, migrationId: id, kind: 'provider_named', data: { provider } })
  })
  return getMigration(outer, id)
}

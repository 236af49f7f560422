import 'server-only'
import { requireRight } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { finishMove } from './finish-move'
import { getMigration } from './get'
import { readAgain } from './read-again'
import { reconcile } from './reconcile'
import { ownMigration } from './rows'
import type { MigrationView } from './view'

/** "Look again": reads what is due now instead of waiting for the next scheduled read, or once more what people mend afterwards. */
export async function confirmMove(ctx: Context, id: string): Promise<MigrationView> {
  requireRight(ctx, 'migrations.move')
  const { status } = await ownMigration(ctx, id)
  await reconcile(ctx, id)
  await (status === 'confirmed' ? readAgain(ctx, id) : finishMove(ctx, id))
  return getMigration(ctx, id)
}

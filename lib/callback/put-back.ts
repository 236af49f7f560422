import 'server-only'
import { SYSTEM } from '@/lib/auth/new-context'
import type { Context } from '@/lib/context'
import { isAppError } from '@/lib/errors/app-error'
import { log } from '@/lib/log'
import { sendRestore } from './restore-callback'
import { type OverrideRow, openOverride } from './rows'

/**
 * Ends an override whose time is over. The one call that no press of this minute asks for: the press that began it has asked for
 * its end, too. What keeps it from being sent now is tried again by the next look.
 */
export async function putBackWhenDue(ctx: Context, migrationId: string): Promise<void> {
  const isDue = (open: OverrideRow | null) => open?.nextTryAt != null && open.nextTryAt <= ctx.now()
  const open = await openOverride(ctx, migrationId)
  if (open === null || !isDue(open)) return
  const press = { key: `put back ${open.id} ${open.tries}`, override: open.id }
  await sendRestore({ ...ctx, actor: SYSTEM }, migrationId, press, isDue).catch((error: unknown) => {
    if (!isAppError(error)) throw error
    log.info('callback_not_put_back', { requestId: ctx.requestId, code: error.code })
  })
}

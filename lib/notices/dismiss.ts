import 'server-only'
import { requireRight } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors/app-error'
import { markSeen } from './mark-seen'

export async function dismissNotice(ctx: Context, id: string): Promise<void> {
  requireRight(ctx, 'account.own')
  if ((await markSeen(ctx, { id })) === 0) throw new AppError('not_found')
}

import 'server-only'
import type { Context } from '@/lib/context'
import { AppError, isAppError } from '@/lib/errors/app-error'
import { getMigration } from './get'
import type { MigrationView } from './view'

/**
 * How things stand after a call was sent. A database that fails only now must not make us say that nothing was sent; the
 * engine finds the outcome by itself.
 */
export async function viewAfter(
  ctx: Context,
  id: string,
  work: () => Promise<void> = async () => {},
): Promise<MigrationView> {
  try {
    await work()
    return await getMigration(ctx, id)
  } catch (error) {
    throw isAppError(error) ? error : new AppError('step_unknown', {}, { cause: error })
  }
}

import { isAppError } from '@/lib/errors/app-error'

/** What a refused call is told; null: it was not refused. Any other error is one of the test. */
export async function refusal(run: Promise<unknown>): Promise<{ code: string; field: string | undefined } | null> {
  try {
    await run
    return null
  } catch (error) {
    if (isAppError(error)) return { code: error.code, field: error.field }
    throw error
  }
}

export const refusalCode = async (run: Promise<unknown>): Promise<string | null> => (await refusal(run))?.code ?? null

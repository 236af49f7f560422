import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import type { Context } from '@/lib/context'
import { identify } from './identify'
import { newContext, SYSTEM } from './new-context'

/** Once per page, however many parts of it ask. */
export const findUser = cache(async (): Promise<Context | null> => {
  const ctx = newContext(SYSTEM)
  const actor = await identify(ctx, await headers(), true)
  return actor && { ...ctx, actor }
})

export async function requireUser(): Promise<Context> {
  return (await findUser()) ?? redirect('/sign-in')
}

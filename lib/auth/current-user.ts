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

/** Nobody is signed in: after signing in, people land where they wanted to go (the sign-in page judges the address). */
export async function requireUser(): Promise<Context> {
  const found = await findUser()
  if (found !== null) return found
  const path = (await headers()).get('x-path')
  redirect(path === null ? '/sign-in' : `/sign-in?${new URLSearchParams({ from: path })}`)
}

'use client'

import { lazy, type ReactNode, Suspense } from 'react'
import { SignInContext } from '@/components/form/sign-in-context'

// Loaded when it is needed: hardly ever.
const SignInHere = lazy(async () => ({ default: (await import('./sign-in-here')).SignInHere }))

const SignIn = (props: { onSignedIn: () => void }) => (
  <Suspense>
    <SignInHere {...props} />
  </Suspense>
)

export const SignInProvider = ({ children }: { children: ReactNode }) => (
  <SignInContext value={SignIn}>{children}</SignInContext>
)

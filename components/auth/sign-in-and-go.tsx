'use client'

import { SignInForm } from './sign-in-form'

/** A whole new page afterwards: nothing read while signed out may stay. */
export const SignInAndGo = ({ goTo }: { goTo: string }) => (
  <SignInForm onSignedIn={() => window.location.assign(goTo)} />
)

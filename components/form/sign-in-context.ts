'use client'

import { type ComponentType, createContext } from 'react'

/** What asks people to sign in on the spot, where a page has that. */
export const SignInContext = createContext<ComponentType<{ onSignedIn: () => void }> | null>(null)

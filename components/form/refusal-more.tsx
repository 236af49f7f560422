'use client'

import { useContext, useEffect } from 'react'
import { useTexts } from '@/components/layout/texts-provider'
import type { Refusal } from './send'
import { SignInContext } from './sign-in-context'

/** The page of the guide where this is mended. */
const guidePages: Readonly<Record<string, number>> = {
  token_scope_missing: 5,
  token_looks_like_secret: 5,
  token_expired: 5,
  token_no_accounts: 4,
}

/** What belongs under some refusals: the way to sign in on the spot, or the page that shows how to mend it. */
export function RefusalMore({ refusal, onMended }: { refusal: Refusal; onMended: () => void }) {
  const texts = useTexts()
  const SignIn = useContext(SignInContext)
  if (refusal.code === 'new_version') return <Reload />
  const page = guidePages[refusal.code]
  if (refusal.code === 'signed_out') {
    return SignIn ? <SignIn onSignedIn={onMended} /> : null
  }
  return page ? <More href={`/connections/guide/${page}`} text={texts.common('seeGuide', { page })} /> : null
}

/** Long enough to read why. */
const RELOAD_AFTER = 2_000

function Reload() {
  useEffect(() => {
    const timer = setTimeout(() => window.location.reload(), RELOAD_AFTER)
    return () => clearTimeout(timer)
  }, [])
  return null
}

const More = ({ href, text }: { href: string; text: string }) => (
  <p>
    <a href={href} className="inline-flex min-h-11 items-center text-problem">
      {text}
    </a>
  </p>
)

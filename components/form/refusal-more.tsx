'use client'

import { usePathname } from 'next/navigation'
import { useTexts } from '@/components/layout/texts-provider'
import type { Refusal } from './send'

/** The page of the guide where this is mended. */
const guidePages: Readonly<Record<string, number>> = {
  token_scope_missing: 5,
  token_looks_like_secret: 5,
  token_expired: 5,
  token_no_accounts: 4,
}

/** What belongs under some refusals: the way to sign in and come back, or the page that shows how to mend it. */
export function RefusalMore({ refusal }: { refusal: Refusal }) {
  const texts = useTexts()
  const here = usePathname()
  const page = guidePages[refusal.code]
  if (refusal.code === 'signed_out') {
    return <More href={`/sign-in?ended=1&from=${encodeURIComponent(here)}`} text={texts.common('signIn')} />
  }
  return page ? <More href={`/connections/guide/${page}`} text={texts.common('seeGuide', { page })} /> : null
}

const More = ({ href, text }: { href: string; text: string }) => (
  <p>
    <a href={href} className="inline-flex min-h-11 items-center text-problem">
      {text}
    </a>
  </p>
)

'use client'

import { usePathname } from 'next/navigation'
import { useTexts } from '@/components/layout/texts-provider'
import type { Refusal } from './send'

/** What belongs under some refusals: the way to sign in and come back. */
export function RefusalMore({ refusal }: { refusal: Refusal }) {
  const texts = useTexts()
  const here = usePathname()
  if (refusal.code !== 'signed_out') return null
  return (
    <p>
      <a href={`/sign-in?from=${encodeURIComponent(here)}`} className="text-problem">
        {texts.common('signIn')}
      </a>
    </p>
  )
}

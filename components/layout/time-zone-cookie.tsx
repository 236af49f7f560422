'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { TIME_ZONE_COOKIE } from '@/lib/i18n/time-zone'

const YEAR = 365 * 24 * 60 * 60

/** Tells the server the reader's zone, so that "14:05" on a page is 14:05 on their wall. */
export function TimeZoneCookie({ known }: { known: string }) {
  const router = useRouter()
  useEffect(() => {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone
    if (!here || here === known) return
    const wanted = `${TIME_ZONE_COOKIE}=${encodeURIComponent(here)}`
    // The server may know the zone under another name; asking again for the same answer would never end.
    if (document.cookie.split('; ').includes(wanted)) return
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and older Safari
    document.cookie = `${wanted}; path=/; max-age=${YEAR}; samesite=lax`
    router.refresh()
  }, [known, router])
  return null
}

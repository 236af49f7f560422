'use client'

import { useEffect, useState } from 'react'
import { InsetNote } from '@/components/feedback/inset-note'
import { Button } from '@/components/form/button'
import { useTexts } from '@/components/layout/texts-provider'
import { timeOfDay } from '@/lib/i18n/fill'

/** Meta names no time for its email; after so long people start to doubt. */
const LATE_MS = 10 * 60 * 1000

type MailClockProps = {
  id: string
  texts: Record<'hint' | 'pressed' | 'again' | 'since' | 'wait' | 'lateHeading' | 'late', string>
}

/** When "Turn off" was pressed, kept in this tab and nowhere else. */
export function MailClock({ id, texts }: MailClockProps) {
  const { locale } = useTexts()
  const [since, setSince] = useState<string | null>(null)
  const [late, setLate] = useState(false)
  const key = `turned-off-${id}`

  useEffect(() => setSince(remembered(key)), [key])

  useEffect(() => {
    if (since === null) return
    const left = Date.parse(since) + LATE_MS - Date.now()
    setLate(left <= 0)
    const timer = setTimeout(() => setLate(true), Math.max(0, left))
    return () => clearTimeout(timer)
  }, [since])

  function note() {
    const now = new Date().toISOString()
    setSince(now)
    try {
      sessionStorage.setItem(key, now)
    } catch {
      // A browser that keeps nothing: the time stands on the page until it is left.
    }
  }

  return (
    <div className="my-4 grid gap-2">
      {since === null ? <p>{texts.hint}</p> : null}
      <div role="status" className="grid gap-2">
        {since === null ? null : (
          <>
            <p className="font-strong">{texts.since.replace('{time}', timeOfDay(since, locale))}</p>
            <p>{texts.wait}</p>
          </>
        )}
        {since !== null && late ? (
          <InsetNote tone="attention" heading={texts.lateHeading}>
            <ul className="bulleted">
              {texts.late.split('\n').map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </InsetNote>
        ) : null}
      </div>
      <div>
        <Button look="second" onClick={note}>
          {since === null ? texts.pressed : texts.again}
        </Button>
      </div>
    </div>
  )
}

function remembered(key: string): string | null {
  try {
    return sessionStorage.getItem(key)
  } catch {
    return null
  }
}

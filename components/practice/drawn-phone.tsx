'use client'

import { useQuery } from '@tanstack/react-query'
import { useTexts } from '@/components/layout/texts-provider'
import { timeOfDay } from '@/lib/i18n/fill'

type Message = { id: string; kind: 'sms' | 'call'; text: string; at: string }

type DrawnPhoneProps = {
  connectionId: string
  number: string
  digits: string
  texts: { heading: string; empty: string; note: string; sms: string; call: string }
}

/** A drawing of a phone that gets the pretend message. What it shows is text, so it reads itself out. */
export function DrawnPhone({ connectionId, number, digits, texts }: DrawnPhoneProps) {
  const { locale } = useTexts()
  const { data = [] } = useQuery({
    queryKey: ['practice-phone', connectionId, digits],
    refetchInterval: 2_000,
    queryFn: async ({ signal }): Promise<Message[]> => {
      const path = `/api/practice/${encodeURIComponent(connectionId)}/phone?digits=${encodeURIComponent(digits)}`
      const response = await fetch(path, { signal, cache: 'no-store' })
      if (!response.ok) throw new Error(`status ${response.status}`)
      // safe: our own PhoneMessages of this deployment, whose text is shown as text.
      return (await response.json()) as Message[]
    },
  })
  const newestFirst = [...data].sort((a, b) => b.at.localeCompare(a.at))
  return (
    <section
      aria-labelledby="practice-phone"
      className="drawn-phone no-print my-6 max-w-sm rounded border-2 border-ink bg-card p-4"
    >
      <h2 id="practice-phone" className="text-lead">
        {texts.heading} <bdi dir="ltr">{number}</bdi>
      </h2>
      <div className="my-2 grid gap-2" role="log">
        {newestFirst.length === 0 ? <p className="text-muted">{texts.empty}</p> : null}
        {newestFirst.map((message) => (
          <div key={message.id} className="rounded border border-hairline bg-paper px-3 py-2">
            <p className="text-small text-muted">
              {message.kind === 'sms' ? texts.sms : texts.call} · {timeOfDay(message.at, locale)}
            </p>
            <p className="font-strong">{message.text}</p>
          </div>
        ))}
      </div>
      <p className="text-small text-muted">{texts.note}</p>
    </section>
  )
}

'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { CommandButton } from '@/components/form/command-button'
import { useTexts } from '@/components/layout/texts-provider'
import { timeOfDay } from '@/lib/i18n/fill'

type Message = { id: string; way: 'in' | 'out'; text: string; at: string }

type DrawnChatProps = {
  connectionId: string
  digits: string
  word: string
  texts: Record<'heading' | 'note' | 'empty' | 'wrote' | 'got' | 'write', string>
}

/** A drawing of a customer's phone. What it shows is text, so it reads itself out. */
export function DrawnChat({ connectionId, digits, word, texts }: DrawnChatProps) {
  const { locale } = useTexts()
  const queries = useQueryClient()
  const base = `/api/practice/${encodeURIComponent(connectionId)}`
  const queryKey = ['practice-chat', connectionId, digits]
  const { data = [] } = useQuery({
    queryKey,
    refetchInterval: 2_000,
    queryFn: async ({ signal }): Promise<Message[]> => {
      const response = await fetch(`${base}/chat?digits=${encodeURIComponent(digits)}`, { signal, cache: 'no-store' })
      if (!response.ok) throw new Error(`status ${response.status}`)
      // safe: our own ChatMessages of this deployment, whose text is shown as text.
      return (await response.json()) as Message[]
    },
  })
  return (
    <section
      aria-labelledby="practice-chat"
      className="drawn-phone no-print my-6 max-w-sm rounded border-2 border-ink bg-card p-4"
    >
      <h3 id="practice-chat" className="text-lead">
        {texts.heading}
      </h3>
      <div className="my-2 grid gap-2" role="log">
        {data.length === 0 ? <p className="text-muted">{texts.empty}</p> : null}
        {data.map((message) => (
          <div key={message.id} className="rounded border border-hairline bg-paper px-3 py-2">
            <p className="text-small text-muted">
              {message.way === 'in' ? texts.wrote : texts.got} · {timeOfDay(message.at, locale)}
            </p>
            <p className="font-strong">{message.text}</p>
          </div>
        ))}
      </div>
      <CommandButton
        action={`${base}/customer`}
        body={{ digits, text: word }}
        onDone={() => void queries.invalidateQueries({ queryKey })}
      >
        {texts.write}
      </CommandButton>
      <p className="mt-2 text-small text-muted">{texts.note}</p>
    </section>
  )
}

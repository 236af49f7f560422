import type { ReactNode } from 'react'
import { Icon } from './icon'

export type ProgressItem = {
  key: string
  state: 'done' | 'now' | 'later' | 'failed'
  text: ReactNode
  stateText: string
  time?: string
}

/** A list that fills in. Each line says its state in words; shapes and colour only repeat it. */
export function ProgressList({ items }: { items: readonly ProgressItem[] }) {
  return (
    <ol className="grid gap-3">
      {items.map((item) => (
        <li
          key={item.key}
          aria-current={item.state === 'now' ? 'step' : undefined}
          className={`flex items-baseline gap-3 ${item.state === 'later' ? 'text-muted' : ''} ${item.state === 'failed' ? 'text-problem' : ''}`}
        >
          <span className="inline-flex w-5 justify-center self-center">
            {item.state === 'done' ? <Icon name="tick" /> : null}
            {item.state === 'now' ? <Icon name="clock" /> : null}
            {item.state === 'failed' ? <Icon name="cross" /> : null}
          </span>
          <span className={item.state === 'now' ? 'font-strong' : ''}>
            {item.text} <span className="sr-only">({item.stateText})</span>
          </span>
          {item.time ? <span className="text-small text-muted">{item.time}</span> : null}
        </li>
      ))}
    </ol>
  )
}

'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { InsetNote } from '@/components/feedback/inset-note'
import { RefusalMore } from '@/components/form/refusal-more'
import { useCommand } from '@/components/form/use-command'
import type { ClosingItem } from '@/lib/migration/closing'
import { migrationApi } from './paths'

type ClosingTickProps = {
  id: string
  item: ClosingItem
  label: string
  help: string
  /** Who ticked it and when, in words; null while nobody has. */
  ticked: string | null
}

/** A tick is kept the moment it is made: there is nothing to send afterwards, and nothing to forget. */
export function ClosingTick({ id, item, label, help, ticked }: ClosingTickProps) {
  const router = useRouter()
  // The press shows at once; as soon as the page knows more than it knew at the press, the page is right.
  const [pressed, setPressed] = useState<{ to: boolean; over: string | null } | null>(null)
  const done = pressed !== null && pressed.over === ticked ? pressed.to : ticked !== null
  const { run, pending, problem, refusal } = useCommand({
    action: migrationApi(id, '/closing'),
    onDone: () => router.refresh(),
    onRefused: () => {
      setPressed(null)
      return false
    },
  })
  const name = `closing-${item}`

  async function tick(to: boolean) {
    if (pending) return
    setPressed({ to, over: ticked })
    await run({ item, done: to })
  }

  return (
    <>
      <div className="choice">
        <input
          id={name}
          type="checkbox"
          checked={done}
          aria-disabled={pending}
          aria-describedby={`${name}-help`}
          onChange={(event) => void tick(event.target.checked)}
        />
        <div>
          <label htmlFor={name} className="font-strong">
            {label}
          </label>
          <div id={`${name}-help`} className="text-small text-muted">
            <p>{help}</p>
            {ticked && done ? <p>{ticked}</p> : null}
          </div>
        </div>
      </div>
      {problem ? (
        <InsetNote tone="problem" role="alert">
          <p>{problem}</p>
          {refusal ? <RefusalMore refusal={refusal} onMended={() => void tick(!done)} /> : null}
        </InsetNote>
      ) : null}
    </>
  )
}

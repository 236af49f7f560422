'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useRef, useState, useTransition } from 'react'
import type { FieldValues } from 'react-hook-form'
import { InsetNote } from '@/components/feedback/inset-note'
import { Form, type FormProps } from '@/components/form/form'
import type { Refusal } from '@/components/form/send'
import { useTexts } from '@/components/layout/texts-provider'
import { type DeadEnd, deadEndOf } from '@/lib/migration/dead-ends'
import type { MigrationView } from '@/lib/migration/view'
import { useMoveMemory } from './move-memory'
import { deadEndPath, stepPath } from './paths'
import { SoftLink } from './soft-link'

type MoveFormProps<Values extends FieldValues> = Omit<
  FormProps<Values, MigrationView>,
  'onDone' | 'onRefused' | 'toBody'
> & {
  id: string
  version: number
  /** What goes over the wire beside the version. */
  toBody: (values: Values) => Record<string, unknown>
  /** When the refusal that the page already shows began; null when it shows none. */
  refusedAt: string | null
  onDone?: (view: MigrationView) => void
  /** Learns of every refusal, before it is shown. */
  onRefusal?: (refusal: Refusal) => void
}

/** Refusals that may stand in the migration itself; the others (signed out, offline, a mistyped field) are the form's. */
const ENGINE_SAYS_NO: readonly number[] = [409, 429, 502, 503]

/** As long as two calls may take, after a press that was refused. */
const WATCH_MS = 60_000

/**
 * A question of the wizard: a good answer goes to the next page. What Meta refuses is shown by the page itself, with
 * its remedy, also after a reload; here it is only said when the page does not know it.
 */
export function MoveForm<Values extends FieldValues>(props: MoveFormProps<Values>) {
  const { id, version, refusedAt, toBody, onDone, onRefusal, ...form } = props
  const router = useRouter()
  const texts = useTexts()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [deadEnd, setDeadEnd] = useState<DeadEnd | null>(null)
  const [refreshing, refresh] = useTransition()
  const [answers, setAnswers] = useState(0)
  const [leaving, leave] = useTransition()
  const shownBefore = useRef(refusedAt)
  const held = useRef<HTMLFormElement | null>(null)
  const { checking, newest, watchUntil } = useMoveMemory()

  // Pressed while the page was read again after a refusal: now it knows how things stand.
  useEffect(() => {
    if (refreshing) return
    held.current?.requestSubmit()
    held.current = null
  }, [refreshing])

  function refuse(next: Refusal): boolean {
    onRefusal?.(next)
    // What Meta refuses has its remedy on the page; this is for what was chosen or typed here.
    setDeadEnd(next.field === undefined ? null : deadEndOf([], next.code))
    // Read again now, the page would be the sign-in page, or another build's: what was typed would be gone before the words are read.
    if (next.code === 'signed_out' || next.code === 'new_version') return false
    shownBefore.current = refusedAt
    refresh(() => router.refresh())
    if (next.field !== undefined || !ENGINE_SAYS_NO.includes(next.status)) return false
    watchUntil.current = Date.now() + WATCH_MS
    setRefusal(next)
    return true
  }

  function finish(view: MigrationView) {
    setRefusal(null)
    // An answer may leave us on this page (what was asked for is not known to have happened). Then the next press is a new
    // one: a fresh form has a fresh key, or it would only get the old answer again.
    leave(() => {
      if (onDone) onDone(view)
      else router.push(stepPath(id, view.step))
      router.refresh()
      setAnswers((count) => count + 1)
    })
  }

  /**
   * A press waits for a read that is under way, or it would act on a state that is already old. While the next page is on
   * its way the old one takes no press at all.
   */
  function hold(event: FormEvent<HTMLElement>) {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || (checking.current === null && !leaving && !refreshing)) return
    event.preventDefault()
    event.stopPropagation()
    if (refreshing) {
      held.current = form
      return
    }
    void checking.current?.then(() => form.requestSubmit())
  }

  const pageShowsIt = refusedAt !== null && refusedAt !== shownBefore.current
  const unsaid = refusal !== null && !refreshing && !pageShowsIt ? refusal : null
  return (
    <>
      {unsaid ? (
        <Said text={texts.error(unsaid.code, { reference: unsaid.requestId ?? '', ...unsaid.params })} />
      ) : null}
      <div onSubmitCapture={hold}>
        <Form<Values, MigrationView>
          key={answers}
          {...form}
          toBody={(values) => ({ version: Math.max(version, newest.current), ...toBody(values) })}
          onDone={finish}
          onRefused={refuse}
        />
      </div>
      {deadEnd ? <SoftLink href={deadEndPath(id, deadEnd)}>{texts.common('otherWay')}</SoftLink> : null}
    </>
  )
}

function Said({ text }: { text: string }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.focus(), [])
  return (
    <div ref={place} tabIndex={-1}>
      <InsetNote tone="problem" role="alert">
        <p>{text}</p>
      </InsetNote>
    </div>
  )
}

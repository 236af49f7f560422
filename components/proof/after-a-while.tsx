'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { useTexts } from '@/components/layout/texts-provider'
import { fill } from '@/lib/i18n/fill'
import { useProofOptions } from './use-proof-options'

const A_WHILE_MS = 60_000

type AfterAWhileProps = {
  id: string
  /** Nothing can come by itself, so there is nothing to wait for. */
  atOnce: boolean
  /** Until something helps. */
  waiting?: string | undefined
  /** Read out when it appears; what can be pressed stands below it. */
  text: string
  /** Said instead where Meta delivers to another system; null: this is no matter of where it delivers. */
  elsewhere: string | null
  children: ReactNode
}

/** What helps when nothing has come for a minute, or cannot come here. */
export function AfterAWhile({ id, atOnce, waiting, text, elsewhere, children }: AfterAWhileProps) {
  const { locale } = useTexts()
  const { data } = useProofOptions(id)
  const [passed, setPassed] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), A_WHILE_MS)
    return () => clearTimeout(timer)
  }, [])
  const callback = data?.callback ?? null
  const said =
    elsewhere === null || callback === null || callback.ours ? null : fill(elsewhere, { host: callback.host }, locale)
  const shown = atOnce || passed || said !== null
  return (
    <>
      {waiting !== undefined && said === null ? <p className="my-2">{waiting}</p> : null}
      <p role="status" className={shown ? 'my-2' : undefined}>
        {shown ? (said ?? text) : null}
      </p>
      {shown ? children : null}
    </>
  )
}

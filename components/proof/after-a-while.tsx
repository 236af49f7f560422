'use client'

import { type ReactNode, useEffect, useState } from 'react'

const A_WHILE_MS = 60_000

type AfterAWhileProps = {
  /** Nothing can come by itself, so there is nothing to wait for. */
  atOnce: boolean
  /** Read out when it appears; what can be pressed stands below it. */
  text: string
  children: ReactNode
}

/** What helps when nothing has come for a minute. */
export function AfterAWhile({ atOnce, text, children }: AfterAWhileProps) {
  const [passed, setPassed] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), A_WHILE_MS)
    return () => clearTimeout(timer)
  }, [])
  const shown = atOnce || passed
  return (
    <>
      <p role="status">{shown ? text : null}</p>
      {shown ? children : null}
    </>
  )
}

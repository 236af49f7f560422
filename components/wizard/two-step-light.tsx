'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useCommand } from '@/components/form/use-command'
import { useMoveMemory } from './move-memory'
import { migrationApi } from './paths'

/** A little more than the 30 seconds after which the server asks Meta again, or every other look would be for nothing. */
const LOOK_EVERY_MS = 31_000

type TwoStepLightProps = {
  id: string
  /** What the page shows now. */
  off: boolean
  watching: boolean
  /** Said once, when it goes off before the reader's eyes. */
  wentOff: string
}

/** Looks again while the page is open, and at once when the person comes back from Meta's page. A refusal stays silent. */
export function TwoStepLight({ id, off, watching, wentOff }: TwoStepLightProps) {
  const router = useRouter()
  const { say } = useMoveMemory()
  const wasOff = useRef(off)
  const { run } = useCommand({
    action: migrationApi(id, '/two-step'),
    onDone: () => router.refresh(),
    onRefused: () => true,
  })
  const look = useEffectEvent(() => {
    if (document.visibilityState === 'visible') void run()
  })

  useEffect(() => {
    if (!watching) return
    const onSight = () => look()
    const timer = setInterval(onSight, LOOK_EVERY_MS)
    document.addEventListener('visibilitychange', onSight)
    onSight()
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', onSight)
    }
  }, [watching])

  useEffect(() => {
    if (off && !wasOff.current) say(wentOff)
    wasOff.current = off
  }, [off, wentOff, say])

  return null
}

'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent } from 'react'
import { useCommand } from '@/components/form/use-command'
import { migrationApi } from './paths'

/** A little more than the 30 seconds after which the server asks Meta again, or every other look would be for nothing. */
const LOOK_EVERY_MS = 31_000

/** Looks again while the page is open, and at once when the person comes back from Meta's page. A refusal stays silent. */
export function TwoStepLight({ id, watching }: { id: string; watching: boolean }) {
  const router = useRouter()
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

  return null
}

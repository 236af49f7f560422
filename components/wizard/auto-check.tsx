'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent } from 'react'
import { useCommand } from '@/components/form/use-command'
import type { MigrationView } from '@/lib/migration/view'
import { useMoveMemory } from './move-memory'
import { migrationApi, stepPath } from './paths'

type AutoCheckProps = {
  id: string
  version: number
  /** Read too long ago to be believed: read again as soon as the page opens. */
  stale: boolean
  /** Rows are missing: they are shown as their answers arrive, and the end is said once. */
  filling?: boolean
  /** Something waits for somebody else: look again while the page is open. */
  everyMs: number | null
  reading: string
  allRead?: string
  /** How old what the page shows is. */
  age?: string | null
}

const FILL_EVERY_MS = 500

/** Reads the prerequisites again without being asked. A refusal stays silent: the list still says when it was read. */
export function AutoCheck({
  id,
  version,
  stale,
  filling = false,
  everyMs,
  reading,
  allRead = '',
  age,
}: AutoCheckProps) {
  const router = useRouter()
  const { checking, newest, say } = useMoveMemory()
  const { run, pending } = useCommand<MigrationView>({
    action: migrationApi(id, '/checks'),
    onDone: (view) => {
      // With something newly broken the page must be seen before the next press.
      if (view.blockers === 0) newest.current = view.version
      if (filling) say(allRead)
      router.refresh()
    },
    onRefused: () => {
      // What was never read is then said to be so, instead of being awaited for ever.
      if (filling) router.replace(stepPath(id, 'checks', { unread: '' }))
      router.refresh()
      return true
    },
  })
  const read = useEffectEvent((unlessYoungerThan = 0) => {
    if (document.visibilityState !== 'visible') return
    checking.current = run({ version: Math.max(version, newest.current), unlessYoungerThan }).finally(() => {
      checking.current = null
    })
  })

  useEffect(() => {
    if (!stale) return
    const onSight = () => read()
    onSight()
    document.addEventListener('visibilitychange', onSight)
    return () => document.removeEventListener('visibilitychange', onSight)
  }, [stale])

  useEffect(() => {
    if (!pending || !filling) return
    const timer = setInterval(router.refresh, FILL_EVERY_MS)
    return () => clearInterval(timer)
  }, [pending, filling, router])

  useEffect(() => {
    if (everyMs === null) return
    // A little less than the time between two looks: what another page has read meanwhile will do.
    const timer = setInterval(() => read(Math.floor((everyMs * 0.9) / 1000)), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])

  return (
    <p className="min-h-6 text-small text-muted">
      <span role="status">{pending ? reading : null}</span>
      {pending ? null : age}
    </p>
  )
}

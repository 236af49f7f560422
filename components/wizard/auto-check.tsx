'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent } from 'react'
import { useCommand } from '@/components/form/use-command'
import type { MigrationView } from '@/lib/migration/view'
import { useMoveMemory } from './move-memory'
import { migrationApi } from './paths'

type AutoCheckProps = {
  id: string
  version: number
  /** Read too long ago to be believed: read again as soon as the page opens. */
  stale: boolean
  /** Something waits for somebody else: look again while the page is open. */
  everyMs: number | null
  reading: string
}

/** Reads the prerequisites again without being asked. A refusal stays silent: the list still says when it was read. */
export function AutoCheck({ id, version, stale, everyMs, reading }: AutoCheckProps) {
  const router = useRouter()
  const { checking, newest } = useMoveMemory()
  const { run, pending } = useCommand<MigrationView>({
    action: migrationApi(id, '/checks'),
    onDone: (view) => {
      // With something newly broken the page must be seen before the next press.
      if (view.blockers === 0) newest.current = view.version
      router.refresh()
    },
    onRefused: () => {
      router.refresh()
      return true
    },
  })
  const read = useEffectEvent(() => {
    if (document.visibilityState !== 'visible') return
    checking.current = run({ version: Math.max(version, newest.current) }).finally(() => {
      checking.current = null
    })
  })

  useEffect(() => {
    if (stale) read()
  }, [stale])

  useEffect(() => {
    if (everyMs === null) return
    const timer = setInterval(read, everyMs)
    return () => clearInterval(timer)
  }, [everyMs])

  return (
    <p role="status" className="min-h-6 text-small text-muted">
      {pending ? reading : null}
    </p>
  )
}

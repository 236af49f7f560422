'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent } from 'react'
import { useCommand } from '@/components/form/use-command'
import { useMoveMemory } from '@/components/wizard/move-memory'
import { migrationApi } from '@/components/wizard/paths'

type AutoReadProps = {
  id: string
  /** Never read, or too long ago. */
  stale: boolean
  reading: string
  /** How old what the page shows is. */
  age: string
}

/** Reads the templates of both accounts without being asked. A refusal stays silent: the page still says when they were read. */
export function AutoRead({ id, stale, reading, age }: AutoReadProps) {
  const router = useRouter()
  const { checking } = useMoveMemory()
  const { run, pending } = useCommand({
    action: migrationApi(id, '/templates/reading'),
    onDone: () => router.refresh(),
    onRefused: () => true,
  })
  const read = useEffectEvent(() => {
    if (document.visibilityState !== 'visible' || checking.current !== null) return
    checking.current = run({}).finally(() => {
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

  return (
    <p className="min-h-6 text-small text-muted">
      <span role="status">{pending ? reading : null}</span>
      {pending ? null : age}
    </p>
  )
}

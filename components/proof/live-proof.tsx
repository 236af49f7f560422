'use client'

import { useIsMutating, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { migrationApi } from '@/components/wizard/paths'
import type { MigrationView } from '@/lib/migration/view'
import { proofDigest } from './proof-digest'

const EVERY_MS = 2_000

/** A moved number is followed by nothing else: asks our own server, never Meta, while a message is waited for. */
export function LiveProof({ id, digest, waiting }: { id: string; digest: string; waiting: boolean }) {
  const router = useRouter()
  const pressing = useIsMutating() > 0
  const acted = useRef(digest)
  const { data } = useQuery({
    queryKey: ['proof', id],
    enabled: waiting && !pressing,
    refetchInterval: EVERY_MS,
    queryFn: async ({ signal }): Promise<string> => {
      const response = await fetch(migrationApi(id), { signal, cache: 'no-store' })
      if (!response.ok) throw new Error(`status ${response.status}`)
      // safe: the body is our own MigrationView of this deployment.
      return proofDigest((await response.json()) as MigrationView)
    },
  })

  useEffect(() => {
    if (data === undefined || data === digest || data === acted.current) return
    acted.current = data
    router.refresh()
  }, [data, digest, router])

  return null
}

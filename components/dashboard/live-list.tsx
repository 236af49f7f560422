'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import type { MigrationSummary } from '@/lib/migration/view'

type Facts = Pick<MigrationSummary, 'id' | 'updatedAt' | 'blockers' | 'waitsFor'>
type Row = Facts & { said: string }

/** A check that turns changes what a row says without being a change of the move. */
const signatureOf = (rows: readonly Facts[]): string =>
  rows
    .map((row) => [row.id, row.updatedAt, row.blockers, row.waitsFor].join(' '))
    .sort()
    .join()

/** Looks for changes by others while the page is seen, and says each one once. */
export function LiveList({ search, rows }: { search: string; rows: readonly Row[] }) {
  const router = useRouter()
  const known = useRef(rows)
  const [sentence, setSentence] = useState('')
  const signature = signatureOf(rows)
  const { data } = useQuery({
    queryKey: ['migrations', search],
    refetchInterval: 15_000,
    queryFn: async ({ signal }): Promise<string> => {
      const response = await fetch(`/api/migrations${search}`, { signal, cache: 'no-store' })
      if (!response.ok) throw new Error(`status ${response.status}`)
      // safe: our own MigrationList of this deployment; only these facts are used.
      const list = (await response.json()) as { migrations: Facts[] }
      return signatureOf(list.migrations)
    },
  })

  useEffect(() => {
    if (data !== undefined && data !== signature) router.refresh()
  }, [data, signature, router])

  useEffect(() => {
    const before = new Map(known.current.map((row) => [row.id, row.said]))
    const [changed] = rows.filter((row) => before.has(row.id) && before.get(row.id) !== row.said)
    known.current = rows
    if (changed) setSentence(changed.said)
  }, [rows])

  return (
    <p role="status" className="sr-only">
      {sentence}
    </p>
  )
}

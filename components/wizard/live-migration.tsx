'use client'

import { useIsMutating, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import type { Step } from '@/lib/migration/journey'
import type { MigrationView } from '@/lib/migration/view'
import { changedChecks, type SaidCheck, shownDigest } from './check-news'
import { liveDigest } from './live-digest'
import { useMoveMemory } from './move-memory'
import { migrationApi, stepPath } from './paths'

type LiveMigrationProps = {
  id: string
  version: number
  /** Where the migration was when this page was made. */
  step: Step
  /** The page that is open; null beside the wizard's own pages. */
  here: Step | null
  /** Null when nothing changes any more. */
  everyMs: number | null
  /** A press of this very page normally moves on by itself; the review page hands over to the moving page at once. */
  alsoWhilePressing?: boolean
  /** Said once when the page moves on without a press. */
  movedOn: string
  /** The call that was on its way when this page was made: that it ended without success changes no version. */
  live: string | null
  /** What this page was made from (`shownDigest`): a check that turns changes no version, so that presses stay good. */
  shown: string
  /** Said once when one of them changes; empty where the page does not show them. */
  said: readonly SaidCheck[]
}

/** The press of the review page takes as long as Meta does; what it does is shown meanwhile. */
const PRESSED_EVERY_MS = 1_000

/** What somebody else does may be between two calls, and then nothing is on its way for a moment. */
const WATCHED_EVERY_MS = 2_000

type Seen = Pick<MigrationView, 'version' | 'step' | 'checks' | 'guard' | 'live'>

/** Fast while something runs, slow while people are waited for, silent while the page is hidden. */
export function LiveMigration(props: LiveMigrationProps) {
  const { id, version, step, here, everyMs, alsoWhilePressing = false, movedOn, live, shown, said } = props
  const router = useRouter()
  const { say, watchUntil } = useMoveMemory()
  const pressing = useIsMutating() > 0
  const acted = useRef(version)
  const wasAt = useRef(step)
  const actedOnShown = useRef(shown)
  const wasSaid = useRef(said)
  const { data } = useQuery({
    queryKey: ['migration', id],
    enabled: everyMs !== null && (!pressing || alsoWhilePressing),
    refetchInterval: () => {
      if (pressing) return PRESSED_EVERY_MS
      return Date.now() < watchUntil.current ? WATCHED_EVERY_MS : (everyMs ?? false)
    },
    queryFn: async ({ signal }): Promise<Seen> => {
      const response = await fetch(migrationApi(id), { signal, cache: 'no-store' })
      if (!response.ok) throw new Error(`status ${response.status}`)
      // safe: the body is our own MigrationView of this deployment; only these facts are used.
      return (await response.json()) as Seen
    },
  })

  useEffect(() => {
    const goTo = (next: Step) => {
      say(movedOn)
      router.push(stepPath(id, next))
    }
    // It may move on between the look and the page that was made again for it.
    const before = wasAt.current
    wasAt.current = step
    if (before !== step && follows(here, before)) return goTo(step)
    if (!data || data.version <= version || data.version <= acted.current) return
    acted.current = data.version
    if (data.step !== step && follows(here, step)) goTo(data.step)
    else router.refresh()
  }, [data, version, here, step, id, movedOn, router, say])

  // What began since, or ended well, has a version of its own.
  const liveNow = data === undefined || data.version !== version ? live : liveDigest(data)
  const actedOnLive = useRef(live)
  useEffect(() => {
    if (live === null || liveNow === live || liveNow === actedOnLive.current) return
    actedOnLive.current = liveNow
    router.refresh()
  }, [liveNow, live, router])

  const seen = data === undefined ? shown : shownDigest(data)
  useEffect(() => {
    if (seen === shown || seen === actedOnShown.current) return
    actedOnShown.current = seen
    router.refresh()
  }, [seen, shown, router])

  useEffect(() => {
    const changed = changedChecks(wasSaid.current, said)
    wasSaid.current = said
    if (changed.length > 0) say(changed.join(' '))
  }, [said, say])

  return null
}

/** The checks are looked at as long as people like: they go on by their own press. */
const follows = (here: Step | null, step: Step): boolean =>
  (here === step && here !== 'checks') || (here === 'review' && step === 'pin')

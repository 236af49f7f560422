import { getTranslations } from 'next-intl/server'
import { Plate } from '@/components/data/plate'
import { StatusTag } from '@/components/feedback/status-tag'
import { getClock } from '@/components/wizard/clock'
import type { MigrationSummary } from '@/lib/migration/view'
import { groupOf, toneOf } from './group'
import { nextThing } from './next-thing'

/** A list, not cards: plate, name, state, the next thing to do as the link. */
export async function MoveList({ moves, customers }: { moves: readonly MigrationSummary[]; customers: boolean }) {
  const t = await getTranslations('dashboard')
  return (
    <ul aria-label={t('list')} className="my-4 border-t border-hairline">
      {moves.map((move) => (
        <MoveRow key={move.id} move={move} customers={customers} />
      ))}
    </ul>
  )
}

async function MoveRow({ move, customers }: { move: MigrationSummary; customers: boolean }) {
  const [t, clock, next] = await Promise.all([getTranslations('dashboard'), getClock(), nextThing(move)])
  const group = groupOf(move)
  return (
    <li className="relative grid max-w-none gap-1 border-b border-hairline py-3 hover:bg-card">
      <p className="flex max-w-none flex-wrap items-center gap-x-3 gap-y-1">
        {move.display ? <Plate number={move.display} small /> : <span className="text-muted">{t('noNumber')}</span>}
        {move.displayName ? <span>{move.displayName}</span> : null}
        <span className="ms-auto flex gap-2">
          {move.practice ? <StatusTag tone="practice">{t('tag.practice')}</StatusTag> : null}
          <StatusTag tone={toneOf[group]}>{t(`tag.${group}`)}</StatusTag>
        </span>
      </p>
      <p>
        <a
          href={`/migrations/${move.id}`}
          className="inline-flex min-h-11 items-center after:absolute after:inset-0 after:content-['']"
        >
          {next}
          <span className="sr-only"> – {move.display ?? move.reference}</span>
        </a>
      </p>
      <p className="text-small text-muted">
        {customers ? `${move.customerName} · ` : null}
        {move.reference} · {t('changed', { time: clock(move.updatedAt) })}
      </p>
    </li>
  )
}

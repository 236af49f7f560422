import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { byGroup, groupOf } from '@/components/dashboard/group'
import { LiveList } from '@/components/dashboard/live-list'
import { MoveList } from '@/components/dashboard/move-list'
import { nextThing } from '@/components/dashboard/next-thing'
import { NoticeList } from '@/components/dashboard/notice-list'
import { StartButton } from '@/components/dashboard/start-button'
import { Button, ButtonLink } from '@/components/form/button'
import { GetHelp } from '@/components/layout/get-help'
import { PageHeading } from '@/components/layout/page-heading'
import { getClock } from '@/components/wizard/clock'
import { requireUser } from '@/lib/auth/current-user'
import { FILTERS, listMigrations } from '@/lib/migration/list'
import { listNotices } from '@/lib/notices/list'
import { first } from './[id]/open-migration'
import { type StartOptions, startOptions } from './start-options'

type DashboardProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('dashboard')
  return { title: t('heading') }
}

export default async function DashboardPage({ searchParams }: DashboardProps) {
  const ctx = await requireUser()
  const search = await searchParams
  const q = first(search.q)?.trim().slice(0, 200) || undefined
  const filter = FILTERS.find((known) => known === first(search.filter))
  const [t, clock, list, options, notices] = await Promise.all([
    getTranslations('dashboard'),
    getClock(),
    listMigrations(ctx, { q, filter }),
    startOptions(ctx),
    listNotices(ctx),
  ])
  const moves = [...list.migrations].sort(byGroup)
  const customers = new Set(moves.map((move) => move.customerName)).size > 1
  const query = new URLSearchParams({ ...(q ? { q } : {}), ...(filter ? { filter } : {}) }).toString()
  const total = Object.values(list.counts).reduce((sum, count) => sum + count, 0)
  const rows = await Promise.all(
    moves.map(async (move) => ({
      id: move.id,
      updatedAt: move.updatedAt,
      blockers: move.blockers,
      waitsFor: move.waitsFor,
      said: `${move.display ?? move.reference}: ${await nextThing(move)}, ${t(`tag.${groupOf(move)}`)}`,
    })),
  )
  return (
    <>
      <PageHeading>{t('heading')}</PageHeading>
      <NoticeList notices={notices} />
      <Start options={options} empty={total === 0} />
      {total > 0 ? (
        <>
          <search>
            <form method="get" className="my-4 flex flex-wrap items-end gap-3">
              <div className="min-w-0 grow">
                <label htmlFor="q" className="font-strong">
                  {t('search')}
                </label>
                <input id="q" name="q" type="search" defaultValue={q} className="input" />
              </div>
              {filter ? <input type="hidden" name="filter" value={filter} /> : null}
              <Button type="submit" look="second">
                {t('searchButton')}
              </Button>
            </form>
          </search>
          <nav aria-label={t('filters')}>
            <ul className="flex flex-wrap gap-x-5">
              <FilterLink href="/migrations" current={filter === undefined && q === undefined}>
                {t('filter.all', { n: total })}
              </FilterLink>
              {FILTERS.map((known) => (
                <FilterLink key={known} href={`/migrations?filter=${known}`} current={filter === known}>
                  {t(`filter.${known}`, { n: list.counts[known] })}
                </FilterLink>
              ))}
            </ul>
          </nav>
          {moves.length === 0 ? (
            <p className="my-4">{q ? t('searchNone', { q }) : t('filterNone')}</p>
          ) : (
            <MoveList moves={moves} customers={customers} />
          )}
          <p className="text-small text-muted">
            {t('asOf', { time: clock(ctx.now().toISOString()) })} –{' '}
            <a href={`/migrations${query ? `?${query}` : ''}`} className="inline-flex min-h-11 items-center">
              {t('refresh')}
            </a>
          </p>
          <LiveList search={query ? `?${query}` : ''} rows={rows} />
        </>
      ) : null}
      <GetHelp />
    </>
  )
}

function FilterLink({ href, current, children }: { href: string; current: boolean; children: string }) {
  return (
    <li>
      <a
        href={href}
        aria-current={current ? 'true' : undefined}
        className="inline-flex min-h-11 items-center aria-[current]:font-strong"
      >
        {children}
      </a>
    </li>
  )
}

async function Start({ options, empty }: { options: StartOptions; empty: boolean }) {
  const t = await getTranslations('dashboard')
  const { mayStart, connections, only } = options
  return (
    <>
      {empty ? <p className="mb-4">{t('empty')}</p> : null}
      {mayStart ? (
        <div className="my-4 flex flex-wrap items-center gap-x-6 gap-y-2">
          {only ? (
            <StartButton connectionId={only.id} pendingText={t('starting')}>
              {t('start')}
            </StartButton>
          ) : (
            <ButtonLink href={connections.length === 0 ? '/connections/new' : '/migrations/new'}>
              {t('start')}
            </ButtonLink>
          )}
          {only && connections.length > 1 ? (
            <a href="/migrations/new" className="inline-flex min-h-11 items-center">
              {t('otherConnection')}
            </a>
          ) : null}
          <a href="/practice" className="inline-flex min-h-11 items-center">
            {t('practise')}
          </a>
        </div>
      ) : null}
    </>
  )
}

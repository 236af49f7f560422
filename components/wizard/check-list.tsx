import { getTranslations } from 'next-intl/server'
import { StatusTag } from '@/components/feedback/status-tag'
import type { CheckKind } from '@/lib/checks/kinds'
import type { CheckView } from '@/lib/checks/view'
import { checkState, isOpen } from './check-state'
import { checkSentence } from './check-text'
import { checkPath } from './paths'
import { SoftLink } from './soft-link'

/** Where a problem's link lands. */
export const checkRowId = (kind: string): string => `check-${kind}`

type CheckListProps = {
  id: string
  /** Every row there will be, in reading order: one that is not read yet says so and stays in its place. */
  kinds: readonly CheckKind[]
  checks: readonly CheckView[]
  /** Said of a row that is not read. */
  unread: 'checking' | 'could_not'
}

/** A task list: the whole row is the link. What is ready is one quiet line, so that the rest stands out. */
export async function CheckList({ id, kinds, checks, unread }: CheckListProps) {
  const t = await getTranslations('checks')
  return (
    <ul className="my-3 border-t border-hairline">
      {kinds.map((kind) => {
        const check = checks.find((read) => read.kind === kind)
        if (check !== undefined) return <CheckRow key={kind} id={id} check={check} />
        return (
          <li key={kind} className={`${ROW} ${QUIET} text-muted`}>
            <span className="inline-flex min-h-11 items-center py-1">{t(`${kind}.title`)}</span>
            <StatusTag tone="quiet">{t(`status.${unread}`)}</StatusTag>
          </li>
        )
      })}
    </ul>
  )
}

const ROW = 'max-w-none border-b border-hairline'
const QUIET = 'flex items-center justify-between gap-x-4'
const OPEN = 'flex flex-wrap items-center justify-between gap-x-4 gap-y-1'

async function CheckRow({ id, check }: { id: string; check: CheckView }) {
  const t = await getTranslations('checks')
  const { word, tone } = checkState(check)
  const open = isOpen(check)
  return (
    <li className={`relative ${ROW} hover:bg-card ${open ? 'py-2' : ''}`}>
      <div className={open ? OPEN : QUIET}>
        <SoftLink
          id={checkRowId(check.kind)}
          href={checkPath(id, check.kind)}
          className={`inline-flex min-h-11 items-center py-1 after:absolute after:inset-0 after:content-[''] ${open ? 'font-strong' : ''}`}
        >
          {t(`${check.kind}.title`)}
        </SoftLink>
        <StatusTag tone={tone}>{t(`status.${word}`)}</StatusTag>
      </div>
      {open ? (
        <p className="text-small text-muted">
          {await checkSentence(check)} {check.outcome === 'cannot_tell' ? null : t(`mender.${check.owner}`)}
        </p>
      ) : null}
    </li>
  )
}

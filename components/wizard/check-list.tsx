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
          <li key={kind} className={`${ROW} ${LINE} text-muted`}>
            <span className="inline-flex min-h-11 items-center">{t(`${kind}.title`)}</span>
            <StatusTag tone="quiet">{t(`status.${unread}`)}</StatusTag>
          </li>
        )
      })}
    </ul>
  )
}

const ROW = 'max-w-none border-b border-hairline'
const LINE = 'flex flex-wrap items-center justify-between gap-x-4'

async function CheckRow({ id, check }: { id: string; check: CheckView }) {
  const t = await getTranslations('checks')
  const { word, tone } = checkState(check)
  const open = isOpen(check)
  return (
    <li className={`relative ${ROW} hover:bg-card ${open ? 'py-2' : ''}`}>
      <div className={`${LINE} ${open ? 'gap-y-1' : ''}`}>
        <SoftLink
          id={checkRowId(check.kind)}
          href={checkPath(id, check.kind)}
          className={`inline-flex min-h-11 items-center after:absolute after:inset-0 after:content-[''] ${open ? 'font-strong' : ''}`}
        >
          {t(`${check.kind}.title`)}
        </SoftLink>
        <StatusTag tone={tone}>{t(`status.${word}`)}</StatusTag>
      </div>
      {open ? (
        <p className="text-small text-muted">
          {await checkSentence(check)} {word === 'could_not' ? null : t(`mender.${menderOf(check)}`)}
        </p>
      ) : null}
    </li>
  )
}

/** What a person must look up is theirs to answer, whoever could mend it. */
const menderOf = (check: CheckView) => (check.outcome === 'cannot_tell' ? 'answer' : check.owner)

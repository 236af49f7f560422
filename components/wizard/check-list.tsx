import { getTranslations } from 'next-intl/server'
import { StatusTag } from '@/components/feedback/status-tag'
import type { CheckView } from '@/lib/checks/view'
import { checkState } from './check-state'
import { checkSentence } from './check-text'
import { checkPath } from './paths'
import { SoftLink } from './soft-link'

/** Where a problem's link lands. */
export const checkRowId = (kind: string): string => `check-${kind}`

/** A task list: the whole row is the link. */
export async function CheckList({ id, checks }: { id: string; checks: readonly CheckView[] }) {
  return (
    <ul className="my-3 border-t border-hairline">
      {checks.map((check) => (
        <CheckRow key={check.kind} id={id} check={check} />
      ))}
    </ul>
  )
}

async function CheckRow({ id, check }: { id: string; check: CheckView }) {
  const t = await getTranslations('checks')
  const { word, tone } = checkState(check)
  const open = word !== 'ready' && word !== 'confirmed'
  return (
    <li className="relative max-w-none border-b border-hairline py-2 hover:bg-card">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <SoftLink
          id={checkRowId(check.kind)}
          href={checkPath(id, check.kind)}
          className={`inline-flex min-h-11 items-center after:absolute after:inset-0 after:content-[''] ${open ? 'font-strong' : ''}`}
        >
          {t(`${check.kind}.title`)}
        </SoftLink>
        <StatusTag tone={tone}>{t(`status.${word}`)}</StatusTag>
      </div>
      {open ? <p className="text-small text-muted">{await checkSentence(check)}</p> : null}
    </li>
  )
}

import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { CopyButton } from '@/components/data/copy-button'
import { SummaryList } from '@/components/data/summary-list'

/** Figures, which are drawn evenly; a name is not. */
const IS_ID = /^[+v\d][\d .]+$/

export type IdRow = {
  key: string
  term: string
  /** Null: could not be read. */
  value: string | null
  /** False for what is not typed anywhere. */
  copy?: boolean
  /** Under the value: what it was before, or what it is for. */
  note?: ReactNode
}

/** Values that are typed into another system, each to be copied on its own. */
export async function IdRows({ rows }: { rows: readonly IdRow[] }) {
  const t = await getTranslations('done')
  return (
    <SummaryList
      rows={rows.map(({ key, term, value, copy = true, note }) => ({
        key,
        term,
        value: (
          <>
            {value === null ? (
              <span className="text-muted">{t('notReadable')}</span>
            ) : (
              <bdi className={IS_ID.test(value) ? 'digits whitespace-normal break-words' : 'break-words'}>{value}</bdi>
            )}
            {note ? <p className="text-small text-muted">{note}</p> : null}
          </>
        ),
        action: value === null || !copy ? undefined : <CopyButton text={value} what={term} />,
      }))}
    />
  )
}

import type { ReactNode } from 'react'

export type SummaryRow = { key: string; term: ReactNode; value: ReactNode; action?: ReactNode }

export function SummaryList({ rows }: { rows: readonly SummaryRow[] }) {
  return (
    <dl className="my-4 border-t border-hairline">
      {rows.map((row) => (
        <div key={row.key} className="summary-row">
          <dt className="font-strong">{row.term}</dt>
          <dd className="min-w-0">{row.value}</dd>
          {row.action ? <dd>{row.action}</dd> : null}
        </div>
      ))}
    </dl>
  )
}

/** "Change" alone says nothing to someone who hears one link after another. */
export function ChangeLink({ href, what, children }: { href: string; what: string; children: ReactNode }) {
  return (
    <a href={href} className="inline-flex min-h-11 items-center">
      {children}
      <span className="sr-only"> {what}</span>
    </a>
  )
}

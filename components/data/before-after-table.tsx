import type { ReactNode } from 'react'

export type BeforeAfterRow = { key: string; fact: ReactNode; before: ReactNode; after: ReactNode; verdict?: ReactNode }

type BeforeAfterTableProps = {
  caption: string
  headings: { fact: string; before: string; after: string; verdict?: string }
  rows: readonly BeforeAfterRow[]
}

/** The columns of values are as wide as an id of Meta. On a phone every row becomes a small block: nothing scrolls sideways. */
export function BeforeAfterTable({ caption, headings, rows }: BeforeAfterTableProps) {
  return (
    <table className="table my-4 table-fixed wrap-anywhere">
      <caption className="pb-2 text-start font-strong">{caption}</caption>
      <thead>
        <tr>
          <th scope="col" className="w-[22%]">
            {headings.fact}
          </th>
          <th scope="col" className="w-[27%]">
            {headings.before}
          </th>
          <th scope="col" className="w-[27%]">
            {headings.after}
          </th>
          {headings.verdict ? <th scope="col">{headings.verdict}</th> : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.fact}</th>
            <td data-label={headings.before}>{row.before}</td>
            <td data-label={headings.after}>{row.after}</td>
            {headings.verdict ? <td data-label={headings.verdict}>{row.verdict}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

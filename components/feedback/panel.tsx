import type { ReactNode } from 'react'

/** The one green panel: the number has moved. */
export function Panel({ heading, children }: { heading: ReactNode; children?: ReactNode }) {
  return (
    <div className="my-4 grid gap-2 rounded border-2 border-good bg-good-ground p-4 text-good">
      <h1 tabIndex={-1}>{heading}</h1>
      {children}
    </div>
  )
}

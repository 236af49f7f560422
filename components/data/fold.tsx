import type { ReactNode } from 'react'

export function Fold({ title, open, children }: { title: ReactNode; open?: boolean; children: ReactNode }) {
  return (
    <details open={open} className="my-2">
      <summary>{title}</summary>
      <div className="fold-body my-2 grid grid-cols-1 gap-2">{children}</div>
    </details>
  )
}

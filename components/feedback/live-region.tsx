import type { ReactNode } from 'react'

/** One a page. Put a whole new sentence in it, once per event; never a ticking number. */
export function LiveRegion({ visible = false, children }: { visible?: boolean; children?: ReactNode }) {
  return (
    <p role="status" className={visible ? 'min-h-6' : 'sr-only'}>
      {children}
    </p>
  )
}

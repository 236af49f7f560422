import type { ReactNode } from 'react'

export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} className="no-print inline-flex min-h-11 items-center gap-2">
      <svg aria-hidden="true" viewBox="0 0 16 16" className="icon rtl:-scale-x-100">
        <path d="M10 3 5 8l5 5" />
      </svg>
      {children}
    </a>
  )
}

import type { ReactNode } from 'react'
import { Icon } from '@/components/feedback/icon'

/** Says before the press that it opens elsewhere. */
export function ExternalLink({ href, newTab, children }: { href: string; newTab: string; children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" className="inline-flex min-h-11 items-center gap-2">
      {children}
      <Icon name="external" />
      <span className="sr-only">({newTab})</span>
    </a>
  )
}

'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import type { MouseEvent, ReactNode } from 'react'

type SoftLinkProps = { href: Route; id?: string; className?: string; children: ReactNode }

/**
 * Changes the page without reloading it, so that a PIN that is only in memory survives. A plain link without script;
 * a tenth of the size of next/link, whose prefetching nothing here needs.
 */
export function SoftLink({ href, id, className, children }: SoftLinkProps) {
  const router = useRouter()

  function follow(event: MouseEvent) {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    router.push(href)
  }

  return (
    <a id={id} href={href} onClick={follow} className={className ?? 'inline-flex min-h-11 items-center'}>
      {children}
    </a>
  )
}

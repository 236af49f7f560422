'use client'

import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { ERROR_SLOT } from '@/components/layout/page-top'

/** Puts the problems above the page's heading; where a page has no such place, right here. */
export function SummaryPlace({ children }: { children: ReactNode }) {
  const slot = document.getElementById(ERROR_SLOT)
  return slot ? createPortal(children, slot) : children
}

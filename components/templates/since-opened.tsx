'use client'

import { type ReactNode, useState } from 'react'

/** Shown when it has happened since the page was opened: what was refused before may have been about another template. */
export function SinceOpened({ at, children }: { at: string | null; children: ReactNode }) {
  const [before] = useState(at)
  return at === null || at === before ? null : children
}

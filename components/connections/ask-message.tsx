'use client'

import { useSyncExternalStore } from 'react'
import { CopyBlock } from '@/components/data/copy-block'

const never = () => () => {}

/** The link as people reach this site, which only their browser knows for sure. */
export function AskMessage({ label, template, path }: { label: string; template: string; path: string }) {
  const origin = useSyncExternalStore(
    never,
    () => window.location.origin,
    () => '',
  )
  return <CopyBlock label={label} text={template.replace('{link}', `${origin}${path}`)} />
}

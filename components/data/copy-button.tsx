'use client'

import { Icon } from '@/components/feedback/icon'
import { useTexts } from '@/components/layout/texts-provider'
import { useCopy } from './use-copy'

/** For one value that stands beside it. `what` is heard, not seen: several of these follow each other. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const texts = useTexts()
  const { state, copy } = useCopy(text)
  return (
    <span className="no-print inline-flex flex-wrap items-center gap-3">
      <button type="button" onClick={copy} className="button button-second">
        <Icon name="copy" />
        {texts.common('copy')}
        <span className="sr-only"> {what}</span>
      </button>
      <span role="status" className="text-small">
        {state === 'copied' ? texts.common('copied') : null}
        {state === 'failed' ? texts.common('copyFailed') : null}
      </span>
    </span>
  )
}

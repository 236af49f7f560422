'use client'

import { type ReactNode, useId } from 'react'
import { Icon } from '@/components/feedback/icon'
import { useTexts } from '@/components/layout/texts-provider'
import { useCopy } from './use-copy'

type CopyBlockProps = {
  label: string
  text: string
  digits?: boolean
  buttonText?: string
  /** Of the text, when it is not the reader's own. */
  lang?: string
  /** Other ways to take the text along, beside "Copy". */
  children?: ReactNode
}

export function CopyBlock({ label, text, digits = false, buttonText, lang, children }: CopyBlockProps) {
  const texts = useTexts()
  const id = useId()
  const { state, copy } = useCopy(text)
  return (
    <div className="copy-block my-4 rounded border border-hairline bg-card p-4">
      <p id={id} lang={lang} className="text-small text-muted">
        {label}
      </p>
      <p lang={lang} dir={digits ? 'ltr' : undefined} className={`copy-text my-2 ${digits ? 'digits' : ''}`}>
        {text}
      </p>
      <div className="no-print flex flex-wrap gap-4">
        <button type="button" onClick={copy} aria-describedby={id} className="button button-second">
          <Icon name="copy" />
          {buttonText ?? texts.common('copy')}
        </button>
        {children}
      </div>
      <p role="status" className="no-print min-h-6 pt-1 text-small">
        {state === 'copied' ? texts.common('copied') : null}
        {state === 'failed' ? texts.common('copyFailed') : null}
      </p>
    </div>
  )
}

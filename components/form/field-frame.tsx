import type { ReactNode } from 'react'

export type FieldTexts = {
  /** Left out when the page's heading is the label (PageHeading `labelFor`). */
  label?: ReactNode
  hint?: ReactNode
}

type FieldFrameProps = FieldTexts & { id: string; error?: string; errorPrefix: string; children: ReactNode }

export const hintId = (id: string) => `${id}-hint`
export const errorId = (id: string) => `${id}-error`

/** Which lines describe the field, for aria-describedby. */
export const describedBy = (id: string, hint: ReactNode, error: string | undefined): string | undefined =>
  [hint ? hintId(id) : null, error ? errorId(id) : null].filter(Boolean).join(' ') || undefined

export function FieldFrame({ id, label, hint, error, errorPrefix, children }: FieldFrameProps) {
  return (
    <div className="grid gap-1">
      {label ? (
        <label htmlFor={id} className="font-strong">
          {label}
        </label>
      ) : null}
      {hint ? (
        <p id={hintId(id)} className="text-muted">
          {hint}
        </p>
      ) : null}
      <ErrorLine id={id} error={error} errorPrefix={errorPrefix} />
      {children}
    </div>
  )
}

export function ErrorLine({ id, error, errorPrefix }: { id: string; error?: string; errorPrefix: string }) {
  return (
    <p id={errorId(id)} className="error-line">
      {error ? (
        <>
          <span className="sr-only">{errorPrefix}: </span>
          {error}
        </>
      ) : null}
    </p>
  )
}

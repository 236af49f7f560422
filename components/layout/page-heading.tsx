import type { ReactNode } from 'react'

type PageHeadingProps = {
  /** "Step 3 of 5 · Code" */
  step?: string
  /** When the heading is the label of the page's one field. */
  labelFor?: string
  children: ReactNode
}

export function PageHeading({ step, labelFor, children }: PageHeadingProps) {
  return (
    <div className="mb-4">
      {step ? <p className="text-small text-muted">{step}</p> : null}
      <h1 tabIndex={-1}>{labelFor ? <label htmlFor={labelFor}>{children}</label> : children}</h1>
    </div>
  )
}

import type { ReactNode, Ref } from 'react'

export type Problem = {
  text: string
  /** The id of the field it is about; none when it is about the whole page. */
  fieldId?: string
}

type ErrorSummaryProps = {
  heading: string
  problems: readonly Problem[]
  ref?: Ref<HTMLDivElement>
  children?: ReactNode
}

export function ErrorSummary({ heading, problems, ref, children }: ErrorSummaryProps) {
  return (
    <div
      ref={ref}
      role="alert"
      tabIndex={-1}
      className="my-4 rounded border-2 border-problem bg-problem-ground p-4 text-problem"
    >
      <h2 className="mb-1">{heading}</h2>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.fieldId ?? ''} ${problem.text}`}>
            {problem.fieldId ? (
              <a href={`#${problem.fieldId}`} className="inline-block min-h-11 py-2 font-strong text-problem">
                {problem.text}
              </a>
            ) : (
              <p className="font-strong">{problem.text}</p>
            )}
          </li>
        ))}
      </ul>
      {children}
    </div>
  )
}

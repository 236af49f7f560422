import type { ReactNode } from 'react'

type Tone = 'note' | 'attention' | 'problem' | 'good'

const tones: Readonly<Record<Tone, string>> = {
  note: 'border-link bg-note text-ink',
  attention: 'border-attention bg-attention-ground text-attention',
  problem: 'border-problem bg-problem-ground text-problem',
  good: 'border-good bg-good-ground text-good',
}

type InsetNoteProps = { tone?: Tone; heading?: string; role?: 'status' | 'alert'; children: ReactNode }

export function InsetNote({ tone = 'note', heading, role, children }: InsetNoteProps) {
  return (
    <div role={role} className={`my-4 grid gap-2 rounded border-s-4 px-4 py-3 ${tones[tone]}`}>
      {heading ? <h2 className="text-lead">{heading}</h2> : null}
      {children}
    </div>
  )
}

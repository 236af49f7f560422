import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon'

export type StatusTone = 'plain' | 'good' | 'problem' | 'attention' | 'quiet' | 'practice'

const looks: Readonly<Record<StatusTone, { className: string; icon: IconName | null }>> = {
  plain: { className: 'ps-0', icon: 'tick' },
  good: { className: 'bg-good-ground text-good', icon: 'tick' },
  problem: { className: 'bg-problem-ground text-problem', icon: 'cross' },
  attention: { className: 'bg-attention-ground text-attention', icon: 'eye' },
  quiet: { className: 'border border-edge text-muted', icon: 'clock' },
  practice: { className: 'bg-practice text-practice-text', icon: null },
}

/** Word, shape and colour together. What is finished is plain, so that the unfinished stands out. */
export function StatusTag({ tone, children }: { tone: StatusTone; children: ReactNode }) {
  const { className, icon } = looks[tone]
  return (
    <span className={`tag ${className}`}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </span>
  )
}

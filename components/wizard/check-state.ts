import type { StatusTone } from '@/components/feedback/status-tag'
import type { CheckView } from '@/lib/checks/view'

/** Key of messages `checks.status`, with its colour and shape. What is finished is plain, so that the unfinished stands out. */
export function checkState(check: CheckView): { word: StateWord; tone: StatusTone } {
  if (check.confirmed) return { word: 'confirmed', tone: 'plain' }
  if (check.outcome === 'pass') return { word: 'ready', tone: 'plain' }
  if (check.outcome === 'fail') return { word: 'fix', tone: 'problem' }
  if (check.confirmable) return { word: 'confirm', tone: 'attention' }
  return check.outcome === 'warn' ? { word: 'note', tone: 'quiet' } : { word: 'could_not', tone: 'quiet' }
}

type StateWord = 'confirmed' | 'ready' | 'fix' | 'confirm' | 'note' | 'could_not'

/** Only a failing check stops the move. */
export const isUnready = (check: CheckView): boolean => check.outcome === 'fail' && check.confirmed === null

/** Says more than that all is well. */
export const isOpen = (check: CheckView): boolean => check.outcome !== 'pass' && check.confirmed === null

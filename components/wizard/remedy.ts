import type { CheckKind } from '@/lib/checks/kinds'
import type { ErrorCode } from '@/lib/errors/catalog'
import { type DeadEnd, deadEndOf } from '@/lib/migration/dead-ends'
import type { Step } from '@/lib/migration/journey'

/** What helps after a refusal. `text` is a key of messages `wizard.refusal.remedies`. */
export type Remedy =
  | { to: 'check'; check: CheckKind; text: RemedyText }
  | { to: 'step'; step: Step; text: RemedyText }
  | { to: 'accounts'; text: RemedyText }
  | { to: 'connection'; text: RemedyText }
  | { to: 'meta'; text: RemedyText }
  | { to: 'dead-end'; reason: DeadEnd; text: RemedyText }

type RemedyText =
  | 'newToken'
  | 'permission'
  | 'checks'
  | 'twoStep'
  | 'openMeta'
  | 'provider'
  | 'accounts'
  | 'number'
  | 'getCode'
  | 'connectApp'
  | 'name'
  | 'payment'
  | 'review'
  | 'otherWay'

const check = (kind: CheckKind, text: RemedyText): Remedy => ({ to: 'check', check: kind, text })

const remedies: Partial<Record<ErrorCode, Remedy>> = {
  token_stopped: { to: 'connection', text: 'newToken' },
  token_revoked: { to: 'connection', text: 'newToken' },
  app_secret_needed: { to: 'connection', text: 'newToken' },
  permission_missing: { to: 'connection', text: 'permission' },
  permission_account: { to: 'meta', text: 'openMeta' },
  token_account_checkpoint: { to: 'meta', text: 'openMeta' },
  token_role_lost: { to: 'meta', text: 'openMeta' },
  api_access_blocked: { to: 'meta', text: 'openMeta' },
  object_missing: { to: 'meta', text: 'openMeta' },
  account_locked: { to: 'meta', text: 'openMeta' },
  account_restricted: { to: 'meta', text: 'openMeta' },
  two_step_on: check('two_step_off', 'twoStep'),
  pin_mismatch: check('two_step_off', 'twoStep'),
  number_limit_reached: check('number_room', 'checks'),
  webhook_missing: check('webhook_subscription', 'connectApp'),
  display_name_unapproved: check('display_name', 'name'),
  payment_missing: check('payment', 'payment'),
  destination_unapproved: check('destination_approved', 'review'),
  messaging_for_unapproved: check('destination_approved', 'review'),
  checks_failing: { to: 'step', step: 'checks', text: 'checks' },
  ownership_unproven: { to: 'step', step: 'code-method', text: 'getCode' },
  verify_again: { to: 'step', step: 'code-method', text: 'getCode' },
  number_deleted: { to: 'step', step: 'number', text: 'number' },
  number_format_refused: { to: 'step', step: 'number', text: 'number' },
  number_already_added: { to: 'step', step: 'number', text: 'number' },
}

export function remedyFor(code: ErrorCode): Remedy | null {
  const reason = deadEndOf([], code)
  return reason === null ? (remedies[code] ?? null) : { to: 'dead-end', reason, text: 'otherWay' }
}

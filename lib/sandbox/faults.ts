import type { Answer } from './answers'

export const WRITES = [
  'add_number',
  'request_code',
  'verify_code',
  'register',
  'subscribe_app',
  'unsubscribe_app',
  'copy_templates',
  'create_template',
  'update_profile',
  'send_message',
  'override_callback',
  'restore_callback',
] as const
export const READS = [
  'debug_token',
  'me',
  'read_account',
  'list_numbers',
  'list_apps',
  'list_templates',
  'read_number',
  'read_profile',
  'read_business',
  'list_owned_accounts',
  'list_client_accounts',
  'read_ids',
] as const
export const CALLS = [...WRITES, ...READS, 'batch'] as const
export type Call = (typeof CALLS)[number]

export const isWrite = (call: Call): boolean => WRITES.some((write) => write === call)

/** How the simulated Meta misbehaves. Where `work` can be chosen, the caller cannot tell which it was: that is the point. */
export type Misbehaviour =
  | { kind: 'error'; answer: Answer; waitMinutes?: number }
  | { kind: 'status'; status: number; work?: boolean }
  | { kind: 'html'; status?: number; work?: boolean }
  | { kind: 'body'; body: string; status?: number; contentType?: string; work?: boolean }
  | { kind: 'redirect'; location?: string }
  /** Connection refused: nothing was sent. Over HTTP it can only be a cut connection, because it is already open. */
  | { kind: 'refuse' }
  | { kind: 'reset_before' }
  | { kind: 'reset_after_work' }
  | { kind: 'reset_after_work_no_effect' }
  | { kind: 'hang'; work?: boolean }
  | { kind: 'delay'; ms: number }
  /** The work is done and reads answer the old state for a while. */
  | { kind: 'stale_reads'; seconds: number }
  /** Adding or creating succeeds and answers an id that no list shows. */
  | { kind: 'wrong_id' }
  /** Success is answered and nothing becomes true. */
  | { kind: 'success_without_effect' }
  /** Register succeeds and the number reads DISCONNECTED on the destination. */
  | { kind: 'offline_after_move' }
  /** The code, or the message, is accepted as sent and never arrives. */
  | { kind: 'undelivered' }
  /** Somebody did the same in WhatsApp Manager a moment before: it is so, and Meta refuses to do it again. */
  | { kind: 'done_meanwhile' }

export type Fault = {
  id: string
  call: Call | 'any_read' | 'any_write' | 'any'
  /** How often it still strikes. */
  times: number
  /** Only for this number; left out: for every request of that call. */
  digits?: string
  /** Let that many matching requests pass first. */
  skip?: number
  does: Misbehaviour
}

const matches = (fault: Fault, call: Call, digits: string | null): boolean => {
  if (fault.digits !== undefined && fault.digits !== digits) return false
  if (fault.call === call || fault.call === 'any') return true
  if (fault.call === 'any_read') return !isWrite(call) && call !== 'batch'
  return fault.call === 'any_write' && isWrite(call)
}

/** Takes one strike off the first armed fault that fits this request. */
export function strike(faults: Fault[], call: Call, digits: string | null): Misbehaviour | null {
  const fault = faults.find((candidate) => candidate.times > 0 && matches(candidate, call, digits))
  if (fault === undefined) return null
  if (fault.skip !== undefined && fault.skip > 0) {
    fault.skip -= 1
    return null
  }
  fault.times -= 1
  return fault.does
}

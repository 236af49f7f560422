import type { Misbehaviour } from './faults'
import { cut, PAGE, type Reply, redirect, refused, text } from './reply'
import type { World } from './state'
import type { Visit } from './visit'

/**
 * Does the work or leaves it, and answers what the fault wants. What really happened stands in `happened` (and so in
 * the ledger), whatever the caller is told.
 */
export function misbehave(
  does: Misbehaviour | null,
  world: World,
  happened: Visit['happened'],
  traceId: string,
  work: (into: World) => Reply,
): Reply {
  if (does === null) return work(world)
  switch (does.kind) {
    case 'error':
      return refused(does.answer, traceId, does.waitMinutes)
    case 'status':
      if (does.work) work(world)
      return text(does.status, '', 'text/plain')
    case 'html':
      if (does.work) work(world)
      return text(does.status ?? 200, PAGE, 'text/html; charset=utf-8')
    case 'body':
      if (does.work) work(world)
      return text(does.status ?? 200, does.body, does.contentType ?? 'application/json; charset=UTF-8')
    case 'redirect':
      return redirect(does.location ?? 'https://example.com/elsewhere')
    case 'refuse':
      return cut('refuse')
    case 'reset_before':
    case 'reset_after_work_no_effect':
      return cut('reset')
    case 'reset_after_work':
      work(world)
      return cut('reset')
    case 'hang':
      if (does.work) work(world)
      return cut('hang')
    case 'delay': {
      const reply = work(world)
      return { ...reply, delayMs: reply.delayMs + does.ms }
    }
    case 'success_without_effect': {
      const reply = work(structuredClone(world))
      happened.effect = null
      return reply
    }
    case 'stale_reads':
    case 'wrong_id':
    case 'offline_after_move':
    case 'undelivered':
    case 'done_meanwhile':
      return work(world)
    default:
      return does satisfies never
  }
}

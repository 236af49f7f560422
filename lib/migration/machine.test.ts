import { describe, expect, it } from 'vitest'
import { allows, COMMANDS, type Command, isBeforeMove, isTerminal, next, STATUSES, type Status, table } from './machine'

/** Every allowed cell, said once more by hand: a change of the table must be meant. */
const ALLOWED: Record<Status, Command[]> = {
  draft: ['check', 'subscribe_app', 'cancel'],
  ready: ['check', 'add_number', 'subscribe_app', 'cancel'],
  number_added: ['check', 'request_code', 'subscribe_app', 'cancel'],
  code_requested: ['check', 'request_code', 'verify_code', 'subscribe_app', 'cancel'],
  verified: ['check', 'register', 'subscribe_app', 'cancel'],
  registered: ['confirm', 'subscribe_app'],
  confirmed: ['subscribe_app'],
  cancelled: [],
}

describe('the state machine', () => {
  for (const status of STATUSES) {
    for (const command of COMMANDS) {
      const allowed = ALLOWED[status].includes(command)
      it(`${allowed ? 'allows' : 'refuses'} ${command} when ${status}`, () => {
        expect(allows(status, command)).toBe(allowed)
        expect(next(status, command, 'done') !== undefined).toBe(allowed)
      })
    }
  }

  it('follows the order of the move', () => {
    const path: [Command, Status][] = [
      ['check', 'ready'],
      ['add_number', 'number_added'],
      ['request_code', 'code_requested'],
      ['verify_code', 'verified'],
      ['register', 'registered'],
      ['confirm', 'confirmed'],
    ]
    let status: Status = 'draft'
    for (const [command, expected] of path) {
      const following = next(status, command, 'done')
      expect(following).toBe(expected)
      if (following !== undefined) status = following
    }
  })

  it('never leads from a moved or stopped number back to one before the move', () => {
    for (const status of ['registered', 'confirmed', 'cancelled'] as const) {
      const reachable = Object.values(table[status]).flatMap((row) => Object.values(row))
      expect(reachable.filter(isBeforeMove)).toEqual([])
    }
  })

  it('cannot be stopped after the point of no return', () => {
    expect(STATUSES.filter((status) => allows(status, 'cancel')).every(isBeforeMove)).toBe(true)
    expect(STATUSES.filter(isTerminal)).toEqual(['confirmed', 'cancelled'])
  })
})

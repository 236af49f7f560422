import { describe, expect, it } from 'vitest'
import { allows, COMMANDS, type Command, isBeforeMove, isTerminal, next, STATUSES, type Status, table } from './machine'

/** About the accounts, not about the number: possible as long as the migration is. */
const ACCOUNT: readonly Command[] = ['subscribe_app', 'copy_templates', 'create_template']

/** Every allowed cell, said once more by hand: a change of the table must be meant. */
const ALLOWED: Record<Status, Command[]> = {
  draft: ['check', ...ACCOUNT, 'cancel'],
  ready: ['check', 'add_number', ...ACCOUNT, 'cancel'],
  number_added: ['check', 'request_code', ...ACCOUNT, 'cancel'],
  code_requested: ['check', 'request_code', 'verify_code', ...ACCOUNT, 'cancel'],
  verified: ['check', 'register', ...ACCOUNT, 'cancel'],
  registered: ['confirm', ...ACCOUNT],
  confirmed: [...ACCOUNT, 'restore_profile', 'send_test', 'override_callback', 'restore_callback'],
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

import { describe, expect, it } from 'vitest'
import { returnPath } from './return-path'

describe('returnPath', () => {
  it('keeps a page of ours', () => {
    expect(returnPath('/migrations/abc/code')).toBe('/migrations/abc/code')
    expect(returnPath('/connections/token?replace=x')).toBe('/connections/token?replace=x')
  })
  it.each([undefined, '', '//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', ['/a']])(
    'goes to the list for %s',
    (from) => expect(returnPath(from)).toBe('/migrations'),
  )
  it('never returns to signing in', () => {
    expect(returnPath('/sign-in?from=/x')).toBe('/migrations')
  })
})

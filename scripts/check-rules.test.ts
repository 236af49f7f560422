import { describe, expect, it } from 'vitest'
import { findAtLeast, findEnvironmentReads, findLockGaps, findLostBugs, findSecrets } from './check-rules.mjs'

const scramble = (length: number) =>
  Array.from({ length }, (_, i) => 'kR7mZ2pWq9LxT4vB8nYc3HdJ5sFg6'[(i * 7) % 29]).join('')

describe('findAtLeast', () => {
  it.each([
    ['16.4.5', '16.3.3', 0],
    ['16.3.3', '16.3.3', 0],
    ['16.3.2', '16.3.3', 1],
    ['15.9.9', '16.3.3', 1],
    ['17.0.0', '16.3.3', 0],
  ])('%s against %s', (version, floor, faults) => {
    expect(findAtLeast('next', version, floor)).toHaveLength(faults)
  })
})

describe('findLockGaps', () => {
  const integrity = 'sha512-x'

  it('finds an optional package nobody in the tree provides', () => {
    const packages = {
      '': { optionalDependencies: { top: '1' } },
      'node_modules/top': { integrity, optionalDependencies: { 'top-linux': '1', 'top-mac': '1' } },
      'node_modules/top-linux': { integrity },
    }
    expect(findLockGaps(packages)).toEqual(['node_modules/top wants top-mac, not in the lock'])
  })

  it('looks inside the package first and then up', () => {
    const packages = {
      'node_modules/a/node_modules/b': { integrity, optionalDependencies: { c: '1', d: '1' } },
      'node_modules/a/node_modules/c': { integrity },
      'node_modules/d': { integrity },
    }
    expect(findLockGaps(packages)).toEqual([])
  })

  it('wants every entry to carry its integrity', () => {
    expect(findLockGaps({ 'node_modules/a': {} })).toEqual(['node_modules/a has no integrity'])
  })
})

describe('findSecrets', () => {
  it.each([
    ['a token', `const x = 'EAA${scramble(30)}'`],
    ['a private key', ['-----BEGIN', 'PRIVATE KEY-----'].join(' ')],
    ['a named value', `apiToken: '${scramble(40)}'`],
  ])('finds %s and tells only where', (_what, text) => {
    const faults = findSecrets('a.ts', `\n${text}`)
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatch(/^a\.ts:2: looks like/)
    expect(faults[0]).not.toContain(scramble(20))
  })

  it('leaves made-up ones alone', () => {
    expect(findSecrets('a.ts', `token: 'EAAxxxxxxxxxxxxxxxxxxxxxxxxxxxx'`)).toEqual([])
    expect(findSecrets('a.ts', `token: 'EAAG${scramble(20)}ExampleToken'`)).toEqual([])
  })
})

describe('findEnvironmentReads', () => {
  it('finds a read outside the one file', () => {
    const text = `const a = 1\nconst b = ${'process'}.env.PORT`
    expect(findEnvironmentReads('lib/graph/client.ts', text)).toEqual(['lib/graph/client.ts:2: reads process.env'])
    expect(findEnvironmentReads('lib/env.ts', text)).toEqual([])
    expect(findEnvironmentReads('proxy.ts', `${'process'}.env.NODE_ENV`)).toEqual([])
  })
})

describe('findLostBugs', () => {
  const bug = (right: string) => ({ name: 'sent twice', file: 'a.ts', right })

  it('names a bug whose line is gone, or is there twice', () => {
    const read = () => 'one()\ntwo()\ntwo()\n'
    expect(findLostBugs([bug('one()')], read)).toEqual([])
    expect(findLostBugs([bug('two()'), bug('three()')], read)).toHaveLength(2)
  })
})

import { describe, expect, it } from 'vitest'
import { isCrossSite } from './cross-site'

const OURS = 'https://move.example.com'

const request = (method: string, headers: Record<string, string>) => new Request(`${OURS}/api/x`, { method, headers })

describe('isCrossSite', () => {
  it.each<[string, Record<string, string>, boolean]>([
    ['POST', { 'sec-fetch-site': 'same-origin' }, false],
    ['POST', { 'sec-fetch-site': 'same-origin', origin: 'null' }, false],
    ['POST', { 'sec-fetch-site': 'same-site' }, true],
    ['POST', { 'sec-fetch-site': 'same-site', origin: OURS }, true],
    ['POST', { 'sec-fetch-site': 'cross-site' }, true],
    ['POST', { 'sec-fetch-site': 'none' }, true],
    ['POST', { 'sec-fetch-site': '' }, true],
    ['GET', { 'sec-fetch-site': 'none' }, false],
    ['GET', { 'sec-fetch-site': 'same-origin' }, false],
    ['GET', { 'sec-fetch-site': 'cross-site' }, true],
    ['POST', { origin: OURS }, false],
    ['POST', { origin: 'null' }, true],
    ['POST', { origin: 'http://move.example.com' }, true],
    ['POST', { origin: 'https://move.example.com:8443' }, true],
    ['POST', { origin: 'https://move.example.com.evil.test' }, true],
    ['POST', { origin: 'https://evilmove.example.com' }, true],
    ['POST', {}, true],
    ['DELETE', {}, true],
    ['PATCH', {}, true],
    ['GET', {}, false],
    ['HEAD', {}, false],
    ['GET', { origin: 'https://evil.test' }, true],
  ])('%s with %j: %s', (method, headers, crossSite) => {
    expect(isCrossSite(request(method, headers), OURS)).toBe(crossSite)
  })
})

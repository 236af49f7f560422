import { spawnSync } from 'node:child_process'
import { generateKeyPairSync, sign as signWith } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { buildReport } from '@/lib/testing/report'
import { canonicalJson, fingerprintOf, shortPrint } from './canonical'
import { sign } from './sign'
import { verifyReport } from './verify'

const signed = sign(buildReport())
const text = JSON.stringify(signed)
const fingerprint = fingerprintOf(signed.publicKey)

/** As another Carryover would sign the same report. */
function signElsewhere() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    report: signed.report,
    signature: signWith(null, Buffer.from(canonicalJson(signed.report)), privateKey).toString('base64'),
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  }
}

describe('canonicalJson', () => {
  it('is the same text whatever order the keys came in', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'ệ"\n' }], a: true })).toBe(
      '{"a":true,"b":[1,{"c":"ệ\\"\\n","d":null}]}',
    )
    const reversed = JSON.parse(text, (_key, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    )
    expect(verifyReport(JSON.stringify(reversed, null, 2)).outcome).toBe('valid')
  })
})

describe('verifyReport', () => {
  it('accepts what was signed, and says with which key', () => {
    expect(verifyReport(text)).toEqual({
      outcome: 'valid',
      reference: 'MV-4F7K-2Q',
      key: fingerprint,
      signature: fingerprintOf(signed.signature),
    })
  })

  it('signs the same report with the same signature', () => {
    expect(sign(buildReport())).toEqual(signed)
  })

  it('refuses the file after any one byte of it was changed', () => {
    const bytes = Buffer.from(text)
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes)
      changed[at] = (bytes[at] ?? 0) ^ 1
      const { outcome } = verifyReport(changed.toString('utf8'))
      expect(outcome, `byte ${at} of ${bytes.length}`).not.toBe('valid')
    }
  })

  it('refuses what is added beside or inside', () => {
    expect(verifyReport(JSON.stringify({ ...signed, note: 'x' })).outcome).toBe('not_a_report')
    expect(verifyReport(text.replace('{"format"', '{"__proto__":{"x":1},"format"')).outcome).toBe('changed')
  })

  it.each([
    ['the public key', () => signed.publicKey],
    ['its fingerprint', () => fingerprint],
    ['the short form of it, as it stands on paper', () => shortPrint(fingerprint)],
  ])('knows the installation by %s', (_name, key) => {
    expect(verifyReport(text, key()).outcome).toBe('valid')
    expect(verifyReport(JSON.stringify(signElsewhere()), key()).outcome).toBe('other_key')
  })

  it('takes no key that is too short to tell', () => {
    for (const key of ['', fingerprint.slice(0, 15), 'not a key'])
      expect(verifyReport(text, key).outcome).toBe('other_key')
  })

  it('without a key only says that nobody changed it since', () => {
    expect(verifyReport(JSON.stringify(signElsewhere())).outcome).toBe('valid')
  })

  it('refuses a key of another kind', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const other = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
    expect(verifyReport(JSON.stringify({ ...signed, publicKey: other })).outcome).toBe('changed')
  })

  it.each(['', '{}', '[]', 'null', '{"report":{"format":"other"}}'])('says that %j is no report', (other) => {
    expect(verifyReport(other)).toEqual({ outcome: 'not_a_report' })
  })
})

describe('npm run verify-report', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'carryover-report-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  function run(name: string, content: string | Buffer | null, ...more: string[]) {
    const file = path.join(folder, name)
    if (content !== null) writeFileSync(file, content)
    // Neither a database nor a master key: whoever was given a report has none of them.
    const { PATH } = process.env
    const child = spawnSync('npm', ['run', '--silent', 'verify-report', '--', file, ...more], {
      encoding: 'utf8',
      env: { PATH, HOME: folder, NODE_ENV: 'production' },
    })
    return { code: child.status, said: child.stdout + child.stderr }
  }

  it('says VALID, the reference and the key, and ends with 0', () => {
    const { code, said } = run('report.json', text)
    expect(said).toContain('VALID\nReport MV-4F7K-2Q')
    expect(said).toContain(fingerprint)
    expect(code).toBe(0)
    expect(run('report.json', text, '--key', shortPrint(fingerprint)).code).toBe(0)
  })

  it('ends with 1 when one byte is another, or the key is', () => {
    const changed = run('changed.json', text.replace('"display":"+84 912', '"display":"+84 913'))
    expect(changed.said).toContain('NOT VALID')
    expect(changed.code).toBe(1)
    const elsewhere = run('elsewhere.json', JSON.stringify(signElsewhere()), '--key', fingerprint)
    expect(elsewhere.said).toContain('NOT VALID: signed with another key')
    expect(elsewhere.code).toBe(1)
  })

  it('ends with 2 when there is nothing to tell it from', () => {
    expect(run('note.json', '{}').code).toBe(2)
    expect(run('absent.json', null).code).toBe(2)
    expect(run('report.json', text, '--keys', 'x').code).toBe(2)
    expect(run('report.json', text, 'another').code).toBe(2)
  })
})

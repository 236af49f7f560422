/**
 * `npm run verify-report -- <file.json> [--key <public key or fingerprint>]`: is this report as it was signed, and by which Carryover?
 * Reads the file and nothing else. Ends with 0 when it is, 1 when it is not, 2 when there is nothing to tell it from.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { shortPrint } from '@/lib/report/canonical'
import { type Verified, verifyReport } from '@/lib/report/verify'

const USAGE = 'Usage: npm run verify-report -- <file.json> [--key <public key or fingerprint>]\n'

type Asked = { file: string; key: string | undefined }

function readArguments(): Asked | null {
  try {
    const { values, positionals } = parseArgs({ options: { key: { type: 'string' } }, allowPositionals: true })
    const [file, ...rest] = positionals
    return file === undefined || rest.length > 0 ? null : { file, key: values.key }
  } catch {
    return null
  }
}

function readFile(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

function say(file: string, verified: Verified, expected: string | undefined): string {
  if (verified.outcome === 'not_a_report') return `${file}: not a report of Carryover.`
  const { reference, key, signature } = verified
  const facts = `Report ${reference}, signature ${shortPrint(signature)}, signed with the key ${shortPrint(key)}.`
  if (verified.outcome === 'changed') return `NOT VALID: the report is not what was signed.\n${facts}`
  if (verified.outcome === 'other_key') return `NOT VALID: signed with another key than the one you gave.\n${facts}`
  const next =
    expected === undefined
      ? 'Nobody has changed it since. Who signed it you know only by the key: compare it with the one on the settings page, or give it with --key.\n'
      : ''
  return `VALID\n${facts}\n${next}Fingerprint of the key: ${key}`
}

const CODES: Readonly<Record<Verified['outcome'], number>> = { valid: 0, changed: 1, other_key: 1, not_a_report: 2 }

const asked = readArguments()
const text = asked && readFile(asked.file)
if (asked === null) {
  process.stderr.write(USAGE)
  process.exitCode = 2
} else if (text === null) {
  process.stderr.write(`${asked.file} cannot be read.\n`)
  process.exitCode = 2
} else {
  const verified = verifyReport(text, asked.key)
  const out = verified.outcome === 'valid' ? process.stdout : process.stderr
  out.write(`${say(asked.file, verified, asked.key)}\n`)
  process.exitCode = CODES[verified.outcome]
}

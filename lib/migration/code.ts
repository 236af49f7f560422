import type { ErrorCode } from '@/lib/errors/catalog'
import { toAsciiDigits } from '@/lib/phone/digits'

export type CodeReading = { ok: true; code: string } | { ok: false; error: ErrorCode; count?: number }

// WhatsApp writes the code as 123-456; phones and people also show it as 123456 or 123 456.
const CODE_IN_TEXT = [
  /(?<!\d)\d{6}(?!\d)/g,
  /(?<!\d|\d[-–—])\d{3}[-–—]\d{3}(?!\d|[-–—]\d)/g,
  /(?<!\d|\d[-–—\s])\d{3}\s\d{3}(?!\d|[-–—\s]\d)/g,
]

const onlyDigits = (text: string): string => text.replace(/\D/g, '')

const wrongCount = (count: number): CodeReading => ({
  ok: false,
  error: count < 6 ? 'code_too_short' : 'code_too_long',
  count,
})

function codesIn(text: string): string[] {
  const found = CODE_IN_TEXT.flatMap((pattern) => [...text.matchAll(pattern)].map(([match]) => onlyDigits(match)))
  return [...new Set(found)]
}

/** Finds the six digits in what was typed or pasted, up to the whole message. */
export function readCode(text: string): CodeReading {
  // Messengers put invisible direction marks around the digits they show.
  const clean = toAsciiDigits(text)
    .replace(/\p{Cf}/gu, '')
    .trim()
  if (clean === '') return { ok: false, error: 'code_empty' }

  const digits = onlyDigits(clean)
  if (digits === '') return { ok: false, error: 'code_not_digits' }

  const codes = codesIn(clean)
  if (codes.length > 1) return { ok: false, error: 'code_two_groups' }
  const [code] = codes

  const typed = !/\p{L}/u.test(clean)
  if (typed) {
    if (digits.length === 6) return { ok: true, code: digits }
    // The same message pasted twice is still one code; six digits and a stray seventh are a slip.
    if (code !== undefined && digits === code.repeat(digits.length / 6)) return { ok: true, code }
    return wrongCount(digits.length)
  }

  if (code !== undefined) return { ok: true, code }
  const lettersTouchDigits = /\p{L}\d|\d\p{L}/u.test(clean)
  if (lettersTouchDigits || digits.length === 6) return { ok: false, error: 'code_not_digits' }
  return wrongCount(digits.length)
}

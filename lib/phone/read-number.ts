import 'server-only'
import { type CountryCode, ParseError, type PhoneNumber, parsePhoneNumberWithError } from 'libphonenumber-js/max'
import type { ErrorCode } from '@/lib/errors/catalog'
import { toAsciiDigits } from './digits'

export type LineType = 'mobile' | 'fixed' | 'fixed_or_mobile' | 'voip' | 'other'

export type ReadNumber = {
  e164: string
  /** All digits without the plus, for search and for comparing with Meta's formatted numbers. */
  digits: string
  /** Calling code without plus, and the national part: the two fields of Meta's add call. */
  cc: string
  national: string
  country: string | null
  lineType: LineType
  display: string
  /** True when the country was assumed, so that a person should confirm it. */
  assumedCountry: boolean
}

export type NumberProblem = { error: ErrorCode; country: string | null }

/** Reads whatever people paste: any punctuation, 00 for +, invisible marks, native digits, text around the number. */
export function readNumber(typed: string, defaultCountry: string | null): ReadNumber | NumberProblem {
  const text = clean(typed)
  if (text === '') return { error: 'number_empty', country: null }
  if (/\d(?:[.,]\d+)?e[+-]?\d+/i.test(text)) return { error: 'number_damaged', country: null }
  const candidate = findNumber(text)
  if (candidate === null) return { error: 'number_letters', country: null }
  const international = candidate.startsWith('+')
  if (!international && defaultCountry === null) return { error: 'number_no_country', country: null }
  return parse(candidate, international ? null : defaultCountry)
}

function parse(candidate: string, country: string | null): ReadNumber | NumberProblem {
  let parsed: PhoneNumber
  try {
    parsed = parsePhoneNumberWithError(candidate, {
      // Safe because an unknown code makes the library throw INVALID_COUNTRY, which is handled below.
      ...(country ? { defaultCountry: country as CountryCode } : {}),
      extract: false,
    })
  } catch (error) {
    return { error: error instanceof ParseError ? fromLibrary(error.message) : 'number_impossible', country }
  }
  if (!parsed.isPossible() || !parsed.isValid()) {
    return { error: lengthProblem(parsed) ?? 'number_impossible', country: parsed.country ?? country }
  }
  return {
    e164: parsed.number,
    digits: parsed.number.slice(1),
    cc: parsed.countryCallingCode,
    national: parsed.nationalNumber,
    country: parsed.country ?? null,
    lineType: toLineType(parsed.getType()),
    display: parsed.formatInternational(),
    assumedCountry: country !== null,
  }
}

/** International format with spaces; the number itself when the library cannot format it. */
export function displayNumber(e164: string): string {
  try {
    return parsePhoneNumberWithError(e164).formatInternational()
  } catch {
    return e164
  }
}

/** The calling code and the national part of a stored number. */
export function splitNumber(e164: string): { cc: string; national: string } {
  const parsed = parsePhoneNumberWithError(e164)
  return { cc: parsed.countryCallingCode, national: parsed.nationalNumber }
}

function clean(typed: string): string {
  return toAsciiDigits(typed)
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/^\s*tel:/i, '')
    .trim()
}

/** The run that looks like a number inside other text ("WhatsApp: 0912 345 678"); null when there is none. */
function findNumber(text: string): string | null {
  const run = text.match(/\+?\s*\d[\d\s().\-\u2010-\u2015/]*/g)?.sort((a, b) => b.length - a.length)[0]
  if (run === undefined) return null
  if (/\p{L}/u.test(text) && run.replace(/\D/g, '').length < 6) return null
  const digits = run.replace(/[^\d+]/g, '')
  return digits.startsWith('00') ? `+${digits.slice(2)}` : digits
}

function fromLibrary(message: string): ErrorCode {
  if (message === 'TOO_SHORT') return 'number_too_short'
  if (message === 'TOO_LONG') return 'number_too_long'
  if (message === 'INVALID_COUNTRY') return 'number_no_country'
  return 'number_impossible'
}

/** Which way the length is wrong: would a few more, or a few fewer, digits be possible in that country? */
function lengthProblem(parsed: PhoneNumber): ErrorCode | null {
  if (parsed.isPossible()) return null
  const longerIsPossible = [1, 2, 3].some((extra) => isPossibleWith(parsed, '1'.repeat(extra), 0))
  if (longerIsPossible) return 'number_too_short'
  const shorterIsPossible = [1, 2, 3].some((cut) => isPossibleWith(parsed, '', cut))
  return shorterIsPossible ? 'number_too_long' : null
}

function isPossibleWith(parsed: PhoneNumber, suffix: string, cut: number): boolean {
  const national = parsed.nationalNumber.slice(0, parsed.nationalNumber.length - cut) + suffix
  try {
    return parsePhoneNumberWithError(`+${parsed.countryCallingCode}${national}`).isPossible()
  } catch {
    return false
  }
}

function toLineType(type: ReturnType<PhoneNumber['getType']>): LineType {
  switch (type) {
    case 'MOBILE':
      return 'mobile'
    case 'FIXED_LINE':
      return 'fixed'
    case 'FIXED_LINE_OR_MOBILE':
      return 'fixed_or_mobile'
    case 'VOIP':
      return 'voip'
    default:
      return 'other'
  }
}

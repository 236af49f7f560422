/** The zeros of the digit blocks people type on: Arabic-Indic, Persian, Devanagari, Bengali, Thai, full-width. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10]

/** Native digits to ASCII; everything else stays. */
export function toAsciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (char) => {
    const point = char.codePointAt(0) ?? 0
    const zero = ZEROS.find((candidate) => point >= candidate && point < candidate + 10)
    return zero === undefined ? char : String(point - zero)
  })
}

/** A number as Meta formats it ("+55 21 9…") and as we store it are the same when their digits are. */
export const digitsOf = (text: string): string => toAsciiDigits(text).replace(/\D/g, '')

/** +84901234123 → +84•••••••123 */
export function maskPhone(phone: string): string {
  const plus = phone.startsWith('+') ? '+' : ''
  const digits = phone.replaceAll(/\D/g, '')
  if (digits.length < 6) return '•'.repeat(digits.length)
  return `${plus}${digits.slice(0, 2)}${'•'.repeat(digits.length - 5)}${digits.slice(-3)}`
}

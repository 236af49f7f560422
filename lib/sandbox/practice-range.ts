/** +84 900 000 000 to 999: the last three digits choose what goes wrong. Nobody is called: practice sends nothing. */
const PREFIX = '84900000'

export const isPracticeNumber = (digits: string): boolean => digits.length === 11 && digits.startsWith(PREFIX)

export const suffixOf = (digits: string): string => digits.slice(PREFIX.length)

export const practiceDigits = (suffix: string): string => `${PREFIX}${suffix}`

/** +84 900 000 007 */
export const practiceDisplay = (digits: string): string => `+84 900 000 ${suffixOf(digits)}`

const MAX_LENGTH = 300

/** Tokens of Meta (EAA…) and of practice, wherever a vendor text may quote one. */
const TOKEN_SHAPE = /\b(?:EAA|PRACTICE)[A-Za-z0-9_-]{8,}/g

/**
 * Makes vendor text safe to keep: the call's own secrets and anything shaped like a token are cut out, also a code
 * written in two groups ("123-456"), then control characters go and the length is bounded.
 */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  const known = secrets.filter((secret) => secret !== '').flatMap((secret) => [secret, ...inTwoGroups(secret)])
  return (text) => {
    const withoutSecrets = known.reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text)
    return withoutSecrets
      .replace(TOKEN_SHAPE, '[redacted]')
      .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
      .trim()
      .slice(0, MAX_LENGTH)
  }
}

const inTwoGroups = (secret: string): string[] =>
  /^\d{6}$/.test(secret) ? [`${secret.slice(0, 3)}-${secret.slice(3)}`, `${secret.slice(0, 3)} ${secret.slice(3)}`] : []

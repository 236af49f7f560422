/** Contract, section 8.6, in November 2026. An expired version is served silently by the oldest that lives. */
const OLDEST = 21
const NEWEST = 26
const DEFAULT = 'v25.0'

export function servedVersion(asked: string | null): string {
  if (asked === null) return DEFAULT
  const major = Number(/^v(\d+)/.exec(asked)?.[1] ?? NEWEST)
  return `v${Math.min(Math.max(major, OLDEST), NEWEST)}.0`
}

/** The small gates of `npm run check`. Pure: texts in, complaints out. */

const numbers = (version) => version.split('-')[0].split('.').map(Number)

export function findAtLeast(name, version, floor) {
  const [have, want] = [numbers(version), numbers(floor)]
  const at = want.findIndex((part, index) => have[index] !== part)
  return at === -1 || have[at] > want[at] ? [] : [`${name} ${version} is below ${floor}`]
}

/**
 * npm leaves an optional package that its registry lacks out of the lock without a word, and then `npm ci` fails on
 * every machine. Each name must be an entry somewhere up the tree.
 */
export function findLockGaps(packages) {
  const faults = []
  for (const [place, entry] of Object.entries(packages)) {
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      if (!isUpTheTree(packages, place, name)) faults.push(`${place || 'package.json'} wants ${name}, not in the lock`)
    }
    if (place !== '' && !entry.link && !entry.inBundle && !entry.integrity) faults.push(`${place} has no integrity`)
  }
  return faults
}

function isUpTheTree(packages, place, name) {
  for (let at = place; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (`${at}${at === '' ? '' : '/'}node_modules/${name}` in packages) return true
    if (at === '') return false
    if (!at.includes('/node_modules/')) return `node_modules/${name}` in packages
  }
}

const SECRET_SHAPES = [
  ['a Meta token', /\bEAA[A-Za-z0-9]{20,}/g],
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/g],
  ['a value for a secret', /(?:secret|token|password|api_?key)['"]?\s*[:=]\s*['"`][A-Za-z0-9+/_-]{40,}={0,2}['"`]/gi],
]

const BINARY = /\.(png|jpe?g|gif|ico|woff2?|pdf|webp)$|^package-lock\.json$/

/** Something typed to look like a secret says so or repeats itself; a real one does neither. */
function looksTyped(match) {
  const value = match.match(/[A-Za-z0-9+/_-]{20,}/)?.[0] ?? match
  return /example|token|secret|fake|test/i.test(value) || new Set(value.slice(-24)).size < 7
}

export function findSecrets(file, text) {
  if (BINARY.test(file)) return []
  return SECRET_SHAPES.flatMap(([what, shape]) =>
    [...text.matchAll(shape)]
      .filter(([match]) => !looksTyped(match))
      .map(({ index }) => `${file}:${text.slice(0, index).split('\n').length}: looks like ${what}`),
  )
}

/** Who may read the environment: one file of the app, and what runs outside it. */
const MAY_READ =
  /^(lib\/env\.ts|instrumentation\.ts|lib\/testing\/|scripts\/|e2e\/|simulation\/|bench\/)|\.config\.(ts|mjs)$|\.test\.tsx?$/

/** NODE_ENV and NEXT_RUNTIME are constants that the build puts in, not settings. */
const READS = /process\.env\b(?!\.(?:NODE_ENV|NEXT_RUNTIME)\b)/

export function findEnvironmentReads(file, text) {
  if (MAY_READ.test(file) || !/\.(ts|tsx|mjs|js)$/.test(file)) return []
  return text
    .split('\n')
    .flatMap((line, index) => (READS.test(line) ? [`${file}:${index + 1}: reads process.env`] : []))
}

/** A planted bug whose line was changed since spoils nothing: it must stand in its file exactly once. */
export function findLostBugs(bugs, read) {
  return bugs
    .filter(({ file, right }) => read(file).split(right).length !== 2)
    .map(
      ({ name, file, right }) => `simulation/planted-bugs.ts, "${name}": ${file} has not exactly once: ${right.trim()}`,
    )
}

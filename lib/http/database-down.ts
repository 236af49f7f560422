import 'server-only'

/** Classes 08 (connection), 53 (no room) and 57P (shutting down) of PostgreSQL's error codes, and a wait for a lock that took too long. */
const SERVER_GONE = /^(08\w{3}|53\w{3}|57P0[1-5]|57014|55P03)$/
const SOCKET_CALLS = new Set(['connect', 'read', 'write', 'getaddrinfo'])
const DRIVER_SAYS = /Connection terminated|timeout exceeded when trying to connect|Cannot use a pool after calling end/

const word = (error: Error, key: 'code' | 'syscall'): string => {
  const value: unknown = Reflect.get(error, key)
  return typeof value === 'string' ? value : ''
}

/** The database as a whole, not one query of ours. drizzle wraps what a query throws, but not what opening throws. */
export function isDatabaseDown(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const failure = error.name === 'DrizzleQueryError' ? error.cause : error
  if (!(failure instanceof Error)) return false
  // A name with two addresses fails once for each.
  if (failure instanceof AggregateError) return failure.errors.every(isDatabaseDown)
  return (
    SERVER_GONE.test(word(failure, 'code')) ||
    SOCKET_CALLS.has(word(failure, 'syscall')) ||
    DRIVER_SAYS.test(failure.message)
  )
}

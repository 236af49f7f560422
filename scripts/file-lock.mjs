import { DatabaseSync } from 'node:sqlite'

const SQLITE_BUSY = 5

/**
 * A lock that the kernel lets go when its holder dies, however it dies. SQLite knows how to hold one on every platform.
 * Returns null while somebody else has it.
 */
export function tryLock(file) {
  const database = new DatabaseSync(file, { timeout: 0 })
  try {
    database.exec('pragma locking_mode = exclusive; begin exclusive')
  } catch (error) {
    database.close()
    if (error.errcode === SQLITE_BUSY) return null
    throw error
  }
  return { release: () => database.close() }
}

import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/**
 * The file with the master key beside the embedded database, made on the very first start. Never made anew beside a
 * database that exists: a new key would silently turn every stored token into noise.
 */
export function ensureMasterKey(dataDir) {
  const file = path.resolve(dataDir, 'master.key')
  if (fs.existsSync(file)) return file
  if (fs.readdirSync(dataDir).some((name) => /^pg\d+$/.test(name))) {
    throw new Error('DATA_DIR has a database but no master.key: put the key file back, or set CARRYOVER_KEY')
  }
  try {
    const handle = fs.openSync(file, 'wx', 0o600)
    fs.writeSync(handle, `${randomBytes(32).toString('base64')}\n`)
    fs.fsyncSync(handle)
    fs.closeSync(handle)
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  return file
}

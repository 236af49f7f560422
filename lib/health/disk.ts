import 'server-only'
import { open, rm, stat, statfs } from 'node:fs/promises'
import path from 'node:path'
import { env } from '@/lib/env'

const MEGABYTE = 1024 * 1024
const RESERVE = 32 * MEGABYTE
const FEWEST_INODES = 0.01
const FRESH_FOR = 2000

let last: { at: number; answer: Promise<boolean> } | undefined

const reserveFile = () => path.join(env().DATA_DIR, 'reserve')

/** Is there room to write down what a new step will bring? Asked before every step, so the disk is asked every 2 s at most. */
export async function hasRoom(): Promise<boolean> {
  const now = performance.now()
  if (last === undefined || now - last.at > FRESH_FOR) last = { at: now, answer: ask() }
  return last.answer
}

async function ask(): Promise<boolean> {
  try {
    const { bavail, bsize, files, ffree } = await statfs(env().DATA_DIR)
    // Some file systems make inodes as they go and count none.
    const inodes = files === 0 || ffree / files >= FEWEST_INODES
    const room = inodes && bavail * bsize >= env().minFreeMegabytes * MEGABYTE
    if (room) await holdReserve()
    return room
  } catch {
    // Without a folder of our own nothing of ours fills it: the database is somewhere else and speaks for itself.
    return true
  }
}

/** Written, not only sized: a hole in a file holds no room. */
async function holdReserve(): Promise<void> {
  const known = await stat(reserveFile()).catch(() => null)
  if (known?.size === RESERVE) return
  const file = await open(reserveFile(), 'w', 0o600)
  try {
    await file.writeFile(Buffer.alloc(RESERVE, 1))
    await file.sync()
  } finally {
    await file.close()
  }
}

/** For the outcome of a call that was made while there still was room. */
export const releaseReserve = (): Promise<void> => rm(reserveFile(), { force: true })

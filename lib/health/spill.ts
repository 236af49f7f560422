import 'server-only'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { instanceId } from '@/lib/db/instance'
import { env } from '@/lib/env'

const TAKEN = '.taken'

const folder = () => path.join(env().DATA_DIR, 'spill')

/** Appends to this process's own file, so that no two write into one, and has it on disk before it returns. */
export async function spill(line: string): Promise<void> {
  await mkdir(folder(), { recursive: true, mode: 0o700 })
  const file = await open(path.join(folder(), instanceId), 'a', 0o600)
  try {
    await file.appendFile(`${line}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}

const files = (): Promise<string[]> => readdir(folder()).catch(() => [])

export const isSpilled = async (): Promise<boolean> => (await files()).length > 0

/**
 * Hands over what lies there, line by line; a file goes when all its lines were taken. Moved aside first, so that what is
 * spilled meanwhile starts a new file. A torn last line was never promised to anybody.
 */
export async function takeSpilled(
  mayTake: (owner: string) => Promise<boolean>,
  take: (line: string) => Promise<void>,
): Promise<void> {
  for (const name of await files()) {
    if (!name.endsWith(TAKEN) && !(await mayTake(name))) continue
    const file = path.join(folder(), name.endsWith(TAKEN) ? name : `${name}${TAKEN}`)
    if (!name.endsWith(TAKEN)) await rename(path.join(folder(), name), file)
    for (const line of (await readFile(file, 'utf8')).split('\n').slice(0, -1)) await take(line)
    await rm(file)
  }
}

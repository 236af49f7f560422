import 'server-only'
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { keyId, subKey } from '@/lib/crypto/keys'

const MAGIC = 'CARRYOVER BACKUP 1'
const NONCE = 12
const TAG = 16
const ALGORITHM = 'aes-256-gcm'

/** Words for people at a console. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}

const headOf = (kid: string): Buffer => Buffer.from(`${MAGIC} ${kid}\n`)

/** Compressed, sealed with a key of its own, and under its name only when it is whole and on disk. */
export async function writeSealed(file: string, contents: AsyncIterable<Buffer>): Promise<void> {
  const half = `${file}.${randomBytes(4).toString('hex')}.part`
  const head = headOf(keyId())
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv(ALGORITHM, subKey('backup'), nonce, { authTagLength: TAG })
  cipher.setAAD(head)
  try {
    const out = createWriteStream(half, { mode: 0o600, flags: 'wx' })
    out.write(Buffer.concat([head, nonce]))
    await pipeline(Readable.from(contents), createGzip(), cipher, out)
    const handle = await open(half, 'a')
    await handle.appendFile(cipher.getAuthTag())
    await handle.sync()
    await handle.close()
    await rename(half, file)
    const folder = await open(path.dirname(path.resolve(file)), 'r')
    await folder.sync()
    await folder.close()
  } catch (error) {
    await rm(half, { force: true })
    throw error
  }
}

/** What is inside. Only after the last piece is it known that not a byte was changed: read it once before it is used. */
export async function* readSealed(file: string): AsyncGenerator<Buffer> {
  const handle = await open(file, 'r').catch(() => {
    throw new BackupError(`${file} cannot be read`)
  })
  const { size } = await handle.stat()
  const start = headOf(keyId())
  const known = Buffer.alloc(start.length + NONCE)
  const tag = Buffer.alloc(TAG)
  await handle.read(known, 0, known.length, 0)
  await handle.read(tag, 0, TAG, Math.max(0, size - TAG))
  await handle.close()
  const head = known.subarray(0, start.length)
  if (!head.toString('latin1').startsWith(MAGIC)) throw new BackupError(`${file} is not a backup of Carryover`)
  if (!head.equals(start))
    throw new BackupError('The backup was made with another master key: put that key in place first')
  if (size < known.length + TAG) throw new BackupError('The backup is cut short')
  const decipher = createDecipheriv(ALGORITHM, subKey('backup'), known.subarray(start.length), { authTagLength: TAG })
  decipher.setAAD(head)
  decipher.setAuthTag(tag)
  const gunzip = createGunzip()
  const flow = pipeline(createReadStream(file, { start: known.length, end: size - TAG - 1 }), decipher, gunzip)
  flow.catch(() => {})
  try {
    for await (const chunk of gunzip) yield chunk
    await flow
  } catch (error) {
    throw new BackupError('The backup was damaged or changed: nothing of it was used', { cause: error })
  }
}

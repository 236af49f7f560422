import 'server-only'
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { AppError } from '@/lib/errors/app-error'

const derive = promisify(argon2)

const COST = { memory: 19_456, passes: 2, parallelism: 1 }
const TAG_BYTES = 32

// Each hash takes 19 MiB and a thread of the pool that file and name look-ups share.
const AT_ONCE = 4
const QUEUE = 50
let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= QUEUE) throw new AppError('not_saved')
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else {
    running += 1
  }
  try {
    return await work()
  } finally {
    const nextInLine = waiting.shift()
    if (nextInLine) nextInLine()
    else running -= 1
  }
}

type Cost = typeof COST

// The same letters can be typed composed or decomposed, by the keyboard's choice (macOS, Vietnamese input methods).
const hashWith = (password: string, salt: Buffer, cost: Cost, length: number): Promise<Buffer> =>
  inTurn(() => derive('argon2id', { message: password.normalize('NFKC'), nonce: salt, tagLength: length, ...cost }))

const base64 = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')

/** In PHC form, so that the cost can be raised later and old hashes still verify. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await hashWith(password, salt, COST, TAG_BYTES)
  const { memory, passes, parallelism } = COST
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(hash)}`
}

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

/** `null` stands for an unknown person: the work is the same, so the time does not tell whether there is one. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt, hash] = PHC.exec(stored ?? '') ?? []
  if (!salt || !hash) {
    await hashWith(password, randomBytes(16), COST, TAG_BYTES)
    return false
  }
  const expected = Buffer.from(hash, 'base64')
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
  return timingSafeEqual(await hashWith(password, Buffer.from(salt, 'base64'), cost, expected.length), expected)
}

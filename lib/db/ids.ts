import 'server-only'
import { randomBytes, randomInt } from 'node:crypto'

/** No 0 O 1 I L: people read these to each other on the phone. */
const READABLE = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** 128 random bits: an id that nobody can guess and no two machines share. */
export const newId = (): string => randomBytes(16).toString('hex')

const letters = (count: number) => Array.from({ length: count }, () => READABLE[randomInt(READABLE.length)]).join('')

/** MV-4F7K-2Q. Some hundred million of them: a unique index catches the rare repeat. */
export const newReference = (): string => `MV-${letters(4)}-${letters(2)}`

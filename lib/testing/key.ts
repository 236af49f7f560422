import { createHash } from 'node:crypto'

/** The master key of tests: fixed, and plainly not a secret. */
export const TEST_KEY = createHash('sha256').update('carryover tests').digest('base64')

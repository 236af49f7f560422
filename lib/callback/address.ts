import 'server-only'
import { createHmac } from 'node:crypto'
import { subKey } from '@/lib/crypto/keys'
import { env } from '@/lib/env'

export const WEBHOOK_PATH = '/api/webhooks/meta'

/**
 * Where Meta delivers while an override stands: each has an address of its own. It names the move, so that a database which has
 * forgotten the override (a backup was put back) still knows whose messages these are. Meta takes up to 200 characters.
 */
export const overrideUrl = (migrationId: string, id: string): string =>
  `${env().publicUrl}${WEBHOOK_PATH}/${migrationId}/${id}`

/** What Meta shows us when it asks whether the address is ours. It follows from the id, so it is stored nowhere. */
export const verifyTokenOf = (id: string): string => createHmac('sha256', subKey('callback')).update(id).digest('hex')

import 'server-only'
import { graphFor } from '@/lib/connections/graph-for'
import type { ConnectionRow } from '@/lib/connections/rows'
import type { Context } from '@/lib/context'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors/app-error'
import type { Callbacks, Read, SubscribedApp } from '@/lib/graph/client'
import { type MigrationRow, requirePhoneNumberId } from '@/lib/migration/rows'
import { WEBHOOK_PATH } from './address'
import type { CallbackPlace, NotOffered } from './view'

/** `address` may carry a secret: it is for us alone. */
export type Callback = { of: CallbackPlace; address: string; host: string; ours: boolean }

const isOurs = ({ origin, pathname }: URL): boolean =>
  origin === env().publicUrl && (pathname === WEBHOOK_PATH || pathname.startsWith(`${WEBHOOK_PATH}/`))

/** The number's setting comes before the account's, and that before the app's (contract 3.4). Null: Meta does not tell. */
export function callbackOf(apps: Read<SubscribedApp[]>, callbacks: Read<Callbacks>): Callback | null {
  const known = callbacks.ok ? callbacks.value : { number: null, account: null, app: null }
  const ofAccount = apps.ok ? apps.value.find((app) => app.overrideCallbackUri !== null) : undefined
  const places = [
    ['number', known.number],
    ['account', known.account ?? ofAccount?.overrideCallbackUri ?? null],
    ['app', known.app],
  ] as const
  for (const [of, address] of places) {
    if (address === null || !URL.canParse(address)) continue
    const url = new URL(address)
    const ours = isOurs(url)
    return { of, address, host: url.host, ours }
  }
  return null
}

/**
 * Why messages cannot come to us for a while; null: they can. An address of the number itself could not be put back: Meta takes it
 * only with a word that its owner alone knows. Without the secret of the very app we could not tell Meta's calls from others.
 */
export function whyNotOffered(callback: Callback, connection: ConnectionRow): NotOffered | null {
  if (callback.of === 'number') return 'number'
  if (connection.sealedAppSecret === null) return 'secret'
  const isSimulated = connection.kind === 'practice' || env().graphApiUrl.startsWith('http:')
  return isSimulated || env().publicUrl.startsWith('https:') ? null : 'address'
}

/** Where the messages go now, if they can come to us first instead. Throws when they cannot. */
export async function readTheirs(ctx: Context, row: MigrationRow): Promise<Callback> {
  const { callback, connection } = await readCallback(ctx, row)
  if (callback === null || callback.ours || whyNotOffered(callback, connection) !== null) {
    throw new AppError('callback_not_offered')
  }
  return callback
}

/** Where they would go without an address of the number's own. Null: Meta does not tell, or they are ours anyway. */
export async function readBeneath(ctx: Context, row: MigrationRow): Promise<Callback | null> {
  const { apps, callbacks } = await readCallback(ctx, row)
  const beneath = callbacks.ok ? { ...callbacks, value: { ...callbacks.value, number: null } } : callbacks
  const callback = callbackOf(apps, beneath)
  return callback?.ours === false ? callback : null
}

async function readCallback(ctx: Context, row: MigrationRow) {
  const { client, connection } = await graphFor(ctx, row.connectionId)
  const [apps, callbacks] = await Promise.all([
    client.subscribedApps(row.destinationWabaId ?? ''),
    client.callbacks(requirePhoneNumberId(row)),
  ])
  return { callback: callbackOf(apps, callbacks), connection, apps, callbacks }
}

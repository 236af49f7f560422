import 'server-only'
import { requireRight } from '@/lib/auth/rights'
import { graphFor } from '@/lib/connections/graph-for'
import type { Context } from '@/lib/context'
import { env } from '@/lib/env'
import type { Callbacks, Read, SubscribedApp } from '@/lib/graph/client'
import { ownMigration, requirePhoneNumberId } from '@/lib/migration/rows'
import { bodyOf, isSendable } from './sendable'
import type { ProofOptions } from './view'

/** What Meta tells about where this number's messages go, and what can be sent from it. Only reads, and sets nothing. */
export async function getProofOptions(ctx: Context, id: string): Promise<ProofOptions> {
  requireRight(ctx, 'migrations.see')
  const row = await ownMigration(ctx, id)
  if (row.status !== 'confirmed' || row.destinationWabaId === null)
    return { apps: null, callback: null, templates: null }
  const { client, connection } = await graphFor(ctx, row.connectionId)
  const [apps, callbacks, templates] = await Promise.all([
    client.subscribedApps(row.destinationWabaId),
    client.callbacks(requirePhoneNumberId(row)),
    client.listWholeTemplates(row.destinationWabaId),
  ])
  return {
    apps: apps.ok
      ? apps.value.map((app) => ({
          name: app.name ?? app.id,
          ours: connection.appId === null ? null : app.id === connection.appId,
        }))
      : null,
    callback: callbackOf(apps, callbacks),
    templates: templates.ok
      ? templates.value.filter(isSendable).map((one) => ({ name: one.name, language: one.language, text: bodyOf(one) }))
      : null,
  }
}

/** The number's setting comes before the account's, and that before the app's (contract 3.4). */
function callbackOf(apps: Read<SubscribedApp[]>, callbacks: Read<Callbacks>): ProofOptions['callback'] {
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
    // An address may carry a secret in its path: people are told the host alone.
    return { of, host: url.host, ours: url.origin === env().publicUrl && url.pathname === '/api/webhooks/meta' }
  }
  return null
}

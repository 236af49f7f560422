import 'server-only'
import { requireRight } from '@/lib/auth/rights'
import { callbackOf, whyNotOffered } from '@/lib/callback/read-callback'
import { graphFor } from '@/lib/connections/graph-for'
import type { Context } from '@/lib/context'
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
  const callback = callbackOf(apps, callbacks)
  return {
    apps: apps.ok
      ? apps.value.map((app) => ({
          name: app.name ?? app.id,
          ours: connection.appId === null ? null : app.id === connection.appId,
        }))
      : null,
    // An address may carry a secret in its path: people are told the host alone.
    callback:
      callback === null
        ? null
        : {
            of: callback.of,
            host: callback.host,
            ours: callback.ours,
            notOffered: whyNotOffered(callback, connection),
          },
    templates: templates.ok
      ? templates.value.filter(isSendable).map((one) => ({ name: one.name, language: one.language, text: bodyOf(one) }))
      : null,
  }
}

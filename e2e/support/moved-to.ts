import { type Api, good } from './api'
import type { MetaOverHttp } from './meta-over-http'
import { type Move, moveAt } from './move'

/** A moved number whose app delivers to that address, with the secret of the app. */
export async function movedTo(url: string, { api, meta }: { api: Api; meta: MetaOverHttp }): Promise<Move> {
  const move = await moveAt({ api, meta }, 'confirmed')
  const { appSecret } = await meta.world()
  good(await api.patch(`/api/connections/${move.connectionId}`, { token: meta.token, appSecret }), 'the app secret')
  await meta.control('POST', '/webhooks', { url })
  return move
}

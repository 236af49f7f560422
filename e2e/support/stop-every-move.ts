import type { MigrationList, MigrationView } from '../../lib/migration/view'
import { type Api, good } from './api'

/** One number can be in one open move only, and the simulated source has few. */
export async function stopEveryMove(api: Api): Promise<void> {
  const { migrations } = good<MigrationList>(await api.get('/api/migrations?filter=open'))
  for (const { id } of migrations) {
    const { version } = good<MigrationView>(await api.get(`/api/migrations/${id}`))
    good(await api.delete(`/api/migrations/${id}?version=${version}`))
  }
}

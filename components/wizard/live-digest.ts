import type { MigrationView } from '@/lib/migration/view'

/** Which call is on its way, and whether its answer is lost. */
export const liveDigest = ({ live }: Pick<MigrationView, 'live'>): string | null =>
  live && `${live.startedAt} ${live.state}`

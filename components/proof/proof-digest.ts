import type { MigrationView } from '@/lib/migration/view'

/** What a page of the proof is made from. */
export const proofDigest = (view: Pick<MigrationView, 'version' | 'proof'>): string =>
  JSON.stringify([view.version, view.proof])

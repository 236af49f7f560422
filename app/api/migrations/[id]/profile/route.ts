import { handle } from '@/lib/http/handle'
import { IdParams } from '@/lib/http/params'
import { restoreProfile } from '@/lib/migration/restore-profile'
import { VersionInput } from '@/lib/migration/schemas'
import { MigrationView } from '@/lib/migration/view'

export const POST = handle({
  summary: 'Put back what the business profile said before the move',
  actor: 'user',
  right: 'migrations.move',
  params: IdParams,
  input: VersionInput,
  output: MigrationView,
  idempotent: true,
  run: (ctx, { params, input, idempotencyKey }) => restoreProfile(ctx, params.id, input, idempotencyKey),
})

import { handle } from '@/lib/http/handle'
import { IdParams } from '@/lib/http/params'
import { confirmMove } from '@/lib/migration/confirm-move'
import { VersionInput } from '@/lib/migration/schemas'
import { MigrationView } from '@/lib/migration/view'

export const POST = handle({
  summary: 'Read back that the number is connected on the destination; once it is, read the account again',
  actor: 'user',
  right: 'migrations.move',
  params: IdParams,
  input: VersionInput,
  output: MigrationView,
  idempotent: true,
  run: (ctx, { params }) => confirmMove(ctx, params.id),
})

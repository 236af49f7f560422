import { handle } from '@/lib/http/handle'
import { IdParams } from '@/lib/http/params'
import { register } from '@/lib/migration/register'
import { RegisterInput } from '@/lib/migration/schemas'
import { MigrationView } from '@/lib/migration/view'

export const POST = handle({
  summary: 'Register the number with its two-step verification PIN: from here it sends from the destination',
  actor: 'user',
  right: 'migrations.move',
  params: IdParams,
  input: RegisterInput,
  output: MigrationView,
  idempotent: true,
  run: (ctx, { params, input, idempotencyKey }) => register(ctx, params.id, input, idempotencyKey),
})

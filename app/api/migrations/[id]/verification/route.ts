import { handle } from '@/lib/http/handle'
import { IdParams } from '@/lib/http/params'
import { VerifyCodeInput } from '@/lib/migration/schemas'
import { verifyCode } from '@/lib/migration/verify-code'
import { MigrationView } from '@/lib/migration/view'

export const POST = handle({
  summary: 'Give the verification code',
  actor: 'user',
  right: 'migrations.move',
  params: IdParams,
  input: VerifyCodeInput,
  output: MigrationView,
  idempotent: true,
  run: (ctx, { params, input, idempotencyKey }) => verifyCode(ctx, params.id, input, idempotencyKey),
})

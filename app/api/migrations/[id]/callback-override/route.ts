import { overrideCallback } from '@/lib/callback/override-callback'
import { restoreCallback } from '@/lib/callback/restore-callback'
import { OverrideInput } from '@/lib/callback/schemas'
import { handle } from '@/lib/http/handle'
import { IdParams } from '@/lib/http/params'
import { VersionInput } from '@/lib/migration/schemas'
import { MigrationView } from '@/lib/migration/view'

export const POST = handle({
  summary:
    'Let messages to the moved number come here first for ten minutes; each is passed on to `host`, and it is put back by itself',
  actor: 'user',
  right: 'migrations.move',
  params: IdParams,
  input: OverrideInput,
  output: MigrationView,
  idempotent: true,
  run: (ctx, { params, input, idempotencyKey }) => overrideCallback(ctx, params.id, input, idempotencyKey),
})

export const DELETE = handle({
  summary: 'Put it back now: messages go straight to where they belong',
  actor: 'user',
  right: 'migrations.move',
  params: IdParams,
  input: VersionInput,
  output: MigrationView,
  idempotent: true,
  run: (ctx, { params, input, idempotencyKey }) => restoreCallback(ctx, params.id, input, idempotencyKey),
})

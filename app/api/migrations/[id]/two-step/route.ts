import { handle } from '@/lib/http/handle'
import { IdParams } from '@/lib/http/params'
import { lookAtTwoStep } from '@/lib/migration/look-at-two-step'
import { MigrationView } from '@/lib/migration/view'

export const POST = handle({
  summary: 'Look whether two-step verification is off by now; Meta is asked at most every 30 seconds',
  actor: 'user',
  right: 'migrations.move',
  params: IdParams,
  output: MigrationView,
  idempotent: true,
  run: (ctx, { params }) => lookAtTwoStep(ctx, params.id),
})

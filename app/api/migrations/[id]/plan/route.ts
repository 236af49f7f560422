import { handle } from '@/lib/http/handle'
import { IdParams } from '@/lib/http/params'
import { getPlan } from '@/lib/migration/get-plan'
import { MovePlan } from '@/lib/migration/plan'

export const GET = handle({
  summary: 'Say what would happen, with reads only',
  actor: 'user',
  right: 'migrations.see',
  params: IdParams,
  output: MovePlan,
  run: (ctx, { params }) => getPlan(ctx, params.id),
})

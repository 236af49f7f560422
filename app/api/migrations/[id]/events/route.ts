import * as z from 'zod'
import { handle } from '@/lib/http/handle'
import { IdParams } from '@/lib/http/params'
import { listEvents } from '@/lib/migration/list-events'
import { EventView } from '@/lib/migration/view'

export const GET = handle({
  summary: 'Read the history of a migration, newest first',
  actor: 'user',
  right: 'migrations.see',
  params: IdParams,
  output: z.array(EventView),
  run: (ctx, { params }) => listEvents(ctx, params.id),
})

import { handle } from '@/lib/http/handle'
import { IdParams } from '@/lib/http/params'
import { getOptions } from '@/lib/migration/get-options'
import { MigrationOptions } from '@/lib/migration/view'

export const GET = handle({
  summary: 'List the accounts and numbers to choose from',
  actor: 'user',
  right: 'migrations.see',
  params: IdParams,
  output: MigrationOptions,
  run: (ctx, { params }) => getOptions(ctx, params.id),
})

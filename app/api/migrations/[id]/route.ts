import * as z from 'zod'
import { handle } from '@/lib/http/handle'
import { IdParams } from '@/lib/http/params'
import { cancelMigration } from '@/lib/migration/cancel'
import { choose } from '@/lib/migration/choose'
import { getMigration } from '@/lib/migration/get'
import { ChooseInput } from '@/lib/migration/schemas'
import { MigrationView } from '@/lib/migration/view'

export const GET = handle({
  summary: 'Read a migration',
  actor: 'user',
  right: 'migrations.see',
  params: IdParams,
  output: MigrationView,
  run: (ctx, { params }) => getMigration(ctx, params.id),
})

export const PATCH = handle({
  summary: 'Choose the accounts and the number, or name the current provider',
  actor: 'user',
  right: 'migrations.move',
  params: IdParams,
  input: ChooseInput,
  output: MigrationView,
  run: (ctx, { params, input }) => choose(ctx, params.id, input),
})

export const DELETE = handle({
  summary: 'Stop a migration before the number has moved',
  actor: 'user',
  right: 'migrations.move',
  params: IdParams,
  query: z.strictObject({ version: z.coerce.number().int().nonnegative() }),
  output: MigrationView,
  run: (ctx, { params, query }) => cancelMigration(ctx, params.id, query),
})

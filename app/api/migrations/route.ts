import * as z from 'zod'
import { handle } from '@/lib/http/handle'
import { FILTERS, listMigrations } from '@/lib/migration/list'
import { StartInput } from '@/lib/migration/schemas'
import { startMigration } from '@/lib/migration/start'
import { MigrationList, MigrationView } from '@/lib/migration/view'

export const GET = handle({
  summary: 'List and search migrations',
  actor: 'user',
  right: 'migrations.see',
  query: z.strictObject({ q: z.string().max(200).optional(), filter: z.enum(FILTERS).optional() }),
  output: MigrationList,
  run: (ctx, { query }) => listMigrations(ctx, query),
})

export const POST = handle({
  summary: 'Start a migration',
  actor: 'user',
  right: 'migrations.move',
  input: StartInput,
  output: MigrationView,
  status: 201,
  idempotent: true,
  run: (ctx, { input, idempotencyKey }) => startMigration(ctx, input, idempotencyKey),
})

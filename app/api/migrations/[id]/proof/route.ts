import { handle } from '@/lib/http/handle'
import { IdParams } from '@/lib/http/params'
import { MigrationView } from '@/lib/migration/view'
import { getProofOptions } from '@/lib/proof/get-proof-options'
import { sayArrived } from '@/lib/proof/say-arrived'
import { SaidInput } from '@/lib/proof/schemas'
import { ProofOptions } from '@/lib/proof/view'

export const GET = handle({
  summary: 'Read from Meta who gets the messages of the moved number, and which templates need nothing filled in',
  actor: 'user',
  right: 'migrations.see',
  params: IdParams,
  output: ProofOptions,
  run: (ctx, { params }) => getProofOptions(ctx, params.id),
})

export const POST = handle({
  summary: 'Say whether a test message came in or went out, where no webhook tells',
  actor: 'user',
  right: 'migrations.move',
  params: IdParams,
  input: SaidInput,
  output: MigrationView,
  idempotent: true,
  run: (ctx, { params, input }) => sayArrived(ctx, params.id, input),
})

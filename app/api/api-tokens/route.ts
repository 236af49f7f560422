import * as z from 'zod'
import { createApiToken } from '@/lib/auth/create-api-token'
import { listApiTokens } from '@/lib/auth/list-api-tokens'
import { CreateApiTokenInput } from '@/lib/auth/schemas'
import { ApiTokenView, NewApiTokenView } from '@/lib/auth/view'
import { handle } from '@/lib/http/handle'

export const GET = handle({
  summary: 'List my API tokens',
  actor: 'user',
  right: 'account.own',
  output: z.array(ApiTokenView),
  run: listApiTokens,
})

export const POST = handle({
  summary: 'Create an API token; this is the only answer that shows it',
  actor: 'user',
  right: 'account.own',
  input: CreateApiTokenInput,
  output: NewApiTokenView,
  status: 201,
  idempotent: true,
  storeAnswer: false,
  run: (ctx, { input }) => createApiToken(ctx, input),
})

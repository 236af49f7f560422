import { handle } from '@/lib/http/handle'
import { toOpenApi } from '@/lib/http/openapi'
import { serverFacts } from '@/lib/http/server-facts'
import { routes } from './routes'

export const GET = handle({
  summary: 'This document',
  actor: 'anyone',
  run: async () => Response.json(toOpenApi(routes, serverFacts())),
})

import * as z from 'zod'
import { errorCodes } from '@/lib/errors/catalog'
import type { Operation } from './operation'

const METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'] as const
type Method = (typeof METHODS)[number]

/** What a route module exports, next to Next's own settings. */
export type RouteModule = Readonly<Record<string, unknown>>
export type Route = { path: string; module: RouteModule }
type Json = Record<string, unknown>

const isOperation = (value: unknown): value is { operation: Operation } =>
  typeof value === 'function' && 'operation' in value

export type Listed = { path: string; method: Method; operation: Operation }

export const operationsOf = (routes: readonly Route[]): Listed[] =>
  routes.flatMap(({ path, module }) =>
    METHODS.flatMap((method) => {
      const handler = module[method]
      return isOperation(handler) ? [{ path, method, operation: handler.operation }] : []
    }),
  )

export const ErrorBody = z
  .object({
    code: z.enum(errorCodes),
    messageKey: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    field: z.string().optional(),
    requestId: z.string(),
  })
  .meta({ id: 'Error' })

/** Shapes with a name (`.meta({ id })`) are written once, under components; the others stand where they are used. */
function toJson(schema: z.ZodType, io: 'input' | 'output', components: Json): Json {
  const { $schema, $defs, ...json } = z.toJSONSchema(schema, {
    io,
    // The pattern of a leap-year-proof date is half a page long, and `format` already says it.
    override: ({ jsonSchema }) => {
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern
    },
  })
  for (const [name, definition] of Object.entries($defs ?? {})) components[name] = moveReferences(definition)
  return moveReferences(json)
}

function moveReferences(json: unknown): Json {
  const text = JSON.stringify(json).replaceAll('"#/$defs/', '"#/components/schemas/')
  return JSON.parse(text) as Json // safe: an object went in
}

function parametersOf(schema: z.ZodType | null, place: 'path' | 'query', components: Json): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = z
    .object({ properties: z.record(z.string(), z.unknown()).optional(), required: z.array(z.string()).optional() })
    .parse(toJson(schema, 'input', components))
  return Object.entries(properties).map(([name, shape]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: shape,
  }))
}

const json = (schema: Json): Json => ({ 'application/json': { schema } })

function contentOf({ output, media }: Operation, components: Json): { content: Json } | null {
  if (media) return { content: { [media]: { schema: { type: 'string', format: 'binary' } } } }
  return output && { content: json(toJson(output, 'output', components)) }
}

function describe({ path, method, operation }: Listed, components: Json): Json {
  const idempotencyKey = { $ref: '#/components/parameters/IdempotencyKey' }
  const body = operation.input && { required: true, content: json(toJson(operation.input, 'input', components)) }
  const content = contentOf(operation, components)
  return {
    summary: operation.summary,
    operationId: `${method.toLowerCase()}${path.replaceAll(/[^a-zA-Z]+(.)?/g, (_all, letter?: string) => (letter ?? '').toUpperCase())}`,
    tags: [path.split('/')[2]],
    security: operation.actor === 'anyone' ? [] : [{ bearer: [] }, { session: [] }],
    parameters: [
      ...parametersOf(operation.params, 'path', components),
      ...parametersOf(operation.query, 'query', components),
      ...(operation.idempotent ? [idempotencyKey] : []),
    ],
    ...(body ? { requestBody: body } : {}),
    responses: {
      [String(operation.status)]: { description: 'Done', ...content },
      ...(operation.idempotent ? { 202: { $ref: '#/components/responses/InProgress' } } : {}),
      default: { $ref: '#/components/responses/Error' },
    },
    ...(operation.right ? { 'x-right': operation.right } : {}),
  }
}

const IDEMPOTENCY_KEY: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description:
    'Made anew for each thing to do, 8 to 200 characters without spaces. The same key on the same address gets the first answer again and does nothing twice.',
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{8,200}$' },
}

export function toOpenApi(routes: readonly Route[], server: { url: string; sessionCookie: string }): Json {
  const schemas: Json = {}
  const paths: Record<string, Json> = {}
  for (const listed of operationsOf(routes)) {
    paths[listed.path] ??= {}
    Object.assign(paths[listed.path] ?? {}, { [listed.method.toLowerCase()]: describe(listed, schemas) })
  }
  const error = json(toJson(ErrorBody, 'output', schemas))
  return {
    openapi: '3.1.0',
    info: {
      title: 'Carryover',
      version: '1',
      description:
        'Move a WhatsApp number to another WhatsApp Business Account. Whatever a person can do in the browser, a script can do with a personal API token.',
    },
    servers: [{ url: server.url }],
    paths,
    components: {
      schemas,
      parameters: { IdempotencyKey: IDEMPOTENCY_KEY },
      responses: {
        Error: { description: 'Refused. `code` says why, `params` fill its text.', content: error },
        InProgress: { description: 'The same key is still at work. Ask again with it.', content: error },
      },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'A personal API token, `cko_…`' },
        session: { type: 'apiKey', in: 'cookie', name: server.sessionCookie },
      },
    },
  }
}

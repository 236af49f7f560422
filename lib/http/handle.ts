import 'server-only'
import type * as z from 'zod'
import { carriesToken, identify } from '@/lib/auth/identify'
import { newContext, SYSTEM } from '@/lib/auth/new-context'
import { type Action, requireRight, requireUserId } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { newId } from '@/lib/db/ids'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors/app-error'
import { isCrossSite } from './cross-site'
import { once } from './once'
import type { Operation } from './operation'
import { PAGE_VERSION, PAGE_VERSION_HEADER } from './page-version'
import { parse, parseParams } from './parse'
import { type BodyKind, readBody } from './read-body'
import { type Answer, toAnswer } from './to-answer'

type Schema = z.ZodType | undefined
type Output<S extends Schema> = S extends z.ZodType ? z.output<S> : undefined

type Given<P extends Schema, Q extends Schema, I extends Schema> = {
  params: Output<P>
  query: Output<Q>
  input: Output<I>
  /** Empty on operations that are not `idempotent`. */
  idempotencyKey: string
  request: Request
}

type Options<P extends Schema, Q extends Schema, I extends Schema, O extends Schema> = {
  summary: string
  /** `user` needs somebody signed in; `anyone` is not even asked. */
  actor: 'user' | 'anyone'
  right?: Action
  /**
   * Meta calls, with no Origin and no cookie, and proves itself by a signature. Only beside `anyone`: whoever is tricked into calling
   * brings no rights along.
   */
  server?: boolean
  params?: P
  query?: Q
  input?: I
  output?: O
  /** When the answer is not JSON: what it is. `run` then makes the Response. */
  media?: string
  /** Of the answer when all is well. */
  status?: number
  idempotent?: boolean
  /** False when the answer carries a secret: it is then never written down. */
  storeAnswer?: boolean
  accepts?: readonly BodyKind[]
  /** Of the body, where it may weigh more than others. */
  maxBytes?: number
  run: (ctx: Context, given: Given<P, Q, I>) => Promise<O extends z.ZodType ? z.input<O> : Response | undefined>
}

type NextContext = { params: Promise<Record<string, string | string[] | undefined>> }
export type Handler = ((request: Request, context: NextContext) => Promise<Response>) & { operation: Operation }

const KEY = /^[\x21-\x7e]{8,200}$/

/** Every door of the API: origin → who → right → key → parse → run once → answer. */
export function handle<
  P extends Schema = undefined,
  Q extends Schema = undefined,
  I extends Schema = undefined,
  O extends Schema = undefined,
>(options: Options<P, Q, I, O>): Handler {
  const operation: Operation = {
    summary: options.summary,
    actor: options.actor,
    right: options.right ?? null,
    params: options.params ?? null,
    query: options.query ?? null,
    input: options.input ?? null,
    output: options.output ?? null,
    media: options.media ?? null,
    status: options.status ?? (options.output || options.media ? 200 : 204),
    idempotent: options.idempotent ?? false,
  }
  const handler = async (request: Request, context: NextContext): Promise<Response> => {
    const requestId = newId()
    try {
      return await answer(options, operation, request, context, requestId)
    } catch (error) {
      return toResponse(toAnswer(error, requestId), requestId)
    }
  }
  return Object.assign(handler, { operation })
}

async function answer<P extends Schema, Q extends Schema, I extends Schema, O extends Schema>(
  options: Options<P, Q, I, O>,
  operation: Operation,
  request: Request,
  context: NextContext,
  requestId: string,
): Promise<Response> {
  const isServer = options.actor === 'anyone' && options.server === true
  // A token of its own is not sent by a browser that was tricked; a cookie is.
  if (!isServer && !carriesToken(request.headers) && isCrossSite(request, env().publicUrl)) {
    throw new AppError('cross_site')
  }
  if ((request.headers.get(PAGE_VERSION_HEADER) ?? PAGE_VERSION) !== PAGE_VERSION) throw new AppError('new_version')
  const ctx = await enter(options, request, requestId)
  const idempotencyKey = operation.idempotent ? readKey(request) : ''
  const url = new URL(request.url)
  // safe: each is parsed by the schema that its type comes from, or undefined where there is none.
  const given = {
    params: options.params && parseParams(options.params, await context.params),
    query: options.query && parse(options.query, Object.fromEntries(url.searchParams)),
    input:
      options.input && parse(options.input, await readBody(request, options.accepts ?? ['json'], options.maxBytes)),
    idempotencyKey,
    request,
  } as Given<P, Q, I>
  const run = () => options.run(ctx, given)
  if (!operation.idempotent) {
    const body = await run()
    if (body instanceof Response) return finished(body, requestId)
    return toResponse({ status: operation.status, body }, requestId)
  }
  const id = { actorId: requireUserId(ctx), key: idempotencyKey, route: `${request.method} ${url.pathname}` }
  const stored = { storeAnswer: options.storeAnswer ?? true }
  const result = await once(ctx, id, stored, async () => ({ status: operation.status, body: await run() }))
  return toResponse(result, requestId)
}

async function enter(
  options: { actor: 'user' | 'anyone'; right?: Action },
  request: Request,
  requestId: string,
): Promise<Context> {
  const ctx = newContext(SYSTEM, requestId)
  if (options.actor === 'anyone') return ctx
  // A page that polls must not keep a session alive for ever.
  const seen = request.method !== 'GET' && request.method !== 'HEAD'
  const actor = await identify(ctx, request.headers, seen)
  if (!actor) throw new AppError('signed_out')
  const known = { ...ctx, actor }
  if (options.right) requireRight(known, options.right)
  return known
}

function readKey(request: Request): string {
  const key = request.headers.get('idempotency-key')
  if (!key || !KEY.test(key)) throw new AppError('idempotency_key_missing')
  return key
}

function toResponse({ status, body }: Answer, requestId: string): Response {
  const response = status === 204 ? new Response(null, { status }) : Response.json(body, { status })
  return finished(response, requestId)
}

function finished(response: Response, requestId: string): Response {
  response.headers.set('cache-control', 'no-store')
  response.headers.set('x-request-id', requestId)
  return response
}

export type Params = Record<string, string>

/** A request as Graph understands it: where fields came from (query, JSON, form) makes no difference. */
export type GraphRequest = {
  method: string
  /** As sent, or null: then the version is the app's default. */
  version: string | null
  segments: string[]
  params: Params
  /** The body as it was sent, with its own types; and the query. Without token and proof. For the ledger only. */
  sent: { body: Record<string, unknown>; query: Params }
  token: string | null
  proof: string | null
  /** Scheme, host and version part: links of a list are built on it. */
  base: string
}

/** Fields that belong to the transport, not to the call. */
const TRANSPORT = new Set(['access_token', 'appsecret_proof', 'batch', 'include_headers'])

const ownFields = <T>(fields: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => !TRANSPORT.has(key)))

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

async function readBody(request: Request): Promise<Record<string, unknown>> {
  if (request.method === 'GET' || request.method === 'HEAD') return {}
  const type = request.headers.get('content-type') ?? ''
  if (type.includes('form')) {
    const form = await request.formData()
    return Object.fromEntries(form)
  }
  const text = await request.text()
  if (text.trim() === '') return {}
  try {
    const json: unknown = JSON.parse(text)
    if (typeof json !== 'object' || json === null) return {}
    return { ...json }
  } catch {
    return {}
  }
}

const bearer = (request: Request): string | null =>
  /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null

export function splitPath(pathname: string): { version: string | null; segments: string[] } {
  const [first, ...rest] = pathname.split('/').filter((segment) => segment !== '')
  if (first === undefined) return { version: null, segments: [] }
  return /^v\d+\.\d+$/.test(first) ? { version: first, segments: rest } : { version: null, segments: [first, ...rest] }
}

export async function readRequest(request: Request): Promise<GraphRequest> {
  const url = new URL(request.url)
  const { version, segments } = splitPath(url.pathname)
  const query = Object.fromEntries(url.searchParams)
  const body = await readBody(request)
  const inBody = Object.fromEntries(Object.entries(body).map(([key, value]) => [key, asText(value)]))
  const params: Params = { ...query, ...inBody }
  return {
    method: request.method,
    version,
    segments,
    params,
    sent: { body: ownFields(body), query: ownFields(query) },
    token: bearer(request) ?? params.access_token ?? null,
    proof: params.appsecret_proof ?? null,
    base: version === null ? url.origin : `${url.origin}/${version}`,
  }
}

/** One item of a batch, which inherits token and proof unless it brings its own. */
export function subRequest(outer: GraphRequest, method: string, relativeUrl: string): GraphRequest {
  const url = new URL(relativeUrl.replace(/^\/*/, '/'), 'https://graph.facebook.com')
  const { version, segments } = splitPath(url.pathname)
  const params = Object.fromEntries(url.searchParams)
  return {
    method,
    version: version ?? outer.version,
    segments,
    params,
    sent: { body: {}, query: ownFields(params) },
    token: params.access_token ?? outer.token,
    proof: params.appsecret_proof ?? outer.proof,
    base: outer.base,
  }
}

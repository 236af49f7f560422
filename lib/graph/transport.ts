import 'server-only'
import { type LookupAddress, lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { finished, pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Agent, buildConnector, Client, Pool } from 'undici'
import { NOT_CONNECTED } from './connection-error'
import { isPublicAddress } from './public-address'
import type { GraphFetch } from './request'

const CONNECT_MS = 5_000
const HEADERS_MS = 25_000
const READ_CONNECTIONS = 32

type Transport = { readFetch: GraphFetch; writeFetch: GraphFetch; close(): Promise<void> }

/**
 * The road to one Graph host, fixed when it is made. Reads share kept-open connections. Every write gets a connection of
 * its own, so that a failure to connect proves "not sent", and a reset never comes from a socket that had gone stale.
 * Proxy variables of the environment are not looked at, redirects are handed back, nothing is repeated.
 */
export function createLiveTransport({ baseUrl }: { baseUrl: string }): Transport {
  const { origin, protocol, hostname } = new URL(baseUrl)
  const isLoopback = LOOPBACK.has(hostname)
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback)) {
    throw new TypeError('Graph is reached over https, or over http on this machine')
  }
  const mayBeLocal = protocol === 'http:'
  const host = hostname.replace(/^\[|\]$/g, '')
  if (!mayBeLocal && isIP(host) !== 0 && !isPublicAddress(host))
    throw new TypeError('Graph is not at a private address')
  const settings = {
    connect: createConnector(mayBeLocal),
    headersTimeout: HEADERS_MS,
    bodyTimeout: HEADERS_MS,
  }
  const pool = new Pool(origin, { ...settings, connections: READ_CONNECTIONS, pipelining: 1 })

  return {
    readFetch: (request) => dispatch(pool, origin, request, 'gzip', () => {}),
    writeFetch: async (request) => {
      // How long a write may take is for its call to say: the request's own signal ends it.
      const client = new Client(origin, { ...settings, headersTimeout: 0, bodyTimeout: 0, pipelining: 0 })
      const release = () => void client.destroy().catch(() => {})
      try {
        return await dispatch(client, origin, request, 'identity', release)
      } catch (error) {
        release()
        throw error
      }
    },
    close: () => pool.destroy(),
  }
}

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Whatever fails in here failed before the first byte, also a reset in the middle of the TLS handshake. */
function createConnector(mayBeLocal: boolean): buildConnector.connector {
  const connect = buildConnector({
    timeout: CONNECT_MS,
    ...(mayBeLocal ? {} : { lookup: publicLookup }),
  })
  return (options, callback) =>
    connect(options, (...result) => {
      if (result[0] === null) return callback(null, result[1])
      callback(Object.assign(new Error('Graph was not reached', { cause: result[0] }), { code: NOT_CONNECTED }), null)
    })
}

/** For addresses that Meta told us: of other people's networks, never of ours. */
export const publicAgent = (mayBeLocal: boolean, patience: number): Agent =>
  new Agent({
    connect: { timeout: CONNECT_MS, ...(mayBeLocal ? {} : { lookup: publicLookup }) },
    headersTimeout: patience,
    bodyTimeout: patience,
  })

/** Judges the very address that is connected to, so a name that changes its mind later (DNS rebinding) gains nothing. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return callback(error, '')
    const allowed = addresses.filter(({ address }) => isPublicAddress(address))
    const [first] = allowed
    if (first === undefined) {
      return callback(Object.assign(new Error('Only private addresses'), { code: 'EADDRNOTPUBLIC' }), '')
    }
    if (options.all) return callback(null, allowed)
    callback(null, first.address, first.family)
  })
}

async function dispatch(
  through: Client | Pool,
  origin: string,
  request: Request,
  encoding: 'gzip' | 'identity',
  release: () => void,
): Promise<Response> {
  const url = new URL(request.url)
  if (url.origin !== origin) throw Object.assign(new Error('Another host'), { code: NOT_CONNECTED })
  const headers = Object.fromEntries(request.headers)
  const answer = await through.request({
    path: `${url.pathname}${url.search}`,
    method: request.method === 'POST' ? 'POST' : 'GET',
    headers: { ...headers, 'accept-encoding': encoding, 'user-agent': 'carryover' },
    body: request.body === null ? null : await request.text(),
    signal: request.signal,
  })
  finished(answer.body, release)
  const body = decoded(answer.body, answer.headers['content-encoding'])
  const isBodiless = answer.statusCode === 204 || answer.statusCode === 304
  if (isBodiless) answer.body.destroy()
  return new Response(isBodiless ? null : toWeb(body), {
    status: answer.statusCode,
    headers: flat(answer.headers),
  })
}

/** Decompressed as it is read: whoever stops reading stops the bomb. */
function decoded(body: Readable, encoding: string | string[] | undefined): Readable {
  if (encoding === undefined || encoding === 'identity') return body
  if (encoding !== 'gzip') {
    body.destroy()
    throw Object.assign(new Error('An encoding nobody asked for'), { code: 'EENCODING' })
  }
  // Errors travel through the gunzip stream to whoever reads it.
  return pipeline(body, createGunzip(), () => {})
}

// Safe because both are the same class at run time: lib.dom and node:stream/web merely describe it twice.
const toWeb = (body: Readable): ReadableStream => Readable.toWeb(body) as ReadableStream

function flat(headers: Record<string, string | string[] | undefined>): Headers {
  const result = new Headers()
  for (const [name, value] of Object.entries(headers)) {
    for (const one of Array.isArray(value) ? value : [value ?? '']) result.append(name, one)
  }
  return result
}

import type { Phase } from './failure'

/** What a transport throws when the connection was never made; then not one byte of the request can have left. */
export const NOT_CONNECTED = 'GRAPH_NOT_CONNECTED'

/**
 * Codes that can only come from looking the host up, connecting to it or shaking hands with it. ECONNRESET,
 * ETIMEDOUT and EPIPE are not here: they also end connections on which the request had already gone out.
 */
const BEFORE_SEND = new Set([
  NOT_CONNECTED,
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NODATA',
  'EAI_NONAME',
  'ECONNREFUSED',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
])
const BEFORE_SEND_SHAPE = /^(?:CERT_|ERR_TLS_)/

const UNTRUSTED = /^(?:CERT_|ERR_TLS_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA)/

export const phaseOf = (error: unknown): Phase =>
  chain(error).some(({ code, syscall }) => isBeforeSend(code, syscall)) ? 'before_send' : 'after_send'

/** The most telling system code: the innermost one. */
export const reasonOf = (error: unknown): string =>
  chain(error)
    .map(({ code }) => code)
    .filter((code) => /^[A-Z][A-Z0-9_]{2,60}$/.test(code))
    .at(-1) ?? 'UNKNOWN'

export const isUntrusted = (reason: string): boolean => UNTRUSTED.test(reason)

const isBeforeSend = (code: string, syscall: string): boolean =>
  BEFORE_SEND.has(code) || BEFORE_SEND_SHAPE.test(code) || syscall === 'connect' || syscall === 'getaddrinfo'

type Link = { code: string; syscall: string }

/** The error and its causes, outermost first; five are plenty, and a ring of causes ends there. */
function chain(error: unknown): Link[] {
  const links: Link[] = []
  let current = error
  while (current instanceof Error && links.length < 5) {
    links.push({ code: textField(current, 'code'), syscall: textField(current, 'syscall') })
    current = current.cause
  }
  return links
}

function textField(error: Error, key: string): string {
  const value: unknown = Reflect.get(error, key)
  return typeof value === 'string' ? value : ''
}

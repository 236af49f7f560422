import type { MalformedReason } from './failure'

type Body = { ok: true; text: string } | { ok: false; reason: MalformedReason }

/** Meta has also been seen to label its JSON `text/javascript`. */
const JSON_TYPE = /^(?:application\/json|text\/javascript)\s*(?:;|$)/i

/** Reads at most `maxBytes` decoded bytes: a larger answer stops the stream, it is never held. */
export async function readBody(response: Response, maxBytes: number): Promise<Body> {
  const type = response.headers.get('content-type') ?? ''
  if (/^text\/html/i.test(type)) return { ok: false, reason: 'html' }
  if (response.body === null || response.status === 204) return { ok: false, reason: 'empty' }
  if (!JSON_TYPE.test(type)) return { ok: false, reason: 'content_type' }
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const reader = response.body.getReader()
  let text = ''
  let size = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      size += value.byteLength
      if (size > maxBytes) return { ok: false, reason: 'too_large' }
      const piece = decode(decoder, value)
      if (piece === null) return { ok: false, reason: 'json' }
      text += piece
    }
  } finally {
    reader.releaseLock()
  }
  const rest = decode(decoder)
  if (rest === null) return { ok: false, reason: 'json' }
  text += rest
  return text.trim() === '' ? { ok: false, reason: 'empty' } : { ok: true, text }
}

function decode(decoder: TextDecoder, bytes?: Uint8Array): string | null {
  try {
    return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true })
  } catch {
    return null
  }
}

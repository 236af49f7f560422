import 'server-only'
import { AppError } from '@/lib/errors/app-error'

const LIMIT = 64 * 1024

export type BodyKind = 'json' | 'form'

const kinds: Readonly<Record<string, BodyKind>> = {
  'application/json': 'json',
  'application/x-www-form-urlencoded': 'form',
}

/** Counts what arrives: Content-Length is only what was promised. */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw new AppError('too_large')
  if (!request.body) return new Uint8Array()
  const parts: Uint8Array[] = []
  let bytes = 0
  const reader = request.body.getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.byteLength
    if (bytes > limit) {
      await reader.cancel()
      throw new AppError('too_large')
    }
    parts.push(part.value)
  }
  return Buffer.concat(parts)
}

export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new AppError('bad_request')
  }
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The parser's message quotes the text, which may hold a code or a PIN.
    throw new AppError('bad_request')
  }
}

export async function readBody(
  request: Request,
  accepted: readonly BodyKind[],
  limit: number = LIMIT,
): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined
  if (!kind || !accepted.includes(kind)) throw new AppError('unsupported_media_type')
  const text = decodeText(await readBytes(request, limit))
  return kind === 'json' ? parseJson(text) : Object.fromEntries(new URLSearchParams(text))
}

import 'server-only'
import { isIP } from 'node:net'
import { request } from 'undici'
import { env } from '@/lib/env'
import { isPublicAddress } from '@/lib/graph/public-address'
import { publicAgent } from '@/lib/graph/transport'

/** Meta itself gives up on us after some ten seconds. */
const PATIENCE = 8_000

/** What the customer's own system looks at: the signature is its app's own, so it holds there as it did here. */
const PASSED: readonly string[] = ['content-type', 'user-agent', 'x-hub-signature', 'x-hub-signature-256']

/** A name is judged when it is connected to; an address that stands there by itself is judged here. */
function isPublicHttps({ protocol, hostname }: URL): boolean {
  const host = hostname.replace(/^\[|\]$/g, '')
  return protocol === 'https:' && (isIP(host) === 0 || isPublicAddress(host))
}

/** Hands the very bytes to where they belong. False: it did not take them, and Meta has to send them again. */
export async function passOn(address: string, bytes: Uint8Array, headers: Headers): Promise<boolean> {
  const mayBeLocal = env().graphApiUrl.startsWith('http:')
  if (!mayBeLocal && !isPublicHttps(new URL(address))) return false
  const agent = publicAgent(mayBeLocal, PATIENCE)
  try {
    const answer = await request(address, {
      method: 'POST',
      body: bytes,
      headers: Object.fromEntries([...headers].filter(([name]) => PASSED.includes(name))),
      dispatcher: agent,
      signal: AbortSignal.timeout(PATIENCE),
    })
    await answer.body.dump()
    return answer.statusCode >= 200 && answer.statusCode < 300
  } catch {
    return false
  } finally {
    await agent.destroy()
  }
}

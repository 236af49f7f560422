import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export type LedgerEntry = {
  method: string
  path: string
  call: string
  body: Record<string, unknown>
  effect: string | null
  answered: string
  inBatch: boolean
}
type PhoneMessage = { id: string; kind: 'sms' | 'call'; text: string; code: string; at: string }
type World = {
  token: string
  appSecret: string
  appId: string
  sourceId: string
  destinationId: string
  businesses: { id: string; name: string }[]
}

/** The simulated Meta as `npm run sandbox` serves it: its API, and the management door beside it. */
export type MetaOverHttp = {
  url: string
  token: string
  world: () => Promise<World>
  reset: (story?: string) => Promise<void>
  ledger: () => Promise<LedgerEntry[]>
  phone: (number: string) => Promise<PhoneMessage[]>
  /** The messages that numbers have sent. */
  sent: () => Promise<{ to: string }[]>
  /** Any door of the control port: `control('POST', '/faults', {…})`. */
  control: (method: string, path: string, body?: unknown) => Promise<unknown>
  stop: () => Promise<void>
}

const hooks = new URL('../../scripts/ts-hooks.mjs', import.meta.url).href
const script = fileURLToPath(new URL('../../scripts/sandbox.ts', import.meta.url))

export async function startMetaOverHttp(): Promise<MetaOverHttp> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--import', hooks, script], {
    env: { ...process.env, SANDBOX_PORT: '0', SANDBOX_CONTROL_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const line = await new Promise<string>((resolve, reject) => {
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      if (text.includes('\n')) resolve(text)
    })
    child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code}`)))
  })
  const [, url, controlUrl, token] = /^sandbox (\S+) control (\S+) token (\S+)/.exec(line) ?? []
  if (!url || !controlUrl || !token) throw new Error('the sandbox did not say where it is')

  async function control(method: string, path: string, body?: unknown): Promise<unknown> {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) }
    const response = await fetch(new URL(path, controlUrl), init)
    if (!response.ok) throw new Error(`control ${method} ${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
  return {
    url,
    token,
    control,
    world: async () => (await control('GET', '/')) as World,
    reset: async (story = 'everything_works') => void (await control('POST', '/reset', { story })),
    ledger: async () => ((await control('GET', '/ledger')) as { entries: LedgerEntry[] }).entries,
    phone: async (number) => {
      const path = `/phone?number=${encodeURIComponent(number)}`
      return ((await control('GET', path)) as { messages: PhoneMessage[] }).messages
    },
    sent: async () => ((await control('GET', '/world')) as { sent: { to: string }[] }).sent,
    stop: async () => {
      child.kill('SIGTERM')
      await exited
    },
  }
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createGraphClient } from './client'
import { isPublicAddress } from './public-address'
import { createLiveTransport } from './transport'

const open: { close: () => unknown }[] = []
afterEach(() => {
  for (const thing of open.splice(0)) thing.close()
  vi.unstubAllEnvs()
})

async function listen(server: Server | TcpServer): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(server)
  // Safe because a server that listens on TCP has an AddressInfo.
  const { port } = server.address() as AddressInfo
  return `http://127.0.0.1:${port}`
}

function clientFor(baseUrl: string) {
  const { readFetch, writeFetch, close } = createLiveTransport({ baseUrl })
  open.push({ close })
  const sleep = async () => {}
  return createGraphClient({ baseUrl, version: 'v25.0', accessToken: 'EAAtoken', readFetch, writeFetch, sleep })
}

const json = (response: ServerResponse, body: unknown) => {
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(body))
}

async function portsUsed(act: (baseUrl: string) => Promise<unknown>): Promise<number[]> {
  const ports: number[] = []
  const server = createServer((request: IncomingMessage, response) => {
    ports.push(request.socket.remotePort ?? 0)
    request.resume().on('end', () => json(response, { success: true, id: '123456789', name: 'x' }))
  })
  await act(await listen(server))
  return ports
}

describe('createLiveTransport', () => {
  it('gives every write a connection of its own', async () => {
    const ports = await portsUsed(async (baseUrl) => {
      const client = clientFor(baseUrl)
      await client.me()
      expect(await client.subscribeApp({ wabaId: '123456789' })).toMatchObject({ kind: 'done' })
      expect(await client.subscribeApp({ wabaId: '123456789' })).toMatchObject({ kind: 'done' })
    })
    expect(new Set(ports).size).toBe(3)
  })

  it('reads over kept connections', async () => {
    const ports = await portsUsed(async (baseUrl) => {
      const client = clientFor(baseUrl)
      for (let reads = 0; reads < 8; reads += 1) await client.me()
    })
    expect(ports).toHaveLength(8)
    // The next read may start while the first connection is still tidying up, and then opens a second one.
    expect(new Set(ports).size).toBeLessThanOrEqual(2)
  })

  it('proves "not sent" when nobody listens', async () => {
    const server = createServer()
    const baseUrl = await listen(server)
    await new Promise((resolve) => server.close(resolve))
    expect(await clientFor(baseUrl).register({ phoneNumberId: '123456789', pin: '482913' })).toMatchObject({
      kind: 'not_sent',
      failure: { kind: 'network', phase: 'before_send', reason: 'ECONNREFUSED' },
    })
  })

  it('refuses a name that leads to a private address, before connecting', async () => {
    let connections = 0
    const server = createTcpServer((socket) => {
      connections += 1
      socket.destroy()
    })
    const baseUrl = (await listen(server)).replace('http://127.0.0.1', 'https://localhost')
    expect(await clientFor(baseUrl).register({ phoneNumberId: '123456789', pin: '482913' })).toMatchObject({
      kind: 'not_sent',
      failure: { kind: 'network', phase: 'before_send', reason: 'EADDRNOTPUBLIC' },
    })
    expect(connections).toBe(0)
  })

  it('says "unknown" when the socket dies after the request', async () => {
    let arrived = ''
    const server = createServer((request) => {
      request.on('data', (bytes: Buffer) => {
        arrived += bytes.toString()
      })
      request.on('end', () => request.socket.destroy())
    })
    const result = await clientFor(await listen(server)).register({ phoneNumberId: '123456789', pin: '482913' })
    expect(result).toMatchObject({ kind: 'unknown', failure: { kind: 'network', phase: 'after_send' } })
    expect(JSON.parse(arrived)).toEqual({ messaging_product: 'whatsapp', pin: '482913' })
  })

  it('says "unknown" when the body breaks off', async () => {
    const server = createTcpServer((socket) => {
      socket.once('data', () => {
        socket.end('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 999\r\n\r\n{"succ')
      })
    })
    const result = await clientFor(await listen(server)).subscribeApp({ wabaId: '123456789' })
    expect(result).toMatchObject({ kind: 'unknown', failure: { kind: 'network', phase: 'after_send' } })
  })

  it('takes the first complete answer and ignores what follows', async () => {
    const answer = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 16\r\n\r\n{"success":true}'
    let connections = 0
    const server = createTcpServer((socket) => {
      connections += 1
      socket.on('error', () => {})
      socket.once('data', () => socket.write(answer + answer))
    })
    expect(await clientFor(await listen(server)).subscribeApp({ wabaId: '123456789' })).toMatchObject({ kind: 'done' })
    expect(connections).toBe(1)
  })

  it('hands a redirect back without asking for it', async () => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.writeHead(302, { location: '/elsewhere' }).end()
    })
    const result = await clientFor(await listen(server)).subscribeApp({ wabaId: '123456789' })
    expect(result).toMatchObject({ kind: 'unknown', failure: { kind: 'redirect', status: 302 } })
    expect(asked).toEqual(['/v25.0/123456789/subscribed_apps'])
  })

  it('unpacks a compressed read and stops a bomb', async () => {
    let size = 10
    const server = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
      response.end(gzipSync(JSON.stringify({ id: '123456789', name: 'x'.repeat(size) })))
    })
    const client = clientFor(await listen(server))
    expect(await client.me()).toMatchObject({ ok: true })
    size = 50_000_000
    expect(await client.me()).toMatchObject({ ok: false, failure: { kind: 'malformed', reason: 'too_large' } })
  })

  it('looks at no proxy of the environment', async () => {
    vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:1')
    vi.stubEnv('http_proxy', 'http://127.0.0.1:1')
    vi.stubEnv('NODE_USE_ENV_PROXY', '1')
    const server = createServer((_, response) => json(response, { id: '123456789', name: 'Ann' }))
    expect(await clientFor(await listen(server)).me()).toMatchObject({ ok: true, value: { name: 'Ann' } })
  })

  it('never sends to a host other than its own', async () => {
    const { writeFetch, close } = createLiveTransport({ baseUrl: 'https://graph.facebook.com' })
    open.push({ close })
    await expect(writeFetch(new Request('https://example.org/v25.0/me', { method: 'POST' }))).rejects.toMatchObject({
      code: 'GRAPH_NOT_CONNECTED',
    })
  })

  it.each(['http://graph.facebook.com', 'http://10.0.0.1', 'https://10.0.0.1', 'https://[::1]', 'ftp://localhost'])(
    'refuses to be built for %s',
    (baseUrl) => expect(() => createLiveTransport({ baseUrl })).toThrow(TypeError),
  )
})

describe('isPublicAddress', () => {
  it.each([
    ['157.240.1.1', true],
    ['2a03:2880:f10c:83:face:b00c:0:25de', true],
    ['127.0.0.1', false],
    ['10.1.2.3', false],
    ['172.31.0.1', false],
    ['192.168.1.1', false],
    ['169.254.169.254', false],
    ['100.64.0.1', false],
    ['::1', false],
    ['::', false],
    ['fe80::1', false],
    ['fd00::1', false],
    ['::ffff:10.0.0.1', false],
    ['::ffff:157.240.1.1', true],
    ['graph.facebook.com', false],
  ])('%s: %s', (address, expected) => expect(isPublicAddress(address)).toBe(expected))
})

import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** Names the instance a request must go to; without it they take turns. */
export const INSTANCE_HEADER = 'x-instance'

export type Balancer = { url: string; setTargets: (urls: readonly string[]) => void; close: () => Promise<void> }

/** The smallest thing that stands before several instances: the next request goes to the next one that answers. */
export async function startBalancer(): Promise<Balancer> {
  let targets: readonly string[] = []
  let turn = 0
  const server = http.createServer((incoming, outgoing) => {
    const body: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => body.push(chunk))
    incoming.on('end', () => {
      turn += 1
      const wanted = incoming.headers[INSTANCE_HEADER]
      const first = wanted === undefined ? turn : Number(wanted)
      forward(incoming, outgoing, Buffer.concat(body), first, wanted === undefined ? targets.length : 1)
    })
  })

  /** An instance that does not even take the connection has got nothing: the next one may have it. */
  function forward(
    incoming: http.IncomingMessage,
    outgoing: http.ServerResponse,
    body: Buffer,
    index: number,
    tries: number,
  ): void {
    const target = targets[index % Math.max(1, targets.length)]
    if (target === undefined || tries === 0) return void outgoing.writeHead(503).end()
    const request = http.request(new URL(incoming.url ?? '/', target), {
      method: incoming.method,
      headers: incoming.headers,
      agent: false,
    })
    request.once('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
      answer.once('error', () => outgoing.destroy())
    })
    request.once('error', (error) => {
      if ('code' in error && error.code === 'ECONNREFUSED') forward(incoming, outgoing, body, index + 1, tries - 1)
      else outgoing.destroy()
    })
    request.end(body)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    setTargets: (urls) => {
      targets = urls
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

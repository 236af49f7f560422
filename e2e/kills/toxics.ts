import net from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** How the road between us and the simulated Meta breaks. In the first three Meta gets nothing; in the others it has worked. */
export const TOXICS = ['drop', 'half_request', 'slow', 'reset_after', 'cut_answer', 'trickle'] as const
export type Toxic = (typeof TOXICS)[number]

export type Road = {
  url: string
  next: (path: RegExp, toxic: Toxic) => void
  struck: Map<Toxic, number>
  close: () => void
}

/** A TCP proxy: each write comes on a connection of its own, so its first bytes say which call it is. */
export async function startRoad(to: string): Promise<Road> {
  const target = new URL(to)
  const waiting: { path: RegExp; toxic: Toxic }[] = []
  const struck = new Map<Toxic, number>()
  const server = net.createServer((client) => void serve(client).catch(() => client.destroy()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  async function serve(client: net.Socket): Promise<void> {
    client.on('error', () => client.destroy())
    const first = await new Promise<Buffer>((resolve) => client.once('data', resolve))
    const line = first.toString('latin1').split('\r\n', 1)[0] ?? ''
    const index = line.startsWith('POST ') ? waiting.findIndex(({ path }) => path.test(line)) : -1
    const toxic = index === -1 ? null : (waiting.splice(index, 1)[0]?.toxic ?? null)
    if (toxic !== null) struck.set(toxic, (struck.get(toxic) ?? 0) + 1)
    if (toxic === 'drop') return void client.resetAndDestroy()
    const meta = net.connect(Number(target.port), target.hostname)
    meta.on('error', () => client.destroy())
    meta.once('close', () => client.end())
    client.once('close', () => meta.destroy())
    if (toxic === 'half_request') {
      meta.write(first.subarray(0, Math.floor(first.length / 2)))
      await wait(50)
      meta.destroy()
      return void client.resetAndDestroy()
    }
    if (toxic === 'slow') await wait(400)
    meta.write(first)
    client.pipe(meta)
    if (toxic === null || toxic === 'slow') return void meta.pipe(client)
    const answer = await new Promise<Buffer>((resolve) => meta.once('data', resolve))
    if (toxic === 'reset_after') return void client.resetAndDestroy()
    if (toxic === 'cut_answer') return void client.end(answer.subarray(0, answer.length - 5))
    for (const byte of answer) {
      client.write(Buffer.of(byte))
      await wait(1)
    }
    meta.pipe(client)
  }

  const { port } = server.address() as net.AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    next: (path, toxic) => waiting.push({ path, toxic }),
    struck,
    close: () => server.close(),
  }
}

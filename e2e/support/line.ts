import net from 'node:net'

type Heard = { line: string; key: string | null }

export type Line = {
  url: string
  /** Cuts the next reused connection that carries this request, after the app has got it and before it answers. */
  cutOnce: (path: RegExp) => void
  /** Every POST that came over the line. */
  heard: () => readonly Heard[]
  close: () => void
}

/** The TCP line between browser and app. A browser sends a POST again by itself when a reused connection closes under it. */
export async function startLine(): Promise<Line & { to: (port: number) => void }> {
  let target = 0
  let cut: RegExp | null = null
  const heard: Heard[] = []
  const server = net.createServer((browser) => {
    const app = net.connect(target, '127.0.0.1')
    let requests = 0
    browser.on('error', () => app.destroy())
    app.on('error', () => browser.destroy())
    browser.on('data', (chunk) => {
      app.write(chunk)
      const text = chunk.toString('latin1')
      const line = /^(GET|POST|PATCH|DELETE) (\S+) HTTP\/1\.1\r\n/.exec(text)
      if (line === null) return
      requests += 1
      if (line[1] === 'POST')
        heard.push({ line: line[2] ?? '', key: /\r\nidempotency-key: (\S+)/i.exec(text)?.[1] ?? null })
      if (cut === null || requests === 1 || line[1] !== 'POST' || !cut.test(line[2] ?? '')) return
      cut = null
      // What the app answers finds nobody any more.
      app.removeAllListeners('data')
      browser.destroy()
    })
    app.on('data', (chunk) => browser.write(chunk))
    app.once('end', () => browser.end())
    browser.once('end', () => app.end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as net.AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    to: (wanted) => {
      target = wanted
    },
    cutOnce: (path) => {
      cut = path
    },
    heard: () => heard,
    close: () => server.close(),
  }
}

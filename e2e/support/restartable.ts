import { Client } from 'pg'
import { startTestApp, type TestApp } from './start-test-app'
import { test as base } from './test'

export type RestartableApp = TestApp & {
  /** Starts again on the same data, port and people, after `kill` or `end`. */
  start: () => Promise<void>
  /** A connection of the test's own to the app's database. */
  database: <Result>(work: (client: Client) => Promise<Result>) => Promise<Result>
}

async function startRestartable(graphUrl: string): Promise<RestartableApp> {
  const env = { GRAPH_API_URL: graphUrl }
  let now = await startTestApp({ env })
  const { dataDir, owner, port } = now
  return {
    ...now,
    output: () => now.output(),
    stop: () => now.stop(),
    kill: () => now.kill(),
    end: () => now.end(),
    start: async () => {
      now = await startTestApp({ env, dataDir, owner, port })
    },
    database: async (work) => {
      const client = new Client({ connectionString: now.databaseUrl })
      // The database may be killed under it: that is what some tests are about.
      client.on('error', () => undefined)
      await client.connect()
      try {
        return await work(client)
      } finally {
        await client.end().catch(() => undefined)
      }
    },
  }
}

/** For specs that kill the app, shift its times or leave moves open: a worker of their own, so that nobody else meets that. */
export const test = base.extend<object, { app: RestartableApp }>({
  app: [
    async ({ meta }, use) => {
      const app = await startRestartable(meta.url)
      await use(app)
      await app.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

export { expect, GUEST } from './test'

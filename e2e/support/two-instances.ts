import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { apiOf } from './api'
import { INSTANCE_HEADER, startBalancer } from './balancer'
import { type DatabaseServer, startDatabaseServer } from './database-server'
import { freePort } from './free-port'
import { newOwner, startTestApp, type TestApp } from './start-test-app'
import { strikeIn } from './strike'
import { test as base } from './test'

export type Instance = {
  app: () => TestApp
  strike: ReturnType<typeof strikeIn>
  /** Ends it as a supervisor does and starts it again; says with which code it ended. */
  restart: () => Promise<number>
}

type Pair = TestApp & {
  database: DatabaseServer
  instances: readonly [Instance, Instance]
  /** A second person, with a token of their own. */
  colleague: { name: string; apiToken: string }
}

async function startInstance(env: Record<string, string>, owner: TestApp['owner']): Promise<Instance> {
  const port = await freePort()
  const dataDir = await mkdtemp(path.join(tmpdir(), 'carryover-e2e-'))
  const strike = strikeIn(dataDir)
  const start = () => startTestApp({ env: { ...env, ...strike.env }, owner, port, dataDir })
  let app = await start()
  return {
    app: () => app,
    strike,
    restart: async () => {
      await app.end()
      const code = await app.exited
      app = await start()
      return code
    },
  }
}

async function addColleague(database: DatabaseServer) {
  const apiToken = `cko_${randomBytes(24).toString('base64url')}`
  const id = randomUUID().replaceAll('-', '')
  await database.query(
    `insert into users (id, email, name, password_hash, role, created_at)
     select $1, 'minh@shop.example', 'Minh', password_hash, 'admin', now() from users limit 1`,
    [id],
  )
  await database.query(
    `insert into api_tokens (id, user_id, label, token_hash, last_four, created_at) values ($1, $1, 'test', $2, 'test', now())`,
    [id, createHash('sha256').update(apiToken).digest('hex')],
  )
  return { name: 'Minh', apiToken }
}

/** Two instances of the built product on one PostgreSQL, behind something that gives each the next request in turn. */
export const test = base.extend<object, { app: Pair }>({
  app: [
    async ({ meta }, use) => {
      const database = await startDatabaseServer()
      const balancer = await startBalancer()
      const env = {
        DATABASE_URL: database.url,
        CARRYOVER_KEY: randomBytes(32).toString('base64'),
        PUBLIC_URL: balancer.url,
        GRAPH_API_URL: meta.url,
      }
      const owner = newOwner()
      const instances = [await startInstance(env, owner), await startInstance(env, owner)] as const
      balancer.setTargets(instances.map((each) => `http://127.0.0.1:${each.app().port}`))
      const colleague = await addColleague(database)
      const pair: Pair = { ...instances[0].app(), url: balancer.url, database, instances, colleague }
      await use(pair)
      for (const each of instances) await each.app().stop()
      await balancer.close()
      await database.stop()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
})

/** Our API as one instance serves it. */
export const apiAt = (app: Pair, index: 0 | 1, apiToken = app.owner.apiToken) => {
  const api = apiOf({ url: app.url, owner: { ...app.owner, apiToken } })
  const headers = { [INSTANCE_HEADER]: String(index) }
  return {
    ...api,
    get: (path: string) => api.get(path, { headers }),
    post: (path: string, body?: unknown, key?: string) =>
      api.post(path, body, key === undefined ? { headers } : { headers, key }),
  }
}

export { expect } from './test'

import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startApp } from '../../scripts/start-app.mjs'
import { freePort } from './free-port'

export type Owner = { email: string; password: string; apiToken: string }

export type TestApp = {
  url: string
  databaseUrl: string
  setupLink: string | null
  owner: Owner
  dataDir: string
  /** Everything the app has written to its own output so far. */
  output: () => string
  /** Ends it and throws its data away. */
  stop: () => Promise<void>
  /** kill -9, and the data stay: `startTestApp({ dataDir, owner, port })` starts again on them. */
  kill: () => Promise<void>
  /** Ends it as a supervisor does, and the data stay. */
  end: () => Promise<void>
  port: number
  pid: number
  /** The app's exit code, once it has ended. */
  exited: Promise<number>
}

type Options = {
  env?: Record<string, string | undefined>
  /** null: nobody has an account yet. */
  owner?: Owner | null
  dataDir?: string
  port?: number
}

export const newOwner = (): Owner => ({
  email: 'lan@shop.example',
  password: `quay xe ${randomBytes(9).toString('base64url')}`,
  apiToken: `cko_${randomBytes(24).toString('base64url')}`,
})

/** The built product on a database of its own, as `npm start` starts it. */
export async function startTestApp(options: Options = {}): Promise<TestApp> {
  const owner = options.owner === undefined ? newOwner() : options.owner
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'carryover-e2e-')))
  const port = options.port ?? (await freePort())
  let output = ''
  const app = await startApp({
    dataDir,
    port,
    env: {
      DATABASE_URL: undefined,
      CARRYOVER_KEY: undefined,
      CARRYOVER_KEY_FILE: undefined,
      PUBLIC_URL: undefined,
      GRAPH_API_URL: undefined,
      CARRYOVER_SETUP_EMAIL: owner?.email,
      CARRYOVER_SETUP_PASSWORD: owner?.password,
      CARRYOVER_SETUP_API_TOKEN: owner?.apiToken,
      ...options.env,
    },
    output: (text: string) => {
      output += text
    },
  })
  return {
    url: app.url,
    databaseUrl: app.databaseUrl,
    setupLink: app.setupLink,
    owner: owner ?? { email: '', password: '', apiToken: '' },
    dataDir,
    port,
    pid: app.pid,
    exited: app.exited,
    output: () => output,
    stop: async () => {
      await app.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
    kill: app.kill,
    end: app.stop,
  }
}

import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { BrowserContext, Page } from '@playwright/test'
import { Client } from 'pg'
import { type Answer, apiOf } from './support/api'
import { type Canary, findCanaries, formsOf } from './support/canary'
import { handsOf } from './support/hands'
import { startTestApp, type TestApp } from './support/start-test-app'
import { test as base, expect, GUEST } from './support/test'
import { heading, walkToMoved } from './support/walk-to-moved'

const NUMBER = '+84 912 345 678'
const masterKey = randomBytes(32)

type Source = { name: string; text: string }

/** An app of its own that is watched from its first line on. */
const test = base.extend<{ watched: TestApp }>({
  watched: [
    async ({ meta }, use) => {
      const env = { GRAPH_API_URL: meta.url, CARRYOVER_KEY: masterKey.toString('base64'), LOG_LEVEL: 'debug' }
      const watched = await startTestApp({ env })
      await use(watched)
      await watched.stop()
    },
    { timeout: 120_000 },
  ],
  storageState: GUEST,
})

/** Every answer the browser gets, bodies and headers; the cookie of a sign-in is the one thing meant to go out. */
function recordAnswers(context: BrowserContext, sources: Source[]): () => Promise<void> {
  const reading: Promise<void>[] = []
  context.on('response', (response) => {
    reading.push(
      (async () => {
        const { 'set-cookie': _, ...headers } = await response.allHeaders()
        const body = await response.body().catch(() => Buffer.alloc(0))
        const name = `${response.request().method()} ${new URL(response.url()).pathname} ${response.status()}`
        sources.push({ name, text: `${JSON.stringify(headers)}\n${body.toString('utf8')}` })
      })(),
    )
  })
  return async () => void (await Promise.all(reading))
}

const record = (sources: Source[]) => (answer: Answer) => {
  sources.push({
    name: `API answer ${answer.status}`,
    text: `${JSON.stringify(Object.fromEntries(answer.headers))}\n${answer.text}`,
  })
}

async function dumpDatabase(databaseUrl: string): Promise<Source[]> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    const sources: Source[] = []
    for (const { name } of tables) {
      const { rows } = await client.query<{ line: string }>(`select t::text as line from ${name} t`)
      sources.push({ name: `table ${name}`, text: rows.map(({ line }) => line).join('\n') })
    }
    return sources
  } finally {
    await client.end()
  }
}

/** The database's own files with its write-ahead log, the key file's folder, whatever else was written. */
async function readFiles(folder: string): Promise<Source[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return Promise.all(
    files.map(async (entry) => {
      const file = path.join(entry.parentPath, entry.name)
      return { name: `file ${path.relative(folder, file)}`, text: (await readFile(file)).toString('latin1') }
    }),
  )
}

async function readPage(page: Page): Promise<Source> {
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
  return {
    name: `DOM and storage of ${new URL(page.url()).pathname}`,
    text: `${page.url()}\n${stored}\n${await page.content()}`,
  }
}

test('no secret is in an answer, a log, a table or a file', async ({
  page,
  context,
  watched,
  meta,
  text,
  consoleWatch,
}) => {
  test.setTimeout(180_000)
  consoleWatch.expectRefusal(/\/verification$/, 422)
  await meta.reset()
  const sources: Source[] = []
  const flush = recordAnswers(context, sources)
  const { appSecret } = await meta.world()

  await page.goto(`${watched.url}/sign-in`)
  await page.getByLabel(text('common.email')).fill(watched.owner.email)
  await page.getByLabel(text('common.password'), { exact: true }).fill(watched.owner.password)
  await page.getByRole('button', { name: text('common.signIn') }).click()
  await expect(heading(page, text('dashboard.heading'))).toBeVisible()

  await page.goto(`${watched.url}/connections/token`)
  await page.getByRole('textbox', { name: text('token.heading') }).fill(meta.token)
  await page.getByText(text('token.more')).click()
  await page.getByLabel(text('token.appSecret'), { exact: true }).fill(appSecret)
  await page.getByRole('button', { name: text('token.submit') }).click()
  await expect(heading(page, text('token.savedHeading'))).toBeVisible()
  sources.push(await readPage(page))
  await page.getByRole('button', { name: text('token.goOn') }).click()

  let code = ''
  const readCode = async () => {
    code = (await meta.phone(NUMBER)).at(-1)?.code ?? ''
    await provokeRefusals()
    return code
  }
  const api = apiOf(watched, record(sources))
  /** Each of them quotes a secret where a careless answer would quote it back. */
  async function provokeRefusals() {
    const id = /migrations\/([^/]+)/.exec(page.url())?.[1]
    const [{ id: connection } = { id: '' }] = (await api.get('/api/connections')).body as { id: string }[]
    const wrong = [
      await api.post('/api/connections', { kind: 'live', token: meta.token, appSecret: `${appSecret}0` }),
      await api.post('/api/connections', { kind: 'live', [meta.token]: appSecret }),
      await api.patch(`/api/connections/${connection}`, { secret: meta.token }),
      await api.post(`/api/migrations/${id}/verification`, { version: 0, code }),
      await api.post(`/api/migrations/${id}/verification`, { version: 'x', [code]: meta.token }),
      await api.post('/api/session', { email: watched.owner.email, password: watched.owner.password, [appSecret]: 1 }),
      await api.get(`/api/migrations/${meta.token}`),
      await api.get('/api/migrations', { token: `${watched.owner.apiToken}x` }),
    ]
    expect(wrong.map(({ status }) => status).filter((status) => status < 400)).toEqual([])
  }
  const pin = await walkToMoved({
    page,
    text,
    hands: handsOf(page),
    number: NUMBER,
    readCode,
    look: async () => {
      // The PIN is on its own page to be written down, and only there.
      if (!page.url().endsWith('/pin')) sources.push(await readPage(page))
    },
  })

  const id = /migrations\/([^/]+)/.exec(page.url())?.[1]
  await api.post(`/api/migrations/${id}/registration`, { version: 0, pin })
  await api.post(`/api/migrations/${id}/registration`, { version: 'x', pin: `${pin}0` })
  for (const address of ['', '/events', '/options']) await api.get(`/api/migrations/${id}${address}`)
  for (const address of ['connections', 'migrations', 'api-tokens', 'openapi.json', 'nothing'])
    await api.get(`/api/${address}`)
  for (const address of [
    '/connections',
    '/settings',
    '/settings/api-tokens',
    `/migrations/${id}/history`,
    '/migrations',
  ]) {
    await page.goto(`${watched.url}${address}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    sources.push(await readPage(page))
  }
  const cookies = await context.cookies()
  const session = cookies.find(({ name }) => name.includes('session-token'))?.value ?? ''
  expect(session.length).toBeGreaterThan(50)
  await flush()

  const long: Canary[] = [
    { name: 'access token', value: meta.token },
    { name: 'app secret', value: appSecret },
    { name: 'API token', value: watched.owner.apiToken },
    { name: 'password', value: watched.owner.password },
    { name: 'session cookie', value: session },
    { name: 'master key', value: masterKey.toString('base64') },
    { name: 'master key in hex', value: masterKey.toString('hex') },
  ]
  const short: Canary[] = [
    { name: 'verification code', value: code },
    { name: 'PIN', value: pin },
  ]
  const answers = [
    ...sources,
    { name: 'output of the app', text: watched.output() },
    ...(await dumpDatabase(watched.databaseUrl)),
  ]
  // Six digits occur by chance in built scripts and in pages of a database file; those are searched for the long ones.
  const files = await readFiles(watched.dataDir)
  const spoken = answers.filter(({ name }) => !name.includes('/_next/static/'))
  const found = [...findCanaries([...long, ...short], spoken), ...findCanaries(long, [...answers, ...files])]
  const bytes = [...answers, ...files].reduce((sum, source) => sum + source.text.length, 0)
  const forms = [...long, ...short].reduce((sum, canary) => sum + formsOf(canary).length, 0)
  const what = `${answers.length} answers, pages, logs and tables and ${files.length} files (${(bytes / 1e6).toFixed(1)} MB)`
  process.stdout.write(`Searched ${what} for ${forms} forms of 9 secrets: ${found.length} found\n`)
  expect(found).toEqual([])
  // The search itself works: what is known to be there is found.
  expect(findCanaries([{ name: 'number', value: NUMBER }], spoken).length).toBeGreaterThan(0)
})

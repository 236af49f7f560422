import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import * as z from 'zod'
import { good } from './support/api'
import { expect, test } from './support/test'

const run = promisify(execFile)
const page = readFileSync(new URL('../docs/api.md', import.meta.url), 'utf8')
const commands = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block)

test('the commands of docs/api.md move a number, in the order of the page', async ({ app, api }) => {
  const script = ['set -euo pipefail', ...commands, 'echo "MIGRATION=$MIGRATION STATUS=$STATUS"'].join('\n')
  const { stdout } = await run('bash', ['-c', script], {
    env: {
      ...process.env,
      PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH}`,
      BASE: app.url,
      TOKEN: app.owner.apiToken,
    },
  })
  expect(stdout).toContain('The number is confirmed.')
  expect(stdout).toContain('+84 912 345 678')
  expect(stdout, 'every template that was asked for arrived').toMatch(/^(\d+) of \1$/m)
  expect(stdout).toContain('signed_out')
  expect(stdout).toContain('One connection, not two.')
  expect(stdout).toContain('migration_changed')
  const [, id] = /MIGRATION=(\S+) STATUS=confirmed/.exec(stdout) ?? []
  const { status } = good<{ status: string }>(await api.get(`/api/migrations/${id}`))
  expect(status).toBe('confirmed')
})

const Document = z.looseObject({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({ responses: z.record(z.string(), z.unknown()) }))),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
})

const USED = [
  'post /api/connections',
  'get /api/connections',
  'delete /api/connections/{id}',
  'post /api/migrations',
  'get /api/migrations',
  'get /api/migrations/{id}',
  'patch /api/migrations/{id}',
  'delete /api/migrations/{id}',
  'get /api/migrations/{id}/options',
  'post /api/migrations/{id}/checks',
  'post /api/migrations/{id}/phone-number',
  'post /api/migrations/{id}/code',
  'post /api/migrations/{id}/verification',
  'post /api/migrations/{id}/registration',
  'post /api/migrations/{id}/confirmation',
  'post /api/migrations/{id}/webhook-subscription',
  'get /api/migrations/{id}/events',
  'get /api/practice/{connectionId}/phone',
  'post /api/session',
  'delete /api/session',
]

/** Follows `#/components/…` from the top of the document; undefined when it leads nowhere. */
const resolve = (document: unknown, pointer: string): unknown =>
  pointer
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], document)

test('GET /api/openapi.json describes every address, and its schemas resolve', async ({ api }) => {
  const answer = await api.get('/api/openapi.json', { token: null })
  const document = Document.parse(answer.body)
  const described = Object.entries(document.paths).flatMap(([at, methods]) =>
    Object.keys(methods).map((method) => `${method} ${at}`),
  )
  expect(described).toEqual(expect.arrayContaining(USED))
  const references = [...answer.text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference = '']) => reference)
  const dangling = references.filter((reference) => resolve(document, reference) === undefined)
  expect(dangling).toEqual([])
  const validator = addFormats(new Ajv2020({ strict: false }))
  validator.addSchema(document, 'api')
  for (const name of Object.keys(document.components.schemas)) {
    expect(validator.getSchema(`api#/components/schemas/${name}`), name).toBeDefined()
  }
})

test('an answer is what the description says', async ({ api }) => {
  const document = Document.parse((await api.get('/api/openapi.json', { token: null })).body)
  const validator = addFormats(new Ajv2020({ strict: false }))
  validator.addSchema(document, 'api')
  const connection = good<{ id: string }>(
    await api.post('/api/connections', { kind: 'practice', story: 'everything_works' }),
  )
  const migration = good<{ id: string }>(await api.post('/api/migrations', { connectionId: connection.id }))
  const refusal = await api.get('/api/migrations/of-nobody')
  expect(refusal.status).toBe(404)
  const answers = { ConnectionView: connection, MigrationView: migration, Error: refusal.body }
  for (const [name, body] of Object.entries(answers)) {
    const validate = validator.getSchema(`api#/components/schemas/${name}`)
    expect(validate?.(body), `${name}: ${JSON.stringify(validate?.errors)}`).toBe(true)
  }
})

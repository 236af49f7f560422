import { beforeAll, describe, expect, it } from 'vitest'
import { createPractice } from '@/lib/connections/create-practice'
import type { Context } from '@/lib/context'
import { newId } from '@/lib/db/ids'
import type { Handler } from '@/lib/http/handle'
import { startMigration } from '@/lib/migration/start'
import { databaseStore } from '@/lib/sandbox/database-store'
import { REQUEST_LIMIT } from '@/lib/templates/schemas'
import { TemplatesView } from '@/lib/templates/view'
import { buildCustomer, buildPerson, call, type Person, testApi } from '@/lib/testing/api'
import { POST as bring, GET as save } from './file/route'
import { POST as read } from './reading/route'
import { POST as recreate } from './recreation/route'
import { POST as copy, GET as get } from './route'

let ctx: Context
let owner: Person

beforeAll(async () => {
  ctx = await testApi()
  owner = await buildPerson(ctx, 'owner', [await buildCustomer(ctx)])
})

type Move = { id: string; version: number; connectionId: string }

async function chosen(): Promise<Move> {
  const { id: connectionId } = await createPractice(owner.ctx, { kind: 'practice', story: 'everything_works' }, newId())
  const { id, version } = await startMigration(owner.ctx, { connectionId }, newId())
  return { id, version, connectionId }
}

const press = (handler: Handler, { id }: Move, body: unknown, key = newId()) =>
  call(handler, `/api/migrations/${id}/templates`, {
    method: 'POST',
    headers: { authorization: `Bearer ${owner.token}`, 'idempotency-key': key },
    body,
    params: { id },
  })

const look = (handler: Handler, { id }: Move) =>
  call(handler, `/api/migrations/${id}/templates`, {
    headers: { authorization: `Bearer ${owner.token}` },
    params: { id },
  })

const copiesSent = async (move: Move) =>
  ((await databaseStore(ctx.db).read(move.connectionId))?.ledger ?? []).filter(
    (entry) => entry.call === 'copy_templates',
  )

describe('the templates of a move, by script', () => {
  it('are read, copied once however often the press arrives, and shown', async () => {
    const move = await chosen()
    expect(TemplatesView.parse((await look(get, move)).body).rows).toEqual([])
    expect(TemplatesView.parse((await press(read, move, {})).body).rows.length).toBeGreaterThan(20)
    const only = [{ name: 'order_shipped', language: 'vi' }]
    const key = newId()
    const answers = await Promise.all([1, 2, 3].map(() => press(copy, move, { version: move.version, only }, key)))
    for (const { status, body } of answers) {
      expect(status).toBe(200)
      expect(TemplatesView.parse(body).lastCopy).toMatchObject({ asked: 1, arrived: 1 })
    }
    expect(await copiesSent(move)).toHaveLength(1)
    expect((await look(get, move)).body).toMatchObject({ lastCopy: { asked: 1 }, copying: false })
  })

  it.each([
    [{}, 'invalid_input'],
    [{ version: 0, only: [] }, 'templates_choice_empty'],
    [{ version: 0, only: [{ name: 'a' }] }, 'invalid_input'],
    [{ version: 0, all: true }, 'invalid_input'],
  ])('takes no other copying: %j', async (body, code) => {
    const move = await chosen()
    expect(await press(copy, move, body)).toMatchObject({ status: 422, body: { code } })
    expect(await copiesSent(move)).toEqual([])
  })

  it('go out as a file and come back from it', async () => {
    const [from, to] = [await chosen(), await chosen()]
    await press(read, from, {})
    const saved = await look(save, from)
    expect(saved.headers.get('content-disposition')).toBe('attachment; filename="templates.json"')
    expect(saved.headers.get('cache-control')).toBe('no-store')
    expect(saved.text).not.toContain(owner.token)
    const brought = await press(bring, to, { file: saved.text })
    expect(TemplatesView.parse(brought.body)).toMatchObject({ fromFile: true })
    expect(await press(bring, from, { file: saved.text })).toMatchObject({
      status: 409,
      body: { code: 'templates_known' },
    })
    expect(await press(bring, to, { file: '' })).toMatchObject({
      status: 422,
      body: { code: 'template_file_empty', field: 'file' },
    })
  })

  it('a file that cannot be one of ours is not read to its end', async () => {
    const move = await chosen()
    const large = await press(bring, move, { file: 'x'.repeat(REQUEST_LIMIT) })
    expect(large).toMatchObject({ status: 413, body: { code: 'too_large' } })
  })

  it('are made anew one by one', async () => {
    const move = await chosen()
    await press(read, move, {})
    const template = { version: move.version, name: 'weekend_offer', language: 'vi' }
    const undecided = await press(recreate, move, { ...template, category: '' })
    expect(undecided).toMatchObject({ status: 422, body: { code: 'template_category_empty', field: 'category' } })
    const named = await press(recreate, move, { ...template, category: 'MARKETING', newName: 'Wochenende' })
    expect(named).toMatchObject({ status: 422, body: { code: 'template_name_format', field: 'newName' } })
    const made = await press(recreate, move, { ...template, category: 'MARKETING' })
    expect(TemplatesView.parse(made.body).rows).toContainEqual(
      expect.objectContaining({ name: 'weekend_offer', state: 'there', thereStatus: 'PENDING' }),
    )
  })
})

import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '@/lib/context'
import { newId } from '@/lib/db/ids'
import { attempts } from '@/lib/db/schema'
import { choose } from '@/lib/migration/choose'
import { getMigration } from '@/lib/migration/get'
import { reconcileDue } from '@/lib/migration/reconcile'
import { restoreProfile } from '@/lib/migration/restore-profile'
import { keyOf, type TemplateKey } from '@/lib/migration/subject'
import type { MigrationView } from '@/lib/migration/view'
import { databaseStore } from '@/lib/sandbox/database-store'
import type { Misbehaviour } from '@/lib/sandbox/faults'
import { fillSource, leaveRoom } from '@/lib/sandbox/fill-templates'
import type { LedgerEntry, World } from '@/lib/sandbox/state'
import { buildCustomer, buildPerson } from '@/lib/testing/api'
import { type Clock, testContext } from '@/lib/testing/database'
import { buildChosen, moveOn } from '@/lib/testing/practice-move'
import { refusal, refusalCode } from '@/lib/testing/refusal'
import { copyTemplates } from './copy-templates'
import { exportTemplates } from './export-templates'
import { getTemplate } from './get-template'
import { getTemplates } from './get-templates'
import { importTemplates } from './import-templates'
import { readTemplates } from './read-templates'
import { recreateTemplate } from './recreate-template'
import type { RecreateInput } from './schemas'
import type { TemplateRow, TemplateState, TemplatesView } from './view'

let ctx: Context
let clock: Clock
let stranger: Context
let viewer: Context

beforeAll(async () => {
  const test = await testContext()
  clock = test.clock
  const customer = await buildCustomer(test.ctx)
  const owner = (await buildPerson(test.ctx, 'owner', [customer])).ctx
  // Waits between tries are not what is tested here.
  ctx = { ...owner, host: { ...owner.host, sleep: async () => {} } }
  viewer = (await buildPerson(test.ctx, 'viewer', [customer])).ctx
  stranger = (await buildPerson(test.ctx, 'agent', [await buildCustomer(test.ctx, 'Somebody else')])).ctx
})

beforeEach(() => clock.advance(100 * 60 * 60_000))

const store = () => databaseStore(ctx.db, ctx.now)

const alter = (view: MigrationView, change: (world: World) => void) => store().update(view.connection.id, change)

const chosen = (change: (world: World) => void = () => {}) => buildChosen(ctx, { change })

const hideSource = (world: World) => {
  for (const account of world.accounts) if (account.id === world.sourceId) account.access = 'hidden'
}

const arm = (view: MigrationView, call: 'copy_templates' | 'create_template' | 'list_templates', does: Misbehaviour) =>
  alter(view, (world) => {
    world.faults.push({ id: newId(), call, times: 1, does })
  })

async function copy(view: MigrationView, only?: TemplateKey[], key = newId()): Promise<TemplatesView> {
  const { version } = await getMigration(ctx, view.id)
  return copyTemplates(ctx, view.id, { version, ...(only === undefined ? {} : { only }) }, key)
}

type Anew = Omit<RecreateInput, 'version'>

async function makeAnew(view: MigrationView, input: Anew, key = newId()): Promise<TemplatesView> {
  const { version } = await getMigration(ctx, view.id)
  return recreateTemplate(ctx, view.id, { version, ...input }, key)
}

const keys = (rows: readonly TemplateRow[], ...states: TemplateState[]): TemplateKey[] =>
  rows.filter(({ state }) => states.includes(state)).map(({ name, language }) => ({ name, language }))

const rowOf = ({ rows }: TemplatesView, name: string, language = 'vi') =>
  rows.find((row) => row.name === name && row.language === language)

async function ledgerOf(view: MigrationView, call: string): Promise<LedgerEntry[]> {
  return ((await store().read(view.connection.id))?.ledger ?? []).filter((entry) => entry.call === call)
}

/** Names of the source's templates that Meta was asked for, call by call. */
async function askedFor(view: MigrationView): Promise<string[][]> {
  const world = await store().read(view.connection.id)
  const names = new Map(world?.templates.map((template) => [template.id, keyOf(template)]))
  return (await ledgerOf(view, 'copy_templates')).map(({ body }) =>
    [body.template_ids].flat().map((id) => names.get(String(id)) ?? String(id)),
  )
}

/** What the destination really has, whatever reads show. */
async function onDestination(view: MigrationView): Promise<string[]> {
  const world = await store().read(view.connection.id)
  return (world?.templates ?? []).filter(({ accountId }) => accountId === world?.destinationId).map(keyOf)
}

describe('readTemplates', () => {
  it('knows nothing before the first read, and everything with its parts after it', async () => {
    const view = await chosen()
    expect(await getTemplates(ctx, view.id)).toMatchObject({ readAt: null, sourceReadable: null, rows: [] })
    const read = await readTemplates(ctx, view.id)
    expect(read).toMatchObject({
      readAt: ctx.now().toISOString(),
      sourceReadable: true,
      fromFile: false,
      room: 250,
      lastCopy: null,
      copying: false,
    })
    expect(rowOf(read, 'order_shipped')).toMatchObject({ state: 'moves', canCopy: true, canRecreate: true })
    expect(rowOf(read, 'invoice_sent')).toMatchObject({ state: 'can_copy', canCopy: true })
    expect(rowOf(read, 'weekend_offer')).toMatchObject({ state: 'stays', reason: 'quality_medium', canCopy: false })
    expect(rowOf(read, 'win_a_phone')).toMatchObject({ state: 'stays', reason: 'rejected', metaReason: 'PROMOTIONAL' })
    const text = await getTemplate(ctx, view.id, { name: 'order_shipped', language: 'vi' })
    expect(text.components.map(({ type }) => type)).toEqual(expect.arrayContaining(['HEADER', 'BODY']))
  })

  it('follows the source: what is gone there is gone here', async () => {
    const view = await chosen()
    await readTemplates(ctx, view.id)
    await alter(view, (world) => {
      world.templates = world.templates.filter(({ name }) => name !== 'order_shipped')
    })
    expect(rowOf(await readTemplates(ctx, view.id), 'order_shipped')).toBeUndefined()
  })

  it('keeps what it knows when the source cannot be read any more', async () => {
    const view = await chosen()
    const { rows } = await readTemplates(ctx, view.id)
    await alter(view, hideSource)
    const later = await readTemplates(ctx, view.id)
    expect(later.sourceReadable).toBe(false)
    expect(later.rows).toEqual(rows)
    expect(await refusalCode(copy(view))).toBe('templates_unreadable')
  })

  it('forgets what it read of other accounts when others are chosen', async () => {
    const view = await chosen()
    await copy(view, [{ name: 'order_shipped', language: 'vi' }])
    const { version } = await getMigration(ctx, view.id)
    await choose(ctx, view.id, { version, sourceUnlisted: true })
    expect(await getTemplates(ctx, view.id)).toMatchObject({ readAt: null, sourceReadable: null, rows: [] })
    expect(await readTemplates(ctx, view.id)).toMatchObject({ sourceReadable: false, lastCopy: null })
  })

  it('says when the destination cannot be read', async () => {
    const view = await chosen()
    await alter(view, (world) => {
      for (const account of world.accounts) if (account.id === world.destinationId) account.access = 'hidden'
    })
    expect(await refusalCode(readTemplates(ctx, view.id))).toBe('object_missing')
  })
})

describe('copyTemplates', () => {
  it('asks for all that can be copied, a hundred at a time, each once', async () => {
    const view = await chosen((world) => fillSource(world, 300))
    const open = keys((await readTemplates(ctx, view.id)).rows, 'moves', 'can_copy')
    expect(open.length).toBeGreaterThan(100)
    const after = await copy(view)
    const asked = await askedFor(view)
    expect(asked.map(({ length }) => length)).toEqual([100, open.length - 100])
    expect(asked.flat().sort()).toEqual(open.map(keyOf).sort())
    const failed = keys(after.rows, 'failed')
    expect(failed.length).toBeGreaterThan(10)
    expect(after.lastCopy).toMatchObject({
      asked: open.length,
      arrived: open.length - failed.length,
      failed: failed.length,
    })
    expect((await onDestination(view)).sort()).toEqual(keys(after.rows, 'there').map(keyOf).sort())
    expect(keys(after.rows, 'moves', 'can_copy', 'on_its_way')).toEqual([])
    expect(await refusalCode(copy(view)), 'what Meta refused is not asked for again unasked').toBe('templates_none')
  })

  it.each(['map', 'list', 'ids'] as const)(
    "reads Meta's reasons from a %s, and tries again what is chosen",
    async (shape) => {
      const view = await chosen((world) => {
        world.rules.failedTemplates = shape
        world.templateFailures = { order_shipped: 'Incorrect category' }
      })
      const [bad, good] = [
        { name: 'order_shipped', language: 'vi' },
        { name: 'thank_you', language: 'vi' },
      ]
      const after = await copy(view, [bad, good])
      expect(rowOf(after, good.name)).toMatchObject({ state: 'there', canCopy: false })
      expect(rowOf(after, bad.name)).toMatchObject({
        state: 'failed',
        metaReason: shape === 'ids' ? '' : 'Incorrect category',
        canCopy: true,
        canRecreate: true,
      })
      await alter(view, (world) => {
        world.templateFailures = {}
      })
      expect(rowOf(await copy(view, [bad, good]), bad.name)?.state).toBe('there')
      expect(await askedFor(view)).toEqual([[bad, good].map(keyOf), [keyOf(bad)]])
    },
  )

  it('believes Meta that it copied what the list does not show yet, for half an hour', async () => {
    const view = await chosen((world) => {
      world.rules.templatesDelayMs = 60 * 60_000
    })
    const after = await copy(view, [{ name: 'order_shipped', language: 'vi' }])
    expect(rowOf(after, 'order_shipped')).toMatchObject({ state: 'on_its_way', canCopy: false })
    clock.advance(31 * 60_000)
    expect(rowOf(await readTemplates(ctx, view.id), 'order_shipped')).toMatchObject({ state: 'moves', canCopy: true })
    clock.advance(30 * 60_000)
    expect(rowOf(await readTemplates(ctx, view.id), 'order_shipped')?.state).toBe('there')
  })

  it('takes as many as there is room for, and more only when they are chosen', async () => {
    const view = await chosen((world) => leaveRoom(world, 3))
    const open = keys((await readTemplates(ctx, view.id)).rows, 'moves', 'can_copy')
    expect((await copy(view)).room).toBe(0)
    expect((await askedFor(view)).flat()).toEqual(open.slice(0, 3).map(keyOf))
    expect(await refusalCode(copy(view))).toBe('templates_full')
    const last = open.slice(-1)
    expect(rowOf(await copy(view, last), last[0]?.name ?? '')).toMatchObject({
      state: 'failed',
      metaReason: 'Template limit reached',
    })
  })

  it('after a lost answer asks only for what has not arrived', async () => {
    const view = await chosen((world) => {
      world.templateFailures = { thank_you: 'Incorrect category' }
    })
    await arm(view, 'copy_templates', { kind: 'reset_after_work' })
    const wanted = keys((await readTemplates(ctx, view.id)).rows, 'moves', 'can_copy')
    expect(await copy(view)).toMatchObject({ copying: true, lastCopy: null })
    expect(await refusalCode(copy(view)), 'nothing is asked for twice').toBe('step_unknown')
    for (let looks = 0; looks < 5; looks += 1) {
      clock.advance(70_000)
      await reconcileDue(ctx)
    }
    const settled = await getMigration(ctx, view.id)
    expect(settled).toMatchObject({ live: null, refusal: { errorCode: 'not_done_copy_again' } })
    const read = await readTemplates(ctx, view.id)
    expect(read).toMatchObject({ copying: false, lastCopy: { asked: wanted.length, failed: 0 } })
    expect(read.lastCopy?.arrived).toBe(wanted.length - 1)
    expect(keys(read.rows, 'moves', 'can_copy')).toEqual([{ name: 'thank_you', language: 'vi' }])

    const done = await copy(view)
    expect(rowOf(done, 'thank_you')).toMatchObject({ state: 'failed', metaReason: 'Incorrect category' })
    expect(await askedFor(view)).toEqual([wanted.map(keyOf), ['thank_you vi']])
    const there = await onDestination(view)
    expect(new Set(there).size).toBe(there.length)
  })

  it('finds out by itself that all of it arrived', async () => {
    const view = await chosen()
    await arm(view, 'copy_templates', { kind: 'reset_after_work' })
    const wanted = { name: 'order_shipped', language: 'vi' }
    await copy(view, [wanted])
    clock.advance(5_000)
    await reconcileDue(ctx)
    expect(await getMigration(ctx, view.id)).toMatchObject({ live: null, refusal: null })
    expect((await readTemplates(ctx, view.id)).lastCopy).toMatchObject({ asked: 1, arrived: 1, failed: 0 })
    expect(await askedFor(view)).toEqual([[keyOf(wanted)]])
  })

  it('stops at the first call whose answer is lost, and goes on from there with the next press', async () => {
    const view = await chosen((world) => {
      fillSource(world, 300)
      world.templateFailures = {}
    })
    const wanted = keys((await readTemplates(ctx, view.id)).rows, 'moves', 'can_copy')
    await alter(view, (world) => {
      world.faults.push({
        id: newId(),
        call: 'copy_templates',
        times: 1,
        skip: 1,
        does: { kind: 'reset_after_work_no_effect' },
      })
    })
    expect((await copy(view)).copying).toBe(true)
    for (let looks = 0; looks < 5; looks += 1) {
      clock.advance(70_000)
      await reconcileDue(ctx)
    }
    const read = await readTemplates(ctx, view.id)
    expect(read.lastCopy).toMatchObject({ asked: wanted.length, arrived: 100, failed: 0 })
    await copy(view)
    const asked = await askedFor(view)
    expect(asked.map(({ length }) => length)).toEqual([100, wanted.length - 100, wanted.length - 100])
    expect(asked[2]).toEqual(asked[1])
    expect((await onDestination(view)).sort()).toEqual(wanted.map(keyOf).sort())
  })

  it('the same press again asks Meta nothing, also while the first one is still at it', async () => {
    const view = await chosen()
    const only = [{ name: 'order_shipped', language: 'vi' }]
    const key = newId()
    const { version } = await getMigration(ctx, view.id)
    const first = copyTemplates(ctx, view.id, { version, only }, key)
    const [after] = [await first, await copyTemplates(ctx, view.id, { version, only }, key)]
    expect(rowOf(after, 'order_shipped')?.state).toBe('there')
    expect(await askedFor(view)).toEqual([['order_shipped vi']])
  })

  it("says Meta's refusal of the whole call, and that nothing was sent when nothing was", async () => {
    const view = await chosen()
    await arm(view, 'copy_templates', { kind: 'error', answer: { http: 403, code: 200, message: 'Permissions error' } })
    expect(await refusalCode(copy(view))).toBe('permission_account')
    await alter(view, (world) => {
      world.faults.push({ id: newId(), call: 'copy_templates', times: 9, does: { kind: 'refuse' } })
    })
    expect(await refusalCode(copy(view))).toBe('not_sent')
    expect(await onDestination(view)).toEqual([])
    expect((await getTemplates(ctx, view.id)).lastCopy).toBeNull()
  })

  it('shows what has arrived even when it cannot be read just then', async () => {
    const view = await chosen()
    const open = await readTemplates(ctx, view.id)
    await alter(view, (world) => {
      const down = { kind: 'status', status: 503 } as const
      // The two lists that a copy begins with are answered.
      world.faults.push({ id: newId(), call: 'list_templates', times: 99, skip: 2, does: down })
    })
    const after = await copy(view)
    const wanted = keys(open.rows, 'moves', 'can_copy')
    expect(keys(after.rows, 'on_its_way')).toEqual(wanted)
    expect(after.lastCopy).toMatchObject({ asked: wanted.length, arrived: wanted.length })
  })

  it('compares after the move, and copies what did not come', async () => {
    const view = await chosen()
    await readTemplates(ctx, view.id)
    const done = await moveOn(ctx, view)
    expect(done.status).toBe('confirmed')
    await alter(view, (world) => {
      world.templates = world.templates.map((template) =>
        template.accountId === world.destinationId && template.name === 'thank_you'
          ? { ...template, status: 'REJECTED' }
          : template,
      )
    })
    const after = await readTemplates(ctx, view.id)
    expect(rowOf(after, 'order_shipped')?.state).toBe('there')
    expect(rowOf(after, 'thank_you')).toMatchObject({ state: 'there_unfit', thereStatus: 'REJECTED' })
    expect(rowOf(after, 'invoice_sent')).toMatchObject({ state: 'can_copy', canCopy: true })
    expect(keys(after.rows, 'moves')).toEqual([])
    expect(rowOf(await copy(view), 'invoice_sent')?.state).toBe('there')
    expect((await getMigration(ctx, view.id)).status).toBe('confirmed')
  })

  it('counts as there what somebody copied in the meantime', async () => {
    const view = await chosen()
    const only = [{ name: 'order_shipped', language: 'vi' }]
    await arm(view, 'copy_templates', { kind: 'done_meanwhile' })
    expect(rowOf(await copy(view, only), 'order_shipped')).toMatchObject({ state: 'there', metaReason: null })
  })
})

describe('importTemplates', () => {
  const BODY = [{ type: 'BODY', text: 'Chào {{1}}, đơn của bạn đã được gửi đi.', example: { body_text: [['Lan']] } }]
  const one = { id: 711, name: 'order_sent', language: 'vi', status: 'approved', category: 'utility', components: BODY }
  const unreadable = () => chosen(hideSource)

  it.each([
    ['the bare list', [one]],
    ["Meta's list", { data: [{ ...one, quality_score: { score: 'GREEN', date: 1 }, sub_category: 'x' }], paging: {} }],
    ['our own file', { reference: 'MV-4F7K-2Q', wabaId: null, templates: [{ ...one, quality: 'green' }] }],
    ['a list without ids and ratings', [{ ...one, id: undefined, quality_score: null, rejected_reason: 'none' }]],
  ])('reads %s', async (_, file) => {
    const view = await unreadable()
    await readTemplates(ctx, view.id)
    const after = await importTemplates(ctx, view.id, { file: JSON.stringify(file) })
    expect(after).toMatchObject({ sourceReadable: true, fromFile: true })
    expect(rowOf(after, 'order_sent')).toMatchObject({
      sourceStatus: 'APPROVED',
      category: 'UTILITY',
      canCopy: false,
      canRecreate: true,
    })
    expect(await readTemplates(ctx, view.id), 'a later read leaves it').toMatchObject({ rows: after.rows })
    expect(await refusalCode(copy(view))).toBe('templates_unreadable')
  })

  it.each([
    ['no JSON', 'hello'],
    ['an empty list', '[]'],
    ['another object', '{"accounts":[]}'],
    ['a template without a name', JSON.stringify([{ ...one, name: '' }])],
    ['a template without a language', JSON.stringify([{ ...one, language: undefined }])],
    ['parts that are none', JSON.stringify([{ ...one, components: [{ text: 'x' }] }])],
    ['a sign that is none', JSON.stringify([{ ...one, name: 'a\u0000b' }])],
    ['half a sign', JSON.stringify([{ ...one, components: [{ type: 'BODY', text: '\ud83d' }] }])],
    ['too many', JSON.stringify(Array.from({ length: 2001 }, (_, n) => ({ ...one, name: `t_${n}` })))],
  ])('refuses %s and keeps what was there', async (_, file) => {
    const view = await unreadable()
    expect(await refusal(importTemplates(ctx, view.id, { file }))).toEqual({
      code: 'template_file_format',
      field: 'file',
    })
    expect((await getTemplates(ctx, view.id)).rows).toEqual([])
  })

  it('takes what the export gave', async () => {
    const from = await chosen()
    const { rows } = await readTemplates(ctx, from.id)
    const to = await unreadable()
    const after = await importTemplates(ctx, to.id, { file: await exportTemplates(ctx, from.id) })
    const known = (list: readonly TemplateRow[]) =>
      list.map(({ name, language, category, sourceStatus, sourceQuality, canRecreate }) => ({
        key: keyOf({ name, language }),
        category,
        sourceStatus,
        sourceQuality,
        canRecreate,
      }))
    expect(known(after.rows)).toEqual(known(rows))
  })

  it('never overrules what was read from Meta', async () => {
    const view = await chosen()
    await readTemplates(ctx, view.id)
    expect(await refusalCode(importTemplates(ctx, view.id, { file: JSON.stringify([one]) }))).toBe('templates_known')
  })

  it('takes the next file instead of the last one, and gives way to Meta', async () => {
    const view = await unreadable()
    await importTemplates(ctx, view.id, { file: JSON.stringify([one]) })
    const next = await importTemplates(ctx, view.id, { file: JSON.stringify([{ ...one, name: 'order_paid' }]) })
    expect(next.rows.map(({ name }) => name)).toEqual(['order_paid'])
    await alter(view, (world) => {
      for (const account of world.accounts) account.access = 'full'
    })
    const read = await readTemplates(ctx, view.id)
    expect(read.fromFile).toBe(false)
    expect(rowOf(read, 'order_paid')).toBeUndefined()
    expect(rowOf(read, 'order_shipped')?.canCopy).toBe(true)
  })
})

describe('recreateTemplate', () => {
  const offer = { name: 'weekend_offer', language: 'vi', category: 'MARKETING' } as const

  async function bodyOf(view: MigrationView, name: string): Promise<{ place: string; text: string }> {
    const { components } = await getTemplate(ctx, view.id, { name, language: 'vi' })
    const place = components.findIndex(({ type }) => type === 'BODY')
    return { place: String(place), text: String(components[place]?.text) }
  }

  it('makes one anew with its own parts, and Meta reviews it', async () => {
    const view = await chosen()
    await readTemplates(ctx, view.id)
    const after = await makeAnew(view, offer)
    expect(rowOf(after, 'weekend_offer')).toMatchObject({ state: 'there', thereStatus: 'PENDING', madeAs: null })
    const [sent] = await ledgerOf(view, 'create_template')
    const { components } = await getTemplate(ctx, view.id, offer)
    expect(sent?.body).toMatchObject({ name: 'weekend_offer', language: 'vi', category: 'MARKETING', components })
  })

  it('under another name and with other words', async () => {
    const view = await chosen()
    await readTemplates(ctx, view.id)
    const { place } = await bodyOf(view, 'weekend_offer')
    const text = '  Cuối tuần này giảm 10% cho mọi đơn hàng tại cửa hàng.  '
    const after = await makeAnew(view, { ...offer, newName: 'weekend_2', texts: { [place]: text } })
    expect(rowOf(after, 'weekend_offer')).toMatchObject({ state: 'there', madeAs: 'weekend_2' })
    expect(rowOf(after, 'weekend_2')?.state).toBe('own')
    const [sent] = await ledgerOf(view, 'create_template')
    expect(JSON.stringify(sent?.body)).toContain(text.trim())
    expect(JSON.stringify(sent?.body)).not.toContain(text)
  })

  it.each([
    ['', 'template_text_empty', 'body'],
    ['   ', 'template_text_empty', 'body'],
    ['Chào {{2}}, đơn hàng của bạn đã được gửi đi hôm nay.', 'template_body_refused', 'body'],
    ['Đơn hàng mới nhất của bạn tại cửa hàng là {{1}}', 'template_variables_refused', 'body'],
    [`Chào ${'a '.repeat(600)}`, 'template_refused', undefined],
  ])('says what is wrong with the words, at their field: %j', async (text, code, field) => {
    const view = await chosen()
    await readTemplates(ctx, view.id)
    const { place } = await bodyOf(view, 'weekend_offer')
    expect(await refusal(makeAnew(view, { ...offer, texts: { [place]: text } }))).toEqual({ code, field })
    expect(await onDestination(view)).toEqual([])
    const told = (await getMigration(ctx, view.id)).refusal
    if (code !== 'template_text_empty') expect(told).toMatchObject({ errorCode: code, numberSame: true })
    if (code === 'template_refused') expect(told?.graph?.userText).toContain('exceeded')
  })

  it('never takes one that is there already for the one it made', async () => {
    const view = await chosen((world) => leaveRoom(world, 249))
    await readTemplates(ctx, view.id)
    const taken = { code: 'template_exists', field: 'newName' }
    expect(await refusal(makeAnew(view, { ...offer, newName: 'own_001' }))).toEqual(taken)
    expect(await ledgerOf(view, 'create_template')).toEqual([])
  })

  it('after a lost answer finds the one that was made, and makes no second', async () => {
    const view = await chosen()
    await readTemplates(ctx, view.id)
    await arm(view, 'create_template', { kind: 'reset_after_work' })
    const key = newId()
    const input = { version: (await getMigration(ctx, view.id)).version, ...offer }
    await recreateTemplate(ctx, view.id, input, key)
    expect((await getMigration(ctx, view.id)).live).toMatchObject({ command: 'create_template', state: 'unknown' })
    clock.advance(5_000)
    await reconcileDue(ctx)
    expect((await getMigration(ctx, view.id)).live).toBeNull()
    const again = await recreateTemplate(ctx, view.id, input, key)
    expect(rowOf(again, 'weekend_offer')?.state).toBe('there')
    expect(await ledgerOf(view, 'create_template')).toHaveLength(1)
  })

  it('is refused when the account is full', async () => {
    const view = await chosen((world) => leaveRoom(world, 0))
    await readTemplates(ctx, view.id)
    expect(await refusalCode(makeAnew(view, offer))).toBe('template_no_room')
  })

  it('only what was read with its parts, and has no picture', async () => {
    const view = await chosen()
    const { rows } = await readTemplates(ctx, view.id)
    expect(await refusalCode(makeAnew(view, { ...offer, name: 'nobody_knows_this' }))).toBe('not_found')
    const picture = rows.find(({ byHand }) => byHand === 'media')
    expect(picture).toMatchObject({ canRecreate: false })
    expect(await refusalCode(makeAnew(view, { ...offer, name: picture?.name ?? '' }))).toBe('not_found')
    expect((await getTemplate(ctx, view.id, picture ?? offer)).byHand).toBe('media')
  })
})

describe('restoreProfile', () => {
  it('sets what the number said before the move, and looks at it', async () => {
    const view = await moveOn(ctx, await chosen())
    expect(view.before?.profile?.about).not.toBe('')
    expect(view.after?.profile?.about).toBe('')
    const { about, address, description, email, websites, vertical } = view.before?.profile ?? {}
    const said = { about, address, description, email, websites, vertical }
    const after = await restoreProfile(ctx, view.id, { version: view.version }, newId())
    expect(after.after?.profile).toMatchObject(said)
    expect(after.status).toBe('confirmed')
    expect((await ledgerOf(view, 'update_profile')).map(({ effect }) => effect)).toEqual(['profile_updated'])
  })

  it('has nothing to set where the source could not be read', async () => {
    const view = await chosen(hideSource)
    expect(await refusalCode(restoreProfile(ctx, view.id, { version: view.version }, newId()))).toBe('profile_unknown')
  })
})

describe('whose templates', () => {
  const verbs: [string, (who: Context, view: MigrationView) => Promise<unknown>][] = [
    ['getTemplates', (who, view) => getTemplates(who, view.id)],
    ['getTemplate', (who, view) => getTemplate(who, view.id, { name: 'order_shipped', language: 'vi' })],
    ['exportTemplates', (who, view) => exportTemplates(who, view.id)],
    ['readTemplates', (who, view) => readTemplates(who, view.id)],
    ['copyTemplates', (who, view) => copyTemplates(who, view.id, { version: view.version }, newId())],
    ['importTemplates', (who, view) => importTemplates(who, view.id, { file: '[{"name":"a","language":"vi"}]' })],
    [
      'recreateTemplate',
      (who, { id, version }) =>
        recreateTemplate(who, id, { version, name: 'weekend_offer', language: 'vi', category: 'MARKETING' }, newId()),
    ],
    ['restoreProfile', (who, view) => restoreProfile(who, view.id, { version: view.version }, newId())],
  ]

  it.each(verbs)("%s: other people's moves are not found, like those that do not exist", async (_, run) => {
    const view = await chosen()
    await readTemplates(ctx, view.id)
    expect(await refusalCode(run(stranger, view))).toBe('not_found')
    expect(await refusalCode(run(stranger, { ...view, id: newId() }))).toBe('not_found')
    expect(await ledgerOf(view, 'copy_templates')).toEqual([])
  })

  it.each(verbs)('%s: who may only look changes nothing', async (name, run) => {
    const view = await chosen()
    await readTemplates(ctx, view.id)
    const isLook = name.startsWith('get') || name === 'exportTemplates'
    expect(await refusalCode(run(viewer, view))).toBe(isLook ? null : 'forbidden')
    const made = await ctx.db.select().from(attempts).where(eq(attempts.migrationId, view.id))
    expect(made).toEqual([])
  })

  it('an older sight of the move copies nothing', async () => {
    const view = await chosen()
    expect(await refusalCode(copyTemplates(ctx, view.id, { version: view.version - 1 }, newId()))).toBe(
      'migration_changed',
    )
    expect(await askedFor(view)).toEqual([])
  })
})

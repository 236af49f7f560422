import { getDocumentProxy } from 'unpdf'
import { beforeAll, describe, expect, it } from 'vitest'
import { createPractice } from '@/lib/connections/create-practice'
import { newId } from '@/lib/db/ids'
import { cancelMigration } from '@/lib/migration/cancel'
import { choose } from '@/lib/migration/choose'
import { getMigration } from '@/lib/migration/get'
import { register } from '@/lib/migration/register'
import { requestCode } from '@/lib/migration/request-code'
import { startMigration } from '@/lib/migration/start'
import { verifyCode } from '@/lib/migration/verify-code'
import type { MigrationView } from '@/lib/migration/view'
import { fingerprintOf } from '@/lib/report/canonical'
import { getReport } from '@/lib/report/get-report'
import { verifyReport } from '@/lib/report/verify'
import { ReportKey, SignedReport } from '@/lib/report/view'
import { readPhone } from '@/lib/sandbox/controls'
import { databaseStore } from '@/lib/sandbox/database-store'
import { buildCustomer, buildPerson, call, type Person, testApi } from '@/lib/testing/api'
import { GET as getKey } from '../../../report-key/route'
import { GET as getPdf } from '../report.pdf/route'
import { GET as getJson } from './route'

const DIGITS = '84912345678'
const PIN = '482915'

let owner: Person
let agent: Person
let moved: MigrationView
let code: string

beforeAll(async () => {
  const ctx = await testApi()
  const customerId = await buildCustomer(ctx)
  owner = await buildPerson(ctx, 'owner', [customerId])
  agent = await buildPerson(ctx, 'agent', [customerId])
  let view = await asked()
  const store = databaseStore(ctx.db, ctx.now)
  code = (await readPhone(store, view.connection.id, DIGITS, ctx.now)).at(-1)?.code ?? ''
  view = await verifyCode(owner.ctx, view.id, { version: view.version, code }, newId())
  moved = await register(owner.ctx, view.id, { version: view.version, pin: PIN }, newId())
})

async function chosen(): Promise<MigrationView> {
  const connection = await createPractice(owner.ctx, { kind: 'practice', story: 'everything_works' }, newId())
  const draft = await startMigration(owner.ctx, { connectionId: connection.id }, newId())
  return choose(owner.ctx, draft.id, { version: draft.version, phoneNumber: `+${DIGITS}` })
}

async function asked(): Promise<MigrationView> {
  const view = await chosen()
  return requestCode(owner.ctx, view.id, { version: view.version, method: 'SMS', language: 'vi' }, newId())
}

const ask = (handler: typeof getJson, id: string, query = '', person = owner) =>
  call(handler, `/api/migrations/${id}/report${query}`, {
    headers: { authorization: `Bearer ${person.token}` },
    params: { id },
  })

describe('getReport', () => {
  it('says of a move that is over what it was, who did it and what became of each fact', async () => {
    const { report } = await getReport(owner.ctx, moved.id)
    expect(report).toMatchObject({
      result: 'moved',
      practice: true,
      reference: moved.reference,
      number: { e164: `+${DIGITS}` },
      customer: 'Cửa hàng Lan',
      people: ['Lan owner'],
      startedAt: moved.createdAt,
      endedAt: moved.confirmedAt,
      graphVersion: 'v25.0',
    })
    expect(report.ids.before.phoneNumberId).toBe(moved.number?.sourcePhoneNumberId)
    expect(report.ids.after).toMatchObject({
      wabaId: moved.destination?.wabaId,
      phoneNumberId: moved.number?.phoneNumberId,
    })
    const verdicts = Object.fromEntries(report.facts.map(({ fact, verdict }) => [fact, verdict]))
    expect(verdicts).toMatchObject({
      number: 'same',
      displayName: 'same',
      quality: 'same',
      limit: 'same',
      status: 'same',
      account: 'expected',
      numberId: 'expected',
      twoStep: 'expected',
    })
    expect(report.templates.filter(({ verdict }) => verdict === 'same').length).toBeGreaterThan(0)
    expect(report.templates.filter(({ reason }) => reason !== null).length).toBeGreaterThan(0)
    expect(report.steps.every(({ done }) => done)).toBe(true)
    const told = report.timeline.map(({ kind, command, to }) => [kind, command ?? to])
    expect(told[0]).toEqual(['migration_started', null])
    expect(told).toContainEqual(['command_done', 'register'])
    expect(told.at(-1)).toEqual(['status_changed', 'confirm'])
  })

  it('holds no code and no PIN', async () => {
    const text = JSON.stringify(await getReport(owner.ctx, moved.id))
    expect(code).toMatch(/^\d{6}$/)
    expect(text).not.toContain(code)
    expect(text).not.toContain(PIN)
  })

  it('is signed with the key that everybody may ask for, and is the same each time', async () => {
    const [one, two] = [await ask(getJson, moved.id), await ask(getJson, moved.id)]
    expect(one.text).toBe(two.text)
    expect(SignedReport.parse(one.body)).toEqual(one.body)
    const key = ReportKey.parse((await call(getKey, '/api/report-key')).body)
    expect(verifyReport(one.text, key.fingerprint).outcome).toBe('valid')
    const { publicKey } = await getReport(owner.ctx, moved.id)
    expect(key).toEqual({ publicKey, fingerprint: fingerprintOf(publicKey) })
  })

  it('says of a stopped move how far it went, and compares nothing', async () => {
    const view = await asked()
    await cancelMigration(owner.ctx, view.id, { version: view.version })
    const { report } = await getReport(owner.ctx, view.id)
    expect(report).toMatchObject({ result: 'stopped', facts: [], templates: [], registeredAt: null })
    expect(report.endedAt).toBe((await getMigration(owner.ctx, view.id)).cancelledAt)
    expect(report.steps).toEqual([
      { command: 'add_number', done: true },
      { command: 'request_code', done: true },
      { command: 'verify_code', done: false },
      { command: 'register', done: false },
      { command: 'confirm', done: false },
    ])
    expect(report.timeline.at(-1)).toMatchObject({ kind: 'migration_cancelled', by: 'Lan owner' })
    const { status } = await ask(getPdf, view.id, '.pdf')
    expect(status).toBe(200)
  })

  it('is refused while the move is open', async () => {
    const { id } = await chosen()
    for (const handler of [getJson, getPdf]) {
      expect(await ask(handler, id)).toMatchObject({ status: 409, body: { code: 'report_too_early' } })
    }
  })

  it('is given to owners and admins only: it goes out of the house', async () => {
    for (const handler of [getJson, getPdf]) {
      expect(await ask(handler, moved.id, '', agent)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    }
  })

  it.each(['en', 'vi'])('is a PDF of two pages in %s, with a name that says which', async (lang) => {
    const request = new Request(`http://localhost:3000/api/migrations/${moved.id}/report.pdf?lang=${lang}`, {
      headers: { authorization: `Bearer ${owner.token}` },
    })
    const response = await getPdf(request, { params: Promise.resolve({ id: moved.id }) })
    expect(response.headers.get('content-type')).toBe('application/pdf')
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="carryover-${moved.reference}.${lang}.pdf"`,
    )
    const pdf = await getDocumentProxy(new Uint8Array(await response.arrayBuffer()))
    expect(pdf.numPages).toBeLessThanOrEqual(2)
    expect((await pdf.getMetadata()).info).toMatchObject({ Language: lang })
  })

  it('is refused in a language there is none of', async () => {
    expect(await ask(getPdf, moved.id, '.pdf?lang=xx')).toMatchObject({ status: 422 })
  })
})

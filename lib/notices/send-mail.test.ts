import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createPractice } from '@/lib/connections/create-practice'
import type { Context } from '@/lib/context'
import { newId } from '@/lib/db/ids'
import { migrations, notices, users } from '@/lib/db/schema'
import { GUARD_KINDS } from '@/lib/guard/kinds'
import { choose } from '@/lib/migration/choose'
import { startMigration } from '@/lib/migration/start'
import type { MigrationView } from '@/lib/migration/view'
import { buildCustomer, buildPerson, type Person } from '@/lib/testing/api'
import { type Clock, testContext } from '@/lib/testing/database'
import { type SmtpServer, startSmtp } from '@/lib/testing/smtp'
import { addNotice } from './add'
import { dismissNotice } from './dismiss'
import { listNotices } from './list'
import { mailText } from './mail-text'
import { sendNotices } from './send-mail'

const MINUTE = 60_000

let smtp: SmtpServer
let system: Context
let lan: Person
let clock: Clock
let move: MigrationView

beforeAll(async () => {
  smtp = await startSmtp()
  Object.assign(process.env, {
    SMTP_URL: smtp.url,
    MAIL_FROM: 'Carryover <move@example.com>',
    PUBLIC_URL: 'https://move.example.com',
  })
  const test = await testContext()
  system = test.ctx
  clock = test.clock
  lan = await buildPerson(system, 'owner', [await buildCustomer(system)])
  const connection = await createPractice(lan.ctx, { kind: 'practice', story: 'everything_works' }, newId())
  const draft = await startMigration(lan.ctx, { connectionId: connection.id }, newId())
  move = await choose(lan.ctx, draft.id, { version: draft.version, phoneNumber: '+84912345678' })
})

afterAll(() => smtp.close())

beforeEach(async () => {
  clock.advance(48 * 60 * MINUTE)
  await system.db.delete(notices)
  smtp.mails.length = 0
  smtp.answer('take')
})

async function tell(): Promise<string> {
  const [row] = await system.db.select().from(migrations).where(eq(migrations.id, move.id))
  if (row === undefined) throw new Error('no migration')
  await addNotice(system, row, row.phoneE164 === null ? 'accounts_ready' : 'ready')
  const [notice] = await system.db.select().from(notices)
  return notice?.id ?? ''
}

const stateOf = async (): Promise<string | undefined> => (await system.db.select().from(notices))[0]?.mail

/** The text of a mail that was sent quoted-printable or in base64, as a person reads it. */
function textOf(data: string): string {
  const [head = '', ...rest] = data.split('\n\n')
  const body = rest.join('\n\n')
  if (/encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString()
  const bytes = body.replaceAll(/=\n/g, '').replaceAll(/=([0-9A-F]{2})/g, (_, hex) => `%${hex}`)
  return decodeURIComponent(bytes.replaceAll(/%(?![0-9A-F]{2})/g, '%25'))
}

describe('a notice by mail', () => {
  it('says what happened to which number, with one link, and is sent once', async () => {
    const id = await tell()
    await sendNotices(system)
    await sendNotices(system)
    clock.advance(60 * MINUTE)
    await sendNotices(system)
    expect(smtp.mails).toHaveLength(1)
    const [{ from = '', to = '', data = '' } = {}] = smtp.mails
    const [user] = await system.db.select().from(users)
    expect(from).toContain('<move@example.com>')
    expect(to).toContain(user?.email)
    expect(data).toContain('Subject: [Practice] Ready to move: +84 912 345 678')
    expect(data).toContain(`Message-ID: <${id}@move.example.com>`)
    expect(data).toContain('Content-Type: text/plain; charset=utf-8')
    const text = textOf(data)
    expect(text.match(/https?:\/\/\S+/g)).toEqual([`https://move.example.com/migrations/${move.id}`])
    expect(text.split(/\s+/).length).toBeLessThanOrEqual(60)
    expect(await stateOf()).toBe('sent')
  })

  it('is one mail when two instances send at the same moment', async () => {
    await tell()
    await Promise.all([sendNotices(system), sendNotices(system), sendNotices(system)])
    expect(smtp.mails).toHaveLength(1)
  })

  it.each(['refuse', 'hang up'] as const)(
    'waits and tries again when the server does %s, and gives up in the end',
    async (how) => {
      const id = await tell()
      smtp.answer(how)
      await sendNotices(system)
      await sendNotices(system)
      expect(await stateOf()).toBe('waiting')
      smtp.answer('take')
      clock.advance(2 * MINUTE)
      await sendNotices(system)
      expect(smtp.mails.map(({ data }) => data.includes(id))).toEqual([true])
      await system.db.update(notices).set({ mail: 'waiting' })
      smtp.answer(how)
      for (let tries = 0; tries < 6; tries += 1) {
        clock.advance(60 * MINUTE)
        await sendNotices(system)
      }
      expect(await stateOf()).toBe('given_up')
    },
  )

  it('is taken up again, with the same Message-ID, when the process died with it', async () => {
    const id = await tell()
    await system.db.update(notices).set({ mail: 'sending', mailAt: new Date(clock.now().getTime() + 10 * MINUTE) })
    await sendNotices(system)
    expect(smtp.mails).toHaveLength(0)
    clock.advance(10 * MINUTE)
    await Promise.all([sendNotices(system), sendNotices(system)])
    expect(smtp.mails).toHaveLength(1)
    expect(smtp.mails[0]?.data).toContain(`Message-ID: <${id}@`)
  })

  it('is not sent once it was seen, nor as old news', async () => {
    await dismissNotice(lan.ctx, await tell())
    await sendNotices(system)
    await tell()
    clock.advance(25 * 60 * MINUTE)
    await sendNotices(system)
    expect(smtp.mails).toEqual([])
  })

  it.each(['en', 'vi'])('about changes after the move keeps to sixty words in %s, whatever has changed', (locale) => {
    const [template, app] = ['order_confirmed (vi)', 'Shop']
    const facts = { template, app, entity: 'BUSINESS', code: '141010', from: 'GREEN', to: 'DISCONNECTED' }
    const all = GUARD_KINDS.map((kind) => ({ kind, facts }))
    for (const first of all) {
      for (const findings of [
        [first],
        ...all.map((second) => [first, second]),
        ...all.map((other) => [first, other, ...all]),
      ]) {
        const about = {
          locale,
          name: 'Lan',
          subject: '+84 912 345 678',
          practice: true,
          link: 'https://a.example',
          findings,
        }
        const { subject, text } = mailText({ kind: 'changed', ...about })
        expect(`${subject} ${text}`.split(/\s+/).length, text).toBeLessThanOrEqual(60)
        expect(text).not.toMatch(/[{}]/)
      }
    }
  })

  it.each(['en', 'vi'])('keeps to sixty words in %s', (locale) => {
    for (const kind of ['ready', 'accounts_ready', 'callback_stuck'] as const) {
      const about = { kind, locale, name: 'Lan', subject: '+84 912 345 678', practice: true, link: 'https://a.example' }
      const { subject, text } = mailText(about)
      expect(subject).toContain(about.subject)
      expect(`${subject} ${text}`.split(/\s+/).length).toBeLessThanOrEqual(60)
      expect(text).not.toMatch(/[{}]/)
    }
  })
})

describe('a notice in the app', () => {
  it('is its own person’s alone, and gone when dismissed', async () => {
    const id = await tell()
    const minh = await buildPerson(system, 'owner')
    expect(await listNotices(minh.ctx)).toEqual([])
    await expect(dismissNotice(minh.ctx, id)).rejects.toMatchObject({ code: 'not_found' })
    expect(await listNotices(lan.ctx)).toHaveLength(1)
    await dismissNotice(lan.ctx, id)
    expect(await listNotices(lan.ctx)).toEqual([])
  })
})

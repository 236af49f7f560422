import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { Page } from '@playwright/test'
import type { MigrationView } from '../lib/migration/view'
import { practiceDigits, practiceDisplay } from '../lib/sandbox/practice-range'
import { SCENARIOS } from '../lib/sandbox/scenarios'
import { type Api, good } from './support/api'
import { noSidewaysScroll } from './support/fits'
import type { MetaOverHttp } from './support/meta-over-http'
import { type Move, moveAt } from './support/move'
import { movedTo } from './support/moved-to'
import { noAxeViolations } from './support/no-axe-violations'
import { escaped, expectAtField, stamp, TIME_OF_DAY } from './support/said'
import { stopEveryMove } from './support/stop-every-move'
import { expect, test } from './support/test'
import type { Text } from './support/texts'

const PHONE = '+84 987 654 321'

test.beforeEach(async ({ meta, api }) => {
  await meta.reset()
  await stopEveryMove(api)
  // A secret that one test has stored would be another's.
  for (const { id } of good<{ id: string }[]>(await api.get('/api/connections')))
    await api.delete(`/api/connections/${id}`)
})

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

/** A moved number of which Meta tells this app, as far as `webhooks` says. */
async function moved(world: { api: Api; meta: MetaOverHttp }, callback: string | null): Promise<Move> {
  const { api, meta } = world
  return callback === null
    ? moveAt({ api, meta }, 'confirmed')
    : movedTo(`${callback}/api/webhooks/meta`, { api, meta })
}

const proofPage = ({ id }: Move): string => `/migrations/${id}/proof`

const proofOf = async (move: Move) => (await move.view()).proof

/** Marks the document, so that a reload would show. */
const mark = (page: Page) => page.evaluate(() => document.body.setAttribute('data-same-page', 'yes'))

async function chooseTemplate(page: Page, text: Text): Promise<void> {
  const template = page.getByRole('combobox', { name: text('proof.out.template') })
  const option = template.getByRole('option').filter({ hasText: 'thank_you' })
  await template.selectOption({ label: (await option.innerText()).trim() })
}

async function sendTemplate(page: Page, text: Text): Promise<void> {
  await page.getByRole('textbox', { name: text('proof.out.to') }).fill(PHONE)
  await chooseTemplate(page, text)
  await page.getByRole('checkbox', { name: text('proof.out.consent') }).check()
  await page.getByRole('button', { name: text('proof.out.submit') }).click()
}

for (const locale of ['en-GB', 'vi-VN']) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale })

    test('a message comes in and is answered, on the open page, by itself', async ({ page, api, meta, app, text }) => {
      const move = await moved({ api, meta }, app.url)
      await page.setViewportSize({ width: 360, height: 640 })
      await page.goto(move.path('done'))
      await page.getByRole('link', { name: text('proof.line.link') }).click()
      await expect(heading(page, text('proof.heading'))).toBeVisible()
      await expect(page.getByText(text('proof.in.waiting'))).toBeVisible()
      const { word = '' } = (await proofOf(move)) ?? {}
      await expect(page.getByText(word, { exact: true })).toBeVisible()
      const link = page.getByRole('link', { name: text('proof.in.open') })
      await expect(link).toHaveAttribute(
        'href',
        `https://wa.me/${move.number.replaceAll(/\D/g, '')}?text=${encodeURIComponent(word)}`,
      )
      await expect(page.getByText(text('proof.where.ours'))).toBeVisible()
      await noAxeViolations(page)
      await noSidewaysScroll(page)
      await mark(page)

      await meta.control('POST', '/customer', { number: move.number, from: PHONE, text: 'How much is the blue one?' })
      await meta.control('POST', '/customer', { number: move.number, from: PHONE, text: word })
      await expect(page.getByText(stamp(text, 'proof.in.arrived'))).toBeVisible()
      await noAxeViolations(page)
      await page.getByRole('button', { name: text('proof.answer.submit') }).click()
      const answered = page.getByRole('region', { name: text('proof.in.heading') })
      await expect(answered.getByText(stamp(text, 'proof.message.delivered'))).toBeVisible()
      await expect(page.getByRole('button', { name: text('proof.answer.submit') })).toHaveCount(0)
      await expect(page.locator('body')).toHaveAttribute('data-same-page', 'yes')
      await noAxeViolations(page)
      await noSidewaysScroll(page)

      const { sent } = (await meta.control('GET', '/world')) as { sent: { to: string; text: string }[] }
      const { by = '' } = (await proofOf(move))?.answer ?? {}
      expect(sent).toMatchObject([{ to: PHONE.replaceAll(/\D/g, ''), text: text('proof.answerText', { name: by }) }])
      await page.goto(move.path('done'))
      const words = { in: '@', out: '@' }
      await expect(
        page.getByText(new RegExp(escaped(text('proof.line.both', words)).replaceAll('@', '.*'))),
      ).toContainText(new RegExp(TIME_OF_DAY))
      await noAxeViolations(page)
      await page.goto(`/migrations/${move.id}/history`)
      await expect(page.getByText(text('history.message_arrived'), { exact: true })).toBeVisible()
    })

    test('a template goes out with consent, and the phone is kept nowhere', async ({
      page,
      api,
      meta,
      app,
      text,
      consoleWatch,
    }) => {
      consoleWatch.expectRefusal(/\/test-message$/, 422)
      const move = await moved({ api, meta }, app.url)
      await page.setViewportSize({ width: 360, height: 640 })
      await page.goto(proofPage(move))
      const to = page.getByRole('textbox', { name: text('proof.out.to') })
      const consent = page.getByRole('checkbox', { name: text('proof.out.consent') })
      const submit = page.getByRole('button', { name: text('proof.out.submit') })
      await expect(consent).not.toBeChecked()
      await to.fill(PHONE)
      await chooseTemplate(page, text)
      await submit.click()
      await expectAtField(page, text, consent, text.error('consent_missing'))
      await noAxeViolations(page)
      expect(((await meta.control('GET', '/world')) as { sent: object[] }).sent).toEqual([])

      await consent.check()
      await submit.click()
      const out = page.getByRole('region', { name: text('proof.out.heading') })
      await expect(out.getByText(stamp(text, 'proof.message.delivered'))).toBeVisible()
      await expect(page.getByText(text('proof.message.template', { name: 'thank_you', language: 'vi' }))).toBeVisible()
      await expect(to).toHaveValue('')
      await noAxeViolations(page)
      await noSidewaysScroll(page)
      expect(JSON.stringify(await move.view())).not.toContain('987654321')
      expect(app.output()).not.toContain('987654321')
    })
  })
}

/** Each answer of Meta to the test message, by the practice number that meets it. */
const REFUSALS = SCENARIOS.filter(({ call, errorCode }) => call === 'send_message' && errorCode !== null)

for (const locale of ['en-GB', 'vi-VN']) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale })

    test('every answer of Meta to a test message has its number and its words', async ({ page, api, meta, text }) => {
      test.slow()
      expect(REFUSALS).toHaveLength(5)
      for (const { suffix, errorCode } of REFUSALS) {
        const number = practiceDisplay(practiceDigits(suffix))
        const move = await moveAt({ api, meta }, 'confirmed', { number, practice: true })
        const { version } = await move.view()
        const template = { name: 'thank_you', language: 'vi' }
        const body = { version, to: PHONE, template, consent: true }
        const answer = await api.post(`/api/migrations/${move.id}/test-message`, body)
        expect(answer).toMatchObject({ status: 409, body: { code: errorCode } })
        await page.goto(proofPage(move))
        await expect(page.getByText(text.error(errorCode ?? '')).first()).toBeVisible()
        await expect(page.getByRole('main')).not.toContainText('(#')
      }
    })
  })
}

test('what WhatsApp refuses is said on the page, with who can put it right', async ({
  page,
  api,
  meta,
  app,
  text,
  consoleWatch,
}) => {
  consoleWatch.expectRefusal(/\/test-message$/, 409)
  const move = await moved({ api, meta }, app.url)
  await page.goto(proofPage(move))
  await meta.control('POST', '/faults', { call: 'send_message', kind: 'error', answer: 'heldBack' })
  await page.getByRole('textbox', { name: text('proof.out.to') }).fill(PHONE)
  await chooseTemplate(page, text)
  await page.getByRole('checkbox', { name: text('proof.out.consent') }).check()
  await page.getByRole('button', { name: text('proof.out.submit') }).click()
  await expect(page.getByText(text.error('message_held_back'))).toBeVisible()
  await noAxeViolations(page)

  await meta.control('POST', '/world', { destination: { primaryFundingId: null } })
  await page.getByRole('textbox', { name: text('proof.out.to') }).fill(PHONE)
  await chooseTemplate(page, text)
  await page.getByRole('checkbox', { name: text('proof.out.consent') }).check()
  await page.getByRole('button', { name: text('proof.out.submit') }).click()
  await expect(page.getByText(stamp(text, 'proof.message.failed'))).toBeVisible()
  await expect(page.getByText(text.error('payment_missing'))).toBeVisible()
  await expect(page.getByRole('link', { name: text('proof.message.addPayment') })).toBeVisible()
  await noAxeViolations(page)
})

test('a lost answer: a webhook settles it; without one a person does', async ({ page, api, meta, app, text }) => {
  const move = await moved({ api, meta }, app.url)
  await meta.control('POST', '/faults', { call: 'send_message', kind: 'reset_after_work' })
  await page.goto(proofPage(move))
  await sendTemplate(page, text)
  await expect(page.getByText(stamp(text, 'proof.message.delivered'))).toBeVisible()
  await expect.poll(async () => (await move.view()).live).toBeNull()
  expect((await proofOf(move))?.out?.state).toMatch(/done$/)

  await meta.control('POST', '/faults', { call: 'send_message', kind: 'reset_after_work_no_effect' })
  await sendTemplate(page, text)
  await expect(page.getByText(text('proof.message.lost'))).toBeVisible()
  await expect(page.getByRole('button', { name: text('proof.out.submit') })).toHaveCount(0)
  await noAxeViolations(page)
  await page.goto(move.path('done'))
  await expect(page.getByText(text('wizard.live.message'))).toBeVisible()
  await noAxeViolations(page)
  await page.getByRole('link', { name: text('wizard.live.messageLink') }).click()
  await page.getByRole('button', { name: text('proof.message.notCame') }).click()
  const { by = '' } = (await proofOf(move))?.out ?? {}
  await expect(page.getByText(stamp(text, 'proof.message.decided', { arrived: 'no', name: by }))).toBeVisible()
  expect(((await meta.control('GET', '/world')) as { sent: object[] }).sent).toHaveLength(1)
  await expect(page.getByRole('button', { name: text('proof.out.submit') })).toBeVisible()
})

test('without webhooks a person looks, and says so', async ({ page, api, meta, text }) => {
  const move = await moved({ api, meta }, null)
  await meta.control('POST', '/webhooks', { url: 'https://inbox.example/hook?key=canary' })
  await page.goto(proofPage(move))
  await expect(page.getByText(text('proof.in.noWebhooks'))).toBeVisible()
  await expect(page.getByText(text('proof.where.elsewhere', { host: 'inbox.example' }))).toBeVisible()
  await expect(page.getByText('canary')).toHaveCount(0)
  await noAxeViolations(page)
  const incoming = page.getByRole('region', { name: text('proof.in.heading') })
  await incoming.getByRole('button', { name: text('proof.arrivedYes') }).click()
  const { by = '' } = (await pollSaid(move)) ?? {}
  await expect(incoming.getByText(stamp(text, 'proof.saidBy', { arrived: 'yes', name: by }))).toBeVisible()
  await noAxeViolations(page)
  await page.setViewportSize({ width: 320, height: 640 })
  await noSidewaysScroll(page)
  expect((await proofOf(move))?.arrivedAt).toBeNull()
})

/** The system that answers the shop's customers. */
async function startSystem() {
  const calls: { body: string; signature: string }[] = []
  let status = 200
  const server = createServer((request, response) => {
    void buffer(request).then((bytes) => {
      calls.push({ body: bytes.toString('utf8'), signature: String(request.headers['x-hub-signature-256']) })
      response.writeHead(status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/whatsapp`,
    host: `127.0.0.1:${port}`,
    calls,
    answer: (next: number) => {
      status = next
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function ownAddress(meta: MetaOverHttp, move: Move): Promise<string | null> {
  const { numbers } = (await meta.control('GET', '/world')) as {
    numbers: { digits: string; status: string; overrideCallbackUri: string | null }[]
  }
  const digits = move.number.replaceAll(/\D/g, '')
  return numbers.find((one) => one.digits === digits && one.status === 'CONNECTED')?.overrideCallbackUri ?? null
}

const textsOf = (body: string): string[] =>
  JSON.parse(body).entry[0].changes[0].value.messages.map((message: { text: { body: string } }) => message.text.body)

async function pollSaid(move: Move): Promise<NonNullable<MigrationView['proof']>['inSaid']> {
  await expect.poll(async () => (await proofOf(move))?.inSaid ?? null).not.toBeNull()
  return (await proofOf(move))?.inSaid ?? null
}

for (const locale of ['en-GB', 'vi-VN']) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale })

    test('messages come here first for a while, reach their own system all the same, and are put back', async ({
      page,
      api,
      meta,
      text,
    }) => {
      const theirs = await startSystem()
      const move = await movedTo(theirs.url, { api, meta })
      await page.setViewportSize({ width: 360, height: 640 })
      await page.goto(proofPage(move))
      await expect(page.getByText(text('proof.override.what', { host: theirs.host }))).toBeVisible()
      await expect(page.getByText(text('proof.in.elsewhere', { host: theirs.host }))).toBeVisible()
      await expect(page.getByText(text('proof.in.waiting'))).toHaveCount(0)
      await noAxeViolations(page)
      await noSidewaysScroll(page)
      await mark(page)
      await page.getByRole('button', { name: text('proof.override.submit') }).click()
      const putBack = page.getByRole('button', { name: text('proof.override.putBack') })
      await expect(putBack).toBeVisible()
      await expect(page.getByText(theirs.host).first()).toBeVisible()
      await expect(page.getByText(text('proof.in.waiting'))).toBeVisible()
      await noAxeViolations(page)
      await noSidewaysScroll(page)
      expect(theirs.calls).toEqual([])

      const { word = '' } = (await proofOf(move)) ?? {}
      await meta.control('POST', '/customer', { number: move.number, from: PHONE, text: 'How much is the blue one?' })
      await meta.control('POST', '/customer', { number: move.number, from: PHONE, text: word })
      await expect(page.getByText(stamp(text, 'proof.in.arrived'))).toBeVisible()
      expect(theirs.calls.map(({ body }) => textsOf(body))).toEqual([['How much is the blue one?'], [word]])
      const { appSecret } = await meta.world()
      for (const { body, signature } of theirs.calls) {
        expect(signature).toBe(`sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`)
      }

      await putBack.click()
      await expect(page.getByText(text('proof.where.elsewhere', { host: theirs.host }))).toBeVisible()
      await expect(page.locator('body')).toHaveAttribute('data-same-page', 'yes')
      expect(await ownAddress(meta, move)).toBeNull()
      await meta.control('POST', '/customer', { number: move.number, from: PHONE, text: 'And the red one?' })
      await expect.poll(() => theirs.calls.length).toBe(3)

      await sendTemplate(page, text)
      await expect(page.getByText(text('proof.out.elsewhere', { host: theirs.host }))).toBeVisible()
      await noAxeViolations(page)
      await page.goto(`/migrations/${move.id}/history`)
      await expect(page.getByText(text('history.commands.override_callback')).first()).toBeVisible()
      await theirs.stop()
    })

    test('every answer of Meta to receiving here has its number and its words', async ({
      page,
      api,
      meta,
      text,
      consoleWatch,
    }) => {
      consoleWatch.expectRefusal(/\/callback-override$/, 409)
      const refusals = SCENARIOS.filter(({ call, errorCode }) => call === 'override_callback' && errorCode !== null)
      expect(refusals).toHaveLength(1)
      for (const { suffix, errorCode } of refusals) {
        const number = practiceDisplay(practiceDigits(suffix))
        const move = await moveAt({ api, meta }, 'confirmed', { number, practice: true })
        await page.goto(proofPage(move))
        await page.getByRole('button', { name: text('proof.override.practice') }).click()
        await page.getByRole('button', { name: text('proof.override.submit') }).click()
        await expect(page.getByText(text.error(errorCode ?? '')).first()).toBeVisible()
        await noAxeViolations(page)
        await page.getByRole('button', { name: text('proof.override.submit') }).click()
        await expect(page.getByRole('button', { name: text('proof.override.putBack') })).toBeVisible()
      }
    })
  })
}

test('what their own system does not take, Meta sends again', async ({ page, api, meta, text }) => {
  const theirs = await startSystem()
  const move = await movedTo(theirs.url, { api, meta })
  await page.goto(proofPage(move))
  await page.getByRole('button', { name: text('proof.override.submit') }).click()
  await expect(page.getByRole('button', { name: text('proof.override.putBack') })).toBeVisible()
  const address = (await ownAddress(meta, move)) ?? ''
  const body = JSON.stringify({ object: 'whatsapp_business_account', entry: [] })
  const { appSecret } = await meta.world()
  const call = async () => {
    const signature = `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature }
    return (await fetch(address, { method: 'POST', headers, body })).status
  }
  theirs.answer(503)
  expect(await call()).toBe(502)
  theirs.answer(200)
  expect(await call()).toBe(200)
  expect(theirs.calls.map((one) => one.body)).toEqual([body, body])
  await theirs.stop()
  expect(await call()).toBe(502)
})

test('nothing comes for a minute: where else to look is said without a press', async ({
  page,
  api,
  meta,
  app,
  text,
}) => {
  const move = await moved({ api, meta }, app.url)
  await page.clock.install()
  await page.goto(proofPage(move))
  await expect(page.getByText(text('proof.in.waiting'))).toBeVisible()
  await expect(page.getByText(text('proof.in.slow'))).toHaveCount(0)
  await page.clock.fastForward('01:01')
  await expect(page.getByText(text('proof.in.slow'))).toBeVisible()
  await noAxeViolations(page)
})

test('in practice the drawn phone writes, and shows what comes back', async ({ page, api, meta, text }) => {
  const move = await moveAt({ api, meta }, 'confirmed', { practice: true })
  await page.goto(proofPage(move))
  const phone = page.getByRole('region', { name: text('proof.practice.heading') })
  const { word = '' } = (await proofOf(move)) ?? {}
  await expect(page.getByRole('link', { name: text('proof.in.open') })).toHaveCount(0)
  await phone.getByRole('button', { name: text('proof.practice.write', { word }) }).click()
  await expect(page.getByText(stamp(text, 'proof.in.arrived'))).toBeVisible()
  await page.getByRole('button', { name: text('proof.answer.submit') }).click()
  await expect(page.getByText(stamp(text, 'proof.message.delivered'))).toBeVisible()
  const { by = '' } = (await proofOf(move))?.answer ?? {}
  await expect(phone.getByText(text('proof.answerText', { name: by }))).toBeVisible()
  await noAxeViolations(page)
})

test('before the move the page leads to the step that is due', async ({ page, api, meta, text }) => {
  const move = await moveAt({ api, meta }, 'ready')
  await page.goto(proofPage(move))
  await expect(page).not.toHaveURL(/proof/)
  await expect(page.getByText(text('wizard.notes.not_reached'))).toBeVisible()
})

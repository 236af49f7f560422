import type { Browser, Page, PlaywrightWorkerArgs } from '@playwright/test'
import { needsYou, templatesOnlyHere } from '../lib/migration/after-move'
import { CLOSING_ITEMS } from '../lib/migration/closing'
import { good } from './support/api'
import { noSidewaysScroll, onFirstScreen } from './support/fits'
import { keyboardOf } from './support/hands'
import { type Move, moveAt } from './support/move'
import { movedTo } from './support/moved-to'
import { noAxeViolations } from './support/no-axe-violations'
import { expect, type RestartableApp, test } from './support/restartable'
import { escaped } from './support/said'
import { stopEveryMove } from './support/stop-every-move'
import { type Text, textsIn } from './support/texts'
import { heading } from './support/walk-to-moved'

/** On the simulated source, all able to move. One for each test: a number gets no second code within minutes. */
let taken = 0
const NUMBERS = 20
const nextNumber = (): string => {
  taken += 1
  return `+84 911 000 0${String(taken).padStart(2, '0')}`
}

const PHONE = { width: 360, height: 640 }
const NARROW = { width: 320, height: 640 }

test.beforeEach(async ({ api, meta }) => {
  await stopEveryMove(api)
  await meta.reset()
  await meta.control('POST', '/world', { addNumbers: NUMBERS })
})

const side = (move: Move, page: string): string => `${move.path('')}/${page}`
const amber = (page: Page, text: Text, n: number) =>
  page.getByRole('heading', { level: 2, name: text('done.needsHeading', { n }) })

async function clean(page: Page): Promise<void> {
  await noAxeViolations(page)
  const size = page.viewportSize() ?? PHONE
  await page.setViewportSize(NARROW)
  await noSidewaysScroll(page)
  await page.setViewportSize(size)
}

async function onPaper(page: Page): Promise<string> {
  await page.emulateMedia({ media: 'print' })
  const words = (await page.locator('body').innerText()).trim().replaceAll(/\s+/g, ' ')
  await page.emulateMedia({ media: 'screen' })
  return words
}

for (const { name, use } of [
  { name: 'English', use: { locale: 'en-GB', viewport: PHONE } },
  { name: 'Vietnamese, dark', use: { locale: 'vi-VN', viewport: PHONE, colorScheme: 'dark' } },
] as const) {
  test.describe(name, () => {
    test.use(use)

    test('moved, and something is missing: it says what, who can mend it mends it, and the page knows', async ({
      page,
      api,
      meta,
      text,
    }) => {
      const move = await moveAt({ api, meta }, 'confirmed', { number: nextNumber() })
      const view = await move.view()
      const missing = needsYou(view)
      expect(missing.map(({ kind }) => kind)).toEqual(['templates', 'profile'])

      await page.goto(move.path('done'))
      await onFirstScreen(
        page,
        heading(page, text('done.heading')),
        page.getByText(move.number).first(),
        page.getByText(text('plate.after')),
        page.getByText(text('done.reference', { reference: view.reference })),
      )
      await expect(amber(page, text, 2)).toBeVisible()
      const count = missing[0]?.kind === 'templates' ? missing[0].count : 0
      await expect(page.getByText(text('done.templatesMissing', { n: count }))).toBeVisible()
      await expect(page.getByRole('link', { name: text('done.templatesLink') })).toHaveAttribute(
        'href',
        side(move, 'templates'),
      )
      await expect(page.getByText(text('done.profileParts.about'))).toBeVisible()
      await expect(page.getByText(text('done.noApp'))).toHaveCount(0)
      const next = page.getByRole('region', { name: text('done.nextHeading') }).locator('ol > li')
      await expect(next).toHaveCount(3)
      await clean(page)

      await meta.control('POST', '/world', { destination: { subscribed: false, primaryFundingId: null } })
      await page.getByRole('button', { name: text('done.readAgain') }).click()
      await expect(amber(page, text, 4)).toBeVisible()
      await expect(page.getByText(text('done.paymentMissing'))).toBeVisible()
      await noAxeViolations(page)
      await page.getByRole('button', { name: text('done.connectApp') }).click()
      await expect(amber(page, text, 3)).toBeVisible()
      await expect(page.getByText(text('done.noApp'))).toHaveCount(0)

      for (const [words, target] of [
        ['done.next1Link', 'ids'],
        ['done.next3Link', 'closing'],
        ['done.report', 'report'],
        ['done.wayBack', 'way-back'],
        ['done.history', 'history'],
      ] as const) {
        await expect(page.getByRole('link', { name: text(words) })).toHaveAttribute('href', side(move, target))
      }
    })

    test('moved, and nothing is missing: no amber, the same three steps', async ({ page, api, meta, app, text }) => {
      await meta.control('POST', '/world', { source: { templates: 3 } })
      const move = await moveAt({ api, meta }, 'confirmed', { number: nextNumber() })
      // As of a move from before the profile was kept.
      await app.database((database) =>
        database.query(`update migrations set snapshot_before = snapshot_before - 'profile' where id = $1`, [move.id]),
      )
      expect(needsYou(await move.view())).toEqual([])
      await page.goto(move.path('done'))
      await expect(heading(page, text('done.heading'))).toBeVisible()
      await expect(page.getByRole('region', { name: text('done.nextHeading') }).locator('ol > li')).toHaveCount(3)
      await expect(page.getByRole('button', { name: text('done.readAgain') })).toHaveCount(0)
      await clean(page)
    })

    test('the ids: each to copy, all of them as text, and on paper', async ({ page, context, api, meta, text }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write'])
      const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
      const move = await moveAt({ api, meta }, 'confirmed', { number: nextNumber() })
      const { number, source, destination, reference } = await move.view()
      const ids = {
        numberId: number?.phoneNumberId ?? '',
        numberIdBefore: number?.sourcePhoneNumberId ?? '',
        accountId: destination?.wabaId ?? '',
        accountIdBefore: source?.wabaId ?? '',
      }
      for (const id of Object.values(ids)) expect(id).toMatch(/^\d+$/)

      await page.goto(move.path('done'))
      await keyboardOf(page).press(page.getByRole('link', { name: text('done.next1Link') }))
      await expect(heading(page, text('handOver.heading'))).toBeVisible()
      await expect(page).toHaveTitle(new RegExp(text('handOver.heading')))
      for (const [key, value] of [
        ['numberId', ids.numberId],
        ['accountId', ids.accountId],
        ['number', move.number],
        ['version', 'v25.0'],
      ] as const) {
        const what = escaped(text(`handOver.rows.${key}`))
        const button = page.getByRole('button', { name: new RegExp(`^${text('common.copy')} ${what}$`) })
        await button.press('Enter')
        await expect.poll(clipboard).toBe(value)
      }
      for (const value of [ids.numberIdBefore, ids.accountIdBefore]) {
        await expect(page.getByText(text('handOver.before', { value }), { exact: true })).toBeVisible()
      }

      const other = text.locale === 'vi' ? 'en' : 'vi'
      await page.getByRole('combobox', { name: text('twoStep.ask.language') }).selectOption(other)
      const webhook = (await move.view()).after?.subscribedApps?.join(', ') ?? ''
      const all = { number: move.number, version: 'v25.0', webhook, reference, ...ids }
      const body = textsIn(other)('handOver.letter.body', all)
      await page.getByRole('button', { name: text('common.copy'), exact: true }).click()
      await expect.poll(clipboard).toBe(body)
      const mail = await page.getByRole('link', { name: text('twoStep.ask.mail') }).getAttribute('href')
      expect(decodeURIComponent(mail ?? '')).toContain(body.replaceAll('\n', '\r\n'))

      const note = page.getByText(text('systems.links.title'))
      await note.press('Enter')
      await expect(page.getByText(text('systems.links.todo').split('\n')[0] ?? '')).toBeVisible()
      await clean(page)
      const paper = await onPaper(page)
      expect(paper).toContain(ids.numberId)
      expect(paper).not.toContain(text('handOver.print'))
    })

    test('the way back: what it needs, what comes along, and a letter; nothing is promised', async ({
      page,
      context,
      api,
      meta,
      text,
    }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write'])
      const move = await moveAt({ api, meta }, 'confirmed', { number: nextNumber() })
      await meta.control('POST', '/world', { destination: { templates: 2 } })
      await move.press('confirmation')
      const { version } = await move.view()
      good(await api.patch(`/api/migrations/${move.id}`, { version, provider: 'twilio' }))
      const view = await move.view()
      const onlyHere = templatesOnlyHere(view) ?? []
      expect(onlyHere).toHaveLength(2)

      await page.goto(`/migrations/${move.id}/stop`)
      await page.getByRole('link', { name: text('done.wayBack') }).click()
      await expect(heading(page, text('wayBack.heading'))).toBeVisible()
      await expect(page.getByText(text('wayBack.lead'))).toBeVisible()
      await expect(page.getByText(text('wayBack.provider', { provider: 'Twilio' }))).toBeVisible()
      await expect(page.getByRole('link', { name: text('providers.link', { name: 'Twilio' }) })).toBeVisible()
      await expect(page.getByText(text('wayBack.stays.templates', { n: 2 }))).toBeVisible()
      await page.getByText(text('wayBack.stays.templateList')).click()
      for (const { name: template } of onlyHere) await expect(page.getByText(template)).toBeVisible()
      await page.getByText(text('wayBack.do2How')).click()
      await expect(page.getByRole('img', { name: text('metaScreens.turn_off.alt') })).toBeVisible()
      const { destinationId, sourceId } = await meta.world()
      await expect(page.getByRole('link', { name: text('twoStep.steps.open') })).toHaveAttribute(
        'href',
        new RegExp(`waba_id=${destinationId}$`),
      )
      await clean(page)

      await page.getByRole('button', { name: text('common.copy'), exact: true }).click()
      const written = await page.evaluate(() => navigator.clipboard.readText())
      expect(written).toBe(
        text('wayBack.letter.body', {
          number: move.number,
          name: view.number?.displayName ?? '',
          account: sourceId,
          accountName: '',
          ownAccount: destinationId,
          numberId: view.number?.phoneNumberId ?? '',
        }),
      )
    })
  })
}

test('the closing list: ticked with the keyboard, kept, seen by another person, taken back, written down', async ({
  page,
  api,
  meta,
  app,
  browser,
  playwright,
  text,
}) => {
  const move = await moveAt({ api, meta }, 'confirmed', { number: nextNumber() })
  const left = CLOSING_ITEMS.length + 1
  const item = (at: Page, key: string) => at.getByRole('checkbox', { name: text(`closing.items.${key}.title`) })
  await page.goto(side(move, 'closing'))
  await expect(heading(page, text('closing.heading', { n: left }))).toBeVisible()
  await expect(page.getByText(text('closing.payment.fine'))).toBeVisible()
  await clean(page)

  await item(page, 'pin').press('Space')
  await expect(heading(page, text('closing.heading', { n: left - 1 }))).toBeVisible()
  await expect(item(page, 'pin')).toBeFocused()
  await expect(page).toHaveTitle(new RegExp(text('closing.heading', { n: left - 1 })))
  await page.reload()
  await expect(item(page, 'pin')).toBeChecked()
  await expect(item(page, 'chats')).not.toBeChecked()

  const other = await secondPerson(app, browser, playwright)
  await other.goto(side(move, 'closing'))
  await expect(item(other, 'pin')).toBeChecked()
  const { closing } = await move.view()
  await expect(item(other, 'pin')).toHaveAccessibleDescription(new RegExp(closing.pin?.by ?? 'nobody'))
  // Both from pages of the same age.
  await item(other, 'chats').press('Space')
  await item(page, 'systems').press('Space')
  await expect(item(other, 'chats')).toHaveAccessibleDescription(/Minh/)
  await expect(item(page, 'systems')).toHaveAccessibleDescription(new RegExp(closing.pin?.by ?? 'nobody'))
  for (const at of [page, other]) {
    await at.reload()
    await expect(heading(at, text('closing.heading', { n: left - 3 }))).toBeVisible()
  }

  await item(page, 'chats').press('Space')
  await expect(item(page, 'chats')).not.toBeChecked()
  await expect(heading(page, text('closing.heading', { n: left - 2 }))).toBeVisible()
  await other.context().close()
  await page.goto(side(move, 'history'))
  const chats = text('closing.items.chats.title')
  for (const done of ['true', 'false'])
    await expect(page.getByText(text('history.closing_ticked', { done, item: chats }), { exact: true })).toBeVisible()
})

test('the closing letter: alone on paper by its own button, and the whole list by the page’s', async ({
  page,
  api,
  meta,
  text,
}) => {
  const move = await moveAt({ api, meta }, 'confirmed', { number: nextNumber() })
  await page.goto(side(move, 'closing'))
  const title = text('closing.items.source_kept.title')
  const subject = text('closing.letter.subject', { number: move.number })
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', 'yes')
  })
  await page.getByRole('button', { name: text('closing.print') }).click()
  await expect(page.locator('body')).toHaveAttribute('data-printed', 'yes')
  expect(await onPaper(page)).toContain(title)

  await page.getByRole('button', { name: text('twoStep.ask.print') }).click()
  const alone = await onPaper(page)
  expect(alone.slice(0, subject.length)).toBe(subject)
  expect(alone).not.toContain(title)
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  await expect.poll(() => onPaper(page)).toContain(title)
})

test('before the number has moved there is nothing to hand over, and stopping is the way back', async ({
  page,
  api,
  meta,
  text,
}) => {
  const move = await moveAt({ api, meta }, 'ready', { number: nextNumber() })
  for (const early of ['ids', 'closing']) {
    await page.goto(side(move, early))
    await expect(heading(page, text('codeMethod.heading'))).toBeVisible()
    await expect(page.getByText(text('wizard.notes.not_reached'))).toBeVisible()
  }
  await page.goto(side(move, 'way-back'))
  await expect(page.getByText(text('wayBack.notMoved'))).toBeVisible()
  await clean(page)
  await page.getByRole('link', { name: text('wayBack.stopLink') }).click()
  await page.getByRole('button', { name: text('stop.submit') }).click()
  await expect(heading(page, text('done.headingStopped'))).toBeVisible()
  await expect(page.getByRole('link', { name: text('done.report') })).toHaveAttribute('href', side(move, 'report'))
  await page.goto(side(move, 'way-back'))
  await expect(page.getByText(text('wayBack.stopped'))).toBeVisible()
  await page.goto(side(move, 'closing'))
  await expect(heading(page, text('done.headingStopped'))).toBeVisible()
})

test.describe('Vietnamese, dark', () => {
  test.use({ locale: 'vi-VN', viewport: PHONE, colorScheme: 'dark' })

  test('messages that could not be put back: the dashboard asks for a person, and one press there is enough', async ({
    page,
    api,
    meta,
    app,
    text,
  }) => {
    const host = 'chat.shop.example'
    const move = await movedTo(`https://${host}/whatsapp`, { api, meta })
    const { version } = await move.view()
    good(await api.post(`/api/migrations/${move.id}/callback-override`, { version, host }))
    const stateOf = async () => (await move.view()).proof?.override?.state ?? null
    expect(await stateOf()).toBe('on')
    const putBack = page.getByRole('button', { name: text('proof.override.putBack') })
    await page.goto(move.path('done'))
    await expect(putBack).toBeVisible()
    await clean(page)

    // Refused once more, after the tries of an hour and a half.
    await meta.control('POST', '/faults', { call: 'restore_callback', kind: 'error', answer: 'unmapped' })
    await app.database((database) =>
      database.query(
        'update callback_overrides set tries = 4, until = now(), next_try_at = now() where migration_id = $1',
        [move.id],
      ),
    )
    await app.end()
    await app.start()
    await expect.poll(stateOf).toBe('stuck')
    await page.goto('/migrations')
    const news = page.getByRole('region', { name: text('notices.label') })
    await expect(news).toContainText(text('notices.callbackStuck', { number: move.number }))
    await expect(page.getByText(text('dashboard.next.putBack'))).toBeVisible()
    await clean(page)
    await news.getByRole('link', { name: text('notices.openChanged') }).click()
    await expect(page.getByText(text('proof.override.stuck', { host }))).toBeVisible()
    await clean(page)

    await putBack.click()
    await expect(page.getByText(text('proof.override.stuck', { host }))).toHaveCount(0)
    await expect(page).toHaveURL(new RegExp(`${move.path('done')}$`))
    expect(await stateOf()).toBeNull()
    await page.goto('/migrations')
    await expect(heading(page, text('dashboard.heading'))).toBeVisible()
    await expect(news).toHaveCount(0)
  })
})

/** Somebody else who may move, with the owner's password so that they can sign in. */
async function secondPerson(
  app: RestartableApp,
  browser: Browser,
  playwright: PlaywrightWorkerArgs['playwright'],
): Promise<Page> {
  const email = 'minh@shop.example'
  await app.database((database) =>
    database.query(
      `insert into users (id, email, name, password_hash, role, created_at)
       select 'minh', $1, 'Minh', password_hash, 'admin', now() from users where email = $2 on conflict do nothing`,
      [email, app.owner.email.toLowerCase()],
    ),
  )
  const request = await playwright.request.newContext({ baseURL: app.url, extraHTTPHeaders: { origin: app.url } })
  const answer = await request.post('/api/session', { data: { email, password: app.owner.password } })
  expect(answer.ok(), `sign-in answered ${answer.status()}`).toBe(true)
  const storageState = await request.storageState()
  await request.dispose()
  return (await browser.newContext({ baseURL: app.url, storageState, locale: 'en-GB' })).newPage()
}

import type { Page } from '@playwright/test'
import type { MigrationView } from '../lib/migration/view'
import { good } from './support/api'
import { noSidewaysScroll } from './support/fits'
import { keyboardOf } from './support/hands'
import { moveAt, practise } from './support/move'
import { noAxeViolations } from './support/no-axe-violations'
import { escaped } from './support/said'
import { expect, test } from './support/test'
import type { Text } from './support/texts'

const list = (page: Page, text: Text) => page.getByRole('combobox', { name: text('providers.label') })
const topic = (page: Page, text: Text, name: string) =>
  page.getByRole('region', { name: text(`providers.topics.${name}`) })

for (const { name, use } of [
  { name: 'English', use: { locale: 'en-GB', viewport: { width: 1280, height: 800 } } },
  {
    name: 'Vietnamese, narrow, dark',
    use: { locale: 'vi-VN', viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
  },
] as const) {
  test.describe(name, () => {
    test.use(use)
    test('a person names the provider with the keyboard, sees its notes, and changes it', async ({
      page,
      api,
      meta,
      text,
    }) => {
      const move = await moveAt({ api, meta }, 'ready')
      const hands = keyboardOf(page)
      const save = page.getByRole('button', { name: text('providers.save') })
      await page.goto(move.path('checks'))
      await hands.press(page.getByRole('link', { name: text('providers.linkUnnamed') }))
      await expect(page.getByRole('heading', { level: 1, name: text('providers.heading') })).toBeVisible()
      await expect(list(page, text)).toHaveValue('')
      await noAxeViolations(page)

      await list(page, text).focus()
      await page.keyboard.type('360')
      await hands.press(save)
      const notes = page.getByRole('heading', { name: text('providers.notesHeading', { name: '360dialog' }) })
      await expect(notes).toBeInViewport()
      await expect(page.locator(':focus').filter({ has: notes }), 'what is read next has the focus').toHaveCount(1)
      await expect(list(page, text)).toHaveValue('360dialog')
      await expect(page.getByText(text('providers.public'))).toBeVisible()
      const own = topic(page, text, 'two_step')
      await expect(own).toContainText(text('providerNotes.360dialog.two_step'))
      await expect(own.getByRole('link', { name: /docs\.360dialog\.com/ })).toHaveAttribute('rel', /noopener/)
      await expect(own).toContainText(new RegExp(escaped(text('providers.seen', { date: '' }).trim())))
      await expect(page.getByText(text('providers.nothing', { name: '360dialog' }))).toBeVisible()
      await expect(topic(page, text, 'account')).toContainText(text('providerNotes.generic.account'))
      await noAxeViolations(page)
      await noSidewaysScroll(page)

      await list(page, text).selectOption(text('providers.unknown'))
      await save.click()
      await expect(page.getByRole('heading', { name: text('providers.notesGeneric') })).toBeVisible()
      await expect(topic(page, text, 'two_step')).toContainText(text('providerNotes.generic.two_step'))
      await expect(page.getByText('360dialog.com')).toHaveCount(0)

      await list(page, text).selectOption('Twilio')
      await save.click()
      await expect(topic(page, text, 'traps')).toContainText(text('providerNotes.twilio.traps'))
      await page.goto(move.path('checks'))
      await expect(page.getByRole('link', { name: text('providers.link', { name: 'Twilio' }) })).toBeVisible()
      await page.goto(`${move.path('')}/history`)
      for (const provider of ['360dialog', text('providers.unknown'), 'Twilio'])
        await expect(page.getByText(text('history.provider_named', { provider }), { exact: true })).toBeVisible()
      expect((await move.view()).status, 'nothing else has changed').toBe('ready')
    })
  })
}

test('while two-step verification is on, its page leads to what the provider says of it', async ({
  page,
  api,
  text,
}) => {
  const connectionId = await practise(api, 'old_pin_on')
  const body = { connectionId, phoneNumber: '+84912345678' }
  const { id } = good<MigrationView>(await api.post('/api/migrations', body))
  await page.goto(`/migrations/${id}/checks/two_step_off`)
  await page.getByRole('link', { name: text('providers.linkUnnamed') }).click()
  await expect(page.getByRole('heading', { level: 1, name: text('providers.heading') })).toBeVisible()
})

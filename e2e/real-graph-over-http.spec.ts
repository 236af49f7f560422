import { handsOf } from './support/hands'
import { stopEveryMove } from './support/stop-every-move'
import { expect, test } from './support/test'
import { heading, walkToMoved } from './support/walk-to-moved'

const NUMBER = '+84 912 345 678'

test.beforeEach(async ({ meta, api }) => {
  await meta.reset()
  await stopEveryMove(api)
  for (const { id } of (await api.get('/api/connections')).body as { id: string }[]) {
    await api.delete(`/api/connections/${id}`)
  }
})

test('with a pasted token, Meta gets exactly the calls of its own procedure, each once', async ({
  page,
  meta,
  text,
}) => {
  await page.goto('/connections/new')
  await page.getByRole('radio', { name: text('connections.choiceYes') }).check()
  await page.getByRole('button', { name: text('common.continue') }).click()
  await page.getByRole('textbox', { name: text('token.heading') }).fill(meta.token)
  await page.getByRole('button', { name: text('token.submit') }).click()
  // The token of this pretend Meta never ends, which is worth a word.
  await expect(heading(page, text('token.savedHeading'))).toBeVisible()
  await page.getByRole('button', { name: text('token.goOn') }).click()

  let code = ''
  const readCode = async () => {
    code = (await meta.phone(NUMBER)).at(-1)?.code ?? ''
    return code
  }
  const hands = handsOf(page)
  const pin = await walkToMoved({ page, text, hands, number: NUMBER, readCode })
  await expect(page.getByText(text('practice.band'))).toBeHidden()

  const { destinationId } = await meta.world()
  const ledger = await meta.ledger()
  const sent = ledger.filter(({ method, inBatch }) => method !== 'GET' && !inBatch)
  const [added] = (
    (await meta.control('GET', '/world')) as { numbers: { id: string; accountId: string }[] }
  ).numbers.filter(({ accountId }) => accountId === destinationId)
  const id = added?.id
  expect(sent.filter(({ call }) => call !== 'batch').map(({ method, path, body }) => ({ method, path, body }))).toEqual(
    [
      {
        method: 'POST',
        path: `/${destinationId}/phone_numbers`,
        body: { cc: '84', phone_number: '912345678', migrate_phone_number: true },
      },
      { method: 'POST', path: `/${id}/request_code`, body: { code_method: 'SMS', language: 'en_US' } },
      { method: 'POST', path: `/${id}/verify_code`, body: { code } },
      { method: 'POST', path: `/${id}/register`, body: { messaging_product: 'whatsapp', pin } },
    ],
  )
  // Everything else only reads: a GET, or a batch of them.
  const reads = ledger.filter(({ method, inBatch }) => method === 'GET' || inBatch)
  expect(reads.filter(({ method, effect }) => method !== 'GET' || effect !== null)).toEqual([])
  expect(ledger.map(({ answered }) => answered).filter((answered) => answered !== '200')).toEqual([])
})

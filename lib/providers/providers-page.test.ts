import { expect, test } from 'vitest'
import { renderProvidersPage } from './providers-page'

/** After a change of the notes: `npx vitest run lib/providers/providers-page.test.ts -u` */
test('docs/providers.md shows the notes as they are', async () => {
  await expect(renderProvidersPage()).toMatchFileSnapshot('../../docs/providers.md')
})

import { expect, test } from 'vitest'
import { renderFactsPage } from './facts-page'

/** After a change of the rules: `npm run docs` */
test('docs/before-and-after.md shows the rules as they are', async () => {
  await expect(renderFactsPage()).toMatchFileSnapshot('../../docs/before-and-after.md')
})

import { expect, test } from 'vitest'
import { renderChecksPage } from './checks-page'

/** After a change of the rules: `npm run docs` */
test('docs/checks.md shows the rules as they are', async () => {
  await expect(renderChecksPage()).toMatchFileSnapshot('../../docs/checks.md')
})

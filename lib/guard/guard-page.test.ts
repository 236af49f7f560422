import { expect, test } from 'vitest'
import { renderGuardPage } from './guard-page'

/** After a change of the rules: `npm run docs` */
test('docs/guard.md shows the rules as they are', async () => {
  await expect(renderGuardPage()).toMatchFileSnapshot('../../docs/guard.md')
})

import { expect, test } from 'vitest'
import { renderPracticePage } from './practice-page'

/** After a change of the tables: `npx vitest run lib/sandbox/practice-page.test.ts -u` */
test('docs/practice.md shows the tables as they are', async () => {
  await expect(renderPracticePage()).toMatchFileSnapshot('../../docs/practice.md')
})

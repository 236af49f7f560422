import { expect, test } from 'vitest'
import { practiceDigits, practiceDisplay } from '@/lib/sandbox/practice-range'
import { SCENARIOS } from '@/lib/sandbox/scenarios'
import { type Practice, renderErrorsPage } from './errors-page'

const practice: Practice[] = SCENARIOS.map(({ suffix, call, does, errorCode }) => ({
  display: practiceDisplay(practiceDigits(suffix)),
  call,
  errorCode,
  undecided: does.kind === 'error' ? does.answer.http >= 500 : does.kind !== 'refuse',
}))

/** After a change of the tables or the words: `npm run docs` */
test('docs/errors.md shows the tables as they are', async () => {
  await expect(renderErrorsPage(practice)).toMatchFileSnapshot('../../docs/errors.md')
})

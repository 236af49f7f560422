import { expect, test } from 'vitest'
import { practiceDigits, practiceDisplay } from '@/lib/sandbox/practice-range'
import { decidesNothing, SCENARIOS } from '@/lib/sandbox/scenarios'
import { type Practice, renderErrorsPage } from './errors-page'

const practice: Practice[] = SCENARIOS.map((scenario) => ({
  display: practiceDisplay(practiceDigits(scenario.suffix)),
  call: scenario.call,
  errorCode: scenario.errorCode,
  undecided: decidesNothing(scenario),
}))

/** After a change of the tables or the words: `npm run docs` */
test('docs/errors.md shows the tables as they are', async () => {
  await expect(renderErrorsPage(practice)).toMatchFileSnapshot('../../docs/errors.md')
})

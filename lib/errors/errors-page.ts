import en from '@/lib/i18n/messages/en.json'
import { type MetaCode, metaCatalog, type Remedy } from './catalog'
import { META_ANSWERS } from './meta-answers'

/** A practice number with which a code can be met. */
export type Practice = { display: string; call: string; errorCode: string | null; undecided: boolean }

/** docs/errors.md, written from the tables and the English words; a test keeps the committed page equal to this. */
export const renderErrorsPage = (practice: readonly Practice[]): string => `# Meta's answers

What Carryover makes of each refusal of Meta. Generated from \`lib/errors/catalog.ts\`, \`lib/errors/meta-answers.ts\` and the English
words by \`npm run docs\`. Vietnamese: \`lib/i18n/messages/vi.json\`, under the same keys \`errors.<our word>\`.

## Our words

*Changed?* says what is known about the number when the words are shown. Only \`register\` moves a number, so what Meta refuses before it
changes nothing; a refused \`register\` is followed by one read, and if that read fails the page says that it could not look. *Read first*: the
answer (HTTP 5xx, or one we cannot read) decides nothing; the step stays unknown until reads agree
([decision 4](decisions/0004-unknown-is-a-state.md)), and then these words give Meta's reason, or say that it did not happen.

*Wait* counts when Meta gives no time of its own. Practice numbers: [practice.md](practice.md).

| our word | in English | who acts | remedy | wait | changed? | practice |
|---|---|---|---|---|---|---|
${Object.keys(metaCatalog)
  // Safe because these are the catalogue's own keys.
  .map((code) => ourRow(code as MetaCode, practice))
  .join('\n')}

## Meta's numbers

The first that fits decides: code and subcode, then the subcode alone, then the code, then the HTTP status. \`/2388103\` is that subcode
under any code. Where one number has several meanings, Meta's English words and the call tell them apart, in this order; in another
language the last row counts, and the page shows Meta's own text for people. An answer that no row knows is \`graph_unknown\`.

| Meta | meaning | at | our word |
|---|---|---|---|
${META_ANSWERS.map(({ meta, means, at, our }) => `| ${meta.join(', ')} | ${means ?? ''} | ${at?.join(', ') ?? ''} | \`${our}\` |`).join('\n')}

No answer at all: before the first byte left, \`not_sent\`; after it, the step is unknown until it is read.
`

function ourRow(code: MetaCode, practice: readonly Practice[]): string {
  const { who, remedy, wait } = metaCatalog[code]
  const mine = practice.filter(({ errorCode }) => errorCode === code)
  const cells = [
    `\`${code}\``,
    en.errors[code],
    WHO[who],
    remedyText(remedy),
    wait === undefined ? '' : duration(wait),
    [...new Set(mine.map(changed))].join('; '),
    mine.map(({ display }) => display.slice(-3)).join(', '),
  ]
  return `| ${cells.join(' | ')} |`
}

const WHO = { you: 'you', provider: 'your current provider', meta: 'Meta', us: 'whoever runs the site' } as const

function remedyText(remedy: Remedy): string {
  switch (remedy.to) {
    case 'again':
      return 'the same button again'
    case 'support':
      return 'the note for support'
    case 'dead_end':
      return en.common.otherWay
    default:
      return en.wizard.refusal.remedies[remedy.text]
  }
}

const duration = (seconds: number): string => (seconds < 3600 ? `${seconds / 60} min` : `${seconds / 3600} h`)

const changed = ({ call, errorCode, undecided }: Practice): string =>
  undecided ? 'read first' : call === 'register' && errorCode !== 'not_sent' ? 'no, read after' : 'no'

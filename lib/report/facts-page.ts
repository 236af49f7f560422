import en from '@/lib/i18n/messages/en.json'
import { STAY_REASONS } from '@/lib/migration/what-moves'
import { ruleOf } from './facts'
import { FACTS, type Fact, VERDICTS, type Verdict } from './kinds'

type Judge = ReturnType<typeof ruleOf>['judge']

/** When each way of judging says what. The order is that of the words in people's tables. */
const JUDGES: Readonly<Record<Judge, { text: string; verdicts: Readonly<Partial<Record<Verdict, string>>> }>> = {
  kept: {
    text: 'Travels with the number.',
    verdicts: {
      same: 'both sides are equal',
      needs_you: 'they differ',
      unknown: 'one side could not be read',
    },
  },
  ranked: {
    text: 'Travels with the number, and may only rise.',
    verdicts: {
      same: 'both sides are equal, or equally good',
      better: 'it has risen',
      needs_you: 'it has fallen',
      unknown: 'one side could not be read, or says a word that stands in no order',
    },
  },
  replaced: {
    text: 'Never travels: the destination has its own.',
    verdicts: {
      expected: 'the new one is known, and the old one is another or could not be read',
      needs_you: 'both are the same: the number is where it was',
      unknown: 'the new one could not be read',
    },
  },
  required: {
    text: 'Must be so afterwards, whatever it was.',
    verdicts: {
      same: 'it is so, and was so before',
      expected: 'it is so, and before could not be read, or was otherwise where the table says "expected"',
      better: 'it is so, and was otherwise before, where the table says "better"',
      needs_you: 'it is not so',
      unknown: 'after could not be read',
    },
  },
  carried: {
    text: 'Does not travel, and is missed when it is gone. What was empty before has no row.',
    verdicts: {
      same: 'both sides are equal; the order of a list does not count',
      needs_you: 'it is gone or another',
      unknown: 'the profile of one side could not be read: one row stands for all of it',
    },
  },
  templates: {
    text: 'Template by template, by name and language. All of them together say the first of these that one of them says.',
    verdicts: {
      needs_you: 'one was approved, should have come and is not there, or is there and not approved',
      unknown: 'the templates of one side could not be read',
      expected: 'one stays behind by the rules of Meta',
      better: 'one is approved on the destination only',
      same: 'all are there, approved or not as before',
    },
  },
}

// safe: the keys of the table are the type it is made from.
const JUDGE_NAMES = Object.keys(JUDGES) as Judge[]

/** docs/before-and-after.md, written from the table itself; a test keeps the committed page equal to this. */
export const renderFactsPage = (): string => `# Before and after

What is compared when a number has moved: on the last page of a move, in its report and in the report's files. This page is
written from \`lib/report/facts.ts\` and the English texts. "Before" is what the last checks read on the source side; "after" is read when
the number answers as connected, on the destination side. "Contract" names the section of the
Graph API contract.

What could not be read is said so. It is never guessed from the other side.

| verdict | words |
|---|---|
${VERDICTS.map((verdict) => `| \`${verdict}\` | ${en.report.verdicts[verdict]} |`).join('\n')}

## Facts

| fact | words | read from | rule | contract |
|---|---|---|---|---|
${FACTS.map(row).join('\n')}

## Rules

${JUDGE_NAMES.map(section).join('\n')}
## Why a template stays behind

Meta moves templates that are approved and rated high (contract 3.2, 3.3). The others stay, each with its reason:

| reason | words |
|---|---|
${STAY_REASONS.map((reason) => `| \`${reason}\` | ${en.plan.stays[reason]} |`).join('\n')}

A template on the destination that was never at the source is the destination's own: approved it counts as \`better\`, otherwise it is
left out of the verdict, because a move leaves it alone.
`

function row(fact: Fact): string {
  const rule = ruleOf(fact)
  const after = said(rule.read)
  const read = rule.before ? `before: ${said(rule.before)}; after: ${after}` : after
  return `| \`${fact}\` | ${en.report.facts[fact]} | ${read} | ${ruleText(fact)} | ${rule.contract} |`
}

const said = ({ call, field }: { call: string; field: string }): string =>
  call === '' ? field : `\`${call}\`: ${field}`

function ruleText(fact: Fact): string {
  const rule = ruleOf(fact)
  if (rule.judge === 'ranked') return `ranked: ${rule.order.map((words) => words.join(' or ')).join(', ')}`
  if (rule.judge === 'required') return `required: ${rule.good}; otherwise before: ${rule.gain}`
  return rule.judge
}

function section(judge: Judge): string {
  const { text, verdicts } = JUDGES[judge]
  const lines = VERDICTS.flatMap((verdict) => (verdicts[verdict] ? [`| \`${verdict}\` | ${verdicts[verdict]} |`] : []))
  return `### ${judge}\n\n${text}\n\n| verdict | when |\n|---|---|\n${lines.join('\n')}\n`
}

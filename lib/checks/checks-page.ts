import en from '@/lib/i18n/messages/en.json'
import { ACCOUNT_CHECKS, CHECK_KINDS, type CheckKind, type CheckOutcome, NUMBER_CHECKS } from './kinds'
import { isConfirmable, ownerOf } from './owner'
import { type Part, ruleOf } from './rules'

/** What each part of the pre-flight asks Meta for, and how many of an hour's calls it takes. */
const CALLS: Readonly<Record<Part, { call: string; items: number; account: 'source' | 'destination' | null }>> = {
  token: { call: 'GET /debug_token', items: 1, account: null },
  source: { call: 'GET /{source}', items: 2, account: 'source' },
  sourceNumbers: { call: 'GET /{source}/phone_numbers', items: 2, account: 'source' },
  sourceTemplates: { call: 'GET /{source}/message_templates', items: 1, account: 'source' },
  sourceHealth: { call: 'GET /{source}?fields=health_status', items: 1, account: 'source' },
  sourceNumber: { call: 'GET /{source number}', items: 2, account: 'source' },
  sourceProfile: { call: 'GET /{source number}/whatsapp_business_profile', items: 1, account: 'source' },
  destination: { call: 'GET /{destination}', items: 2, account: 'destination' },
  destinationHealth: { call: 'GET /{destination}?fields=health_status', items: 1, account: 'destination' },
  destinationNumbers: { call: 'GET /{destination}/phone_numbers', items: 1, account: 'destination' },
  destinationTemplates: { call: 'GET /{destination}/message_templates', items: 1, account: 'destination' },
  subscribedApps: { call: 'GET /{destination}/subscribed_apps', items: 1, account: 'destination' },
}

/** Graph calls of one pre-flight, when nothing has to be asked twice. */
export const preflightCalls = (account?: 'source' | 'destination'): number =>
  Object.values(CALLS).reduce((sum, call) => sum + (account && call.account !== account ? 0 : call.items), 0)

/** Calls an empty account gets in an hour (contract 8.3). */
const AN_HOUR = 200

/** docs/checks.md, written from the rules themselves; a test keeps the committed page equal to this. */
export const renderChecksPage = (): string => `# Checks

Before anything is touched, ${CHECK_KINDS.length} checks are made: ${ACCOUNT_CHECKS.length} about the two accounts, ${NUMBER_CHECKS.length} about the number. This page is written from
\`lib/checks/rules.ts\`, \`lib/checks/owner.ts\` and the English texts. "Contract" names the section of the Graph API contract
that a rule comes from.

Only *fail* stops the move. *Cannot tell* never does: it asks a person where that helps, and is quiet otherwise. An answer
of a person stands as long as Meta's answer stays the same, and for the same accounts and number only. The word before each text is
\`sentence\` in the API's \`CheckView\`.

## What one pre-flight asks Meta

One pre-flight of one number is ${preflightCalls()} Graph calls in 2 requests side by side: quick reads, and slow ones (templates, health). What they
leave open (a field that the Graph version lacks, a second page) goes out in one more request.

| part | call | Graph calls |
|---|---|---|
${Object.entries(CALLS)
  .map(([part, { call, items }]) => `| \`${part}\` | \`${call}\` | ${items} |`)
  .join('\n')}

Two calls for one node are its critical and its optional fields, which fail apart (contract 2.8). Meta counts calls for each
account: an empty destination has ${AN_HOUR} an hour, of which one pre-flight takes ${preflightCalls('destination')} (${(100 * preflightCalls('destination')) / AN_HOUR} %). The source answers the other ${preflightCalls('source')},
and has 5,000 an hour while a number works there. Asking again every two minutes takes ${30 * preflightCalls('destination')} of ${AN_HOUR} in an hour.

## Your accounts

${ACCOUNT_CHECKS.map(section).join('\n')}
## This number

${NUMBER_CHECKS.map(section).join('\n')}`

function section(kind: CheckKind): string {
  const rule = ruleOf(kind)
  const texts: Readonly<Record<string, string>> = en.checks[kind]
  const read = rule.reads.length === 0 ? 'nothing' : rule.reads.map((part) => `\`${CALLS[part].call}\``).join(', ')
  return `### ${texts.title}

\`${kind}\` · reads ${read}: ${rule.fields} · contract ${rule.contract}

| says | outcome | who mends it | stops the move | a person may answer |
|---|---|---|---|---|
${Object.entries(rule.sentences)
  .map(([sentence, outcome]) => row(kind, sentence, outcome, texts[sentence] ?? ''))
  .join('\n')}
`
}

function row(kind: CheckKind, sentence: string, outcome: CheckOutcome, text: string): string {
  const isMended = outcome === 'fail' || outcome === 'warn'
  const cells = [
    `\`${sentence}\` · ${text}`,
    outcome.replace('_', ' '),
    isMended ? { you: 'you', provider: 'your current provider', meta: 'Meta' }[ownerOf(kind, sentence)] : '',
    outcome === 'fail' ? 'yes' : 'no',
    isConfirmable(kind, outcome) ? 'yes' : 'no',
  ]
  return `| ${cells.join(' | ')} |`
}

import en from '@/lib/i18n/messages/en.json'
import { GUARD_FOR, LOOKS_AT } from './gaps'
import { GUARD_KINDS, GUARD_RULES, type GuardKind } from './kinds'

const HOUR = 60 * 60_000

const WATCHED: Readonly<Record<GuardKind, string>> = {
  number_offline: '`status` and `platform_type` of the number: both CONNECTED and CLOUD_API, or not (contract 10.1)',
  health_blocked: '`health_status` of number and account: a part that is BLOCKED, with its code (contract 5.3)',
  payment_missing: '`primary_funding_id` of the account gone, or 141006 on it',
  app_gone: '`subscribed_apps`: one that was there',
  template_disabled: '`status` of each template',
  template_rejected: '`status` of each template; one that is new and rejected is said, too',
  template_paused: '`status` of each template',
  health_limited: '`health_status` as above: LIMITED',
  name_changed: '`name_status`: usable (APPROVED, AVAILABLE_WITHOUT_REVIEW) or not',
  quality_dropped: '`quality_rating` of the number; UNKNOWN and NA are no rating',
  template_category: '`category` of each template',
}

const MENDERS = { you: 'you', meta: 'Meta' } as const

const ages = (): string => LOOKS_AT.map((at) => (at < HOUR ? `${at / 60_000} min` : `${at / HOUR} h`)).join(', ')

/** docs/guard.md, written from the rules themselves; a test keeps the committed page equal to this. */
export const renderGuardPage = (): string => `# After the move

For ${GUARD_FOR / HOUR} hours after a number has moved the app keeps an eye on it, and speaks only when something changes. It only reads, never sends,
and ends by itself. Practice moves are watched in the same way, at the simulated Meta. This page is written from \`lib/guard\`.

## When it looks

When the move is ${ages()} old. Each hour while something that can be mended is wrong.
Three minutes after "Connect the app". At once when Meta calls about the account (\`phone_number_quality_update\`, \`phone_number_name_update\`, \`account_update\`,
\`account_review_update\`, \`message_template_status_update\`, \`message_template_quality_update\`). Never more often than the account's share of background reads allows
(\`docs/decisions/0007-webhooks-only-say-look.md\`). After ${GUARD_FOR / HOUR} hours nothing is read any more, whatever asks for it.

What is due is found from the time of the move, so a restart loses nothing: what was missed is one look. Each look is claimed in the database
before it is made; however many instances ask, one makes it.

## What it compares

The first look with what was read when the move was confirmed, each later one with the last. Health is not part of that reading: the first look is
its measure.

| finding | what is read | what people are told | who can put it right |
|---|---|---|---|
${GUARD_KINDS.map(row).join('\n')}

## What is silence

- A look that Meta did not answer in full. The next one comes after fifteen minutes, or when Meta allows it.
- A number that cannot be read, or another number under its id: then nothing is known of ours. The page says when it was last read.
- A part that Meta refuses to show: it stays as it was last known.
- Ratings of templates (they start again, contract 3.2), templates that arrive, are in review, or are deleted.
- A removed connection or a token that is known to have stopped: nothing is asked until that is mended. The page says when the number was last read.

## Who is told

Each finding is kept once (\`guard_findings\`), with an event in the history, in one transaction. Who started the move gets a notice for each in the app,
and with \`SMTP_URL\` one mail for all that one look found. What is well again is closed with its time: on the page and in the history, never as a
notice; a notice that was not read by then is taken back. The done page shows all of it and changes by itself within two minutes.
`

function row(kind: GuardKind): string {
  const { what, works } = en.guard.kinds[kind]
  return `| \`${kind}\` | ${WATCHED[kind]} | ${what} ${works} | ${MENDERS[GUARD_RULES[kind].mender]} |`
}

import type { Misbehaviour } from './faults'
import { practiceDigits, practiceDisplay } from './practice-range'
import { SCENARIOS, type Scenario } from './scenarios'
import { PLOTS, STORIES } from './stories'

const STEP: Readonly<Record<string, string>> = {
  add_number: 'add the number',
  request_code: 'ask for a code',
  verify_code: 'type the code',
  register: 'move',
  send_message: 'try both ways',
  override_callback: 'receive here for a while',
}

/** docs/practice.md, written from the tables themselves; a test keeps the committed page equal to this. */
export const renderPracticePage = (): string => `# Practice

Practice is the same wizard with a pretend Meta behind it (\`lib/sandbox\`): nothing leaves the computer, nobody is called,
and the drawn phone shows the code. What goes wrong is chosen by a story, or by the number you type. What the pretend
Meta cannot do, and where it misbehaves on purpose, is in [sandbox-divergences.md](sandbox-divergences.md).

## Stories

Each story has one number that can move. The other numbers of the provider's account show why a number cannot: a test
number, one on the Business app, one that is disconnected, one whose new name is waiting for approval.

| story | number | what happens |
|---|---|---|
${STORIES.map((story) => `| \`${story}\` | ${PLOTS[story].phone.display} | ${PLOTS[story].summary} |`).join('\n')}

## Numbers

Type one of these instead of the story's own number, best in the story \`everything_works\`. The last three digits choose
the trouble, and where it strikes; all other steps work. A number of +84 900 000 000–999 that has no row simply moves.
Such a number is on the provider's account from the moment you move it, but in no list: answer for its checks yourself.

*Once*: the same press works the second time. *Always*: only another way out helps. *Our word* is the code in
\`lib/errors/catalog.ts\`; none means that the step is not refused, or that only reading tells.

| number | step | what Meta does | how often | our word |
|---|---|---|---|---|
${SCENARIOS.map(row).join('\n')}
`

function row({ suffix, call, does, times, errorCode }: Scenario): string {
  const often = times === 'always' ? 'always' : times === 1 ? 'once' : `${times} times`
  const cells = [
    practiceDisplay(practiceDigits(suffix)),
    STEP[call] ?? call,
    describe(does),
    often,
    errorCode === null ? '' : `\`${errorCode}\``,
  ]
  return `| ${cells.join(' | ')} |`
}

const done = (work: boolean | undefined): string => (work ? 'It is done all the same.' : 'Nothing is done.')

function describe(does: Misbehaviour): string {
  switch (does.kind) {
    case 'error': {
      const { http, code, subcode, title, message, details } = does.answer
      const words = title ?? details ?? message
      const wait = does.waitMinutes === undefined ? '' : ` Asks to wait ${does.waitMinutes} minutes.`
      return `${http} · ${subcode === undefined ? code : `${code}/${subcode}`} · ${words}${wait}`
    }
    case 'status':
      return `${does.status} without a body. ${done(does.work)}`
    case 'html':
      return `A web page instead of an answer. ${done(does.work)}`
    case 'body':
      return `An answer nobody can read: \`${does.body}\`. ${done(does.work)}`
    case 'redirect':
      return 'Sends us elsewhere. Nothing is done.'
    case 'refuse':
      return 'The connection is refused: nothing was sent.'
    case 'reset_before':
    case 'reset_after_work_no_effect':
      return 'The connection is cut. Nothing is done, and only reading tells.'
    case 'reset_after_work':
      return 'The connection is cut. It is done, and only reading tells.'
    case 'hang':
      return `No answer ever comes. ${done(does.work)}`
    case 'delay':
      return `The answer takes ${does.ms} ms longer.`
    case 'stale_reads':
      return `It is done, and reads show the old state for ${does.seconds} seconds.`
    case 'wrong_id':
      return 'It is done, and the answer names an id that no list shows.'
    case 'success_without_effect':
      return 'Success is answered, and nothing is done.'
    case 'offline_after_move':
      return 'The number moves and reads DISCONNECTED.'
    case 'undelivered':
      return 'It is sent and never arrives.'
    case 'done_meanwhile':
      return 'Somebody did it in WhatsApp Manager a moment before: it is refused because it is so.'
    default:
      return does satisfies never
  }
}

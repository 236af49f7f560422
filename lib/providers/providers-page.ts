import en from '@/lib/i18n/messages/en.json'
import { GENERIC, PROVIDERS, type Provider } from './view'

const words: Readonly<Record<string, Readonly<Record<string, string>>>> = en.providerNotes
const topics: Readonly<Record<string, string>> = en.providers.topics

/** docs/providers.md, written from the data itself; a test keeps the committed page equal to this. */
export const renderProvidersPage = (): string => `# Providers

What public pages say of leaving a messaging provider, shown on \`/migrations/{id}/provider\` to a person who names theirs.
Nothing of it stops a move. This page is generated from \`lib/providers/providers.json\` and the English words by \`npm run docs\`.

## Add or mend a note

1. Read the page yourself, best the provider's own help page. What you cannot read in public is no note, and a guess is none
   either: where nothing was found, the note under [Another provider](#another-provider) is shown.
2. In \`lib/providers/providers.json\`, give the provider a note: its \`topic\`, the \`source\` (https), and as \`seen\` the day you
   read the page or a public copy of it. One note for each topic; one page speaks for one provider. An \`id\` has small letters
   and digits only.
3. In \`lib/i18n/messages/en.json\` and \`vi.json\`, write the words under \`providerNotes.<id>.<topic>\`: one to three short
   sentences of your own, never copied. Say what the reader does, and call the company by its name.
4. Run \`npx vitest run lib/providers\`, then \`npm run docs\`.

To confirm an old note, read its page again and change only \`seen\`. A note whose page is gone is removed.

| topic | what belongs there |
|---|---|
| \`two_step\` | how two-step verification of the number is switched off: by whom, where, or in which words to ask |
| \`account\` | who owns the WhatsApp account, and whether the customer can see it |
| \`leaving\` | invoices, cancelling, money left over |
| \`traps\` | what deletes the number, costs money, takes time, or is easily mistaken |
| \`support\` | where to write |

${PROVIDERS.map(section).join('\n')}`

function section({ id, name, site, notes }: Provider): string {
  const about = id === GENERIC ? 'What holds at every provider.' : `\`${id}\` · ${site}`
  if (notes.length === 0) return `## ${name}\n\n${about}\n\nNo public page found yet.\n`
  const rows = notes.map(
    ({ topic, source, seen }) =>
      `| ${topics[topic]} | ${words[id]?.[topic]} | [${new URL(source).host}](${source}) | ${seen} |`,
  )
  return `## ${name}\n\n${about}\n\n| topic | note | source | seen |\n|---|---|---|---|\n${rows.join('\n')}\n`
}

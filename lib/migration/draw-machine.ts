import { COMMANDS, STATUSES, table } from './machine'

/** The statuses and what leads from one to the next. */
function drawStatuses(): string {
  const arrows = STATUSES.flatMap((status) =>
    COMMANDS.flatMap((command) =>
      Object.entries(table[status][command] ?? {})
        .filter(([, following]) => following !== status)
        .map(([outcome, following]) => `  ${status} --> ${following}: ${command} / ${outcome}`),
    ),
  )
  return `\`\`\`mermaid
stateDiagram-v2
  [*] --> draft
${arrows.join('\n')}
  confirmed --> [*]
  cancelled --> [*]
\`\`\``
}

const DRAWN = /(<!-- drawn from lib\/migration\/machine\.ts -->\n)[\s\S]*?(<!-- end -->)/

/** A page with the drawing of today in the place that is marked for it. */
export function withDrawing(page: string): string {
  if (!DRAWN.test(page)) throw new Error('no place is marked for the drawing')
  return page.replace(DRAWN, (_, before: string, after: string) => `${before}${drawStatuses()}\n${after}`)
}

/** docs/state-machine.md, drawn from the table itself; a test keeps the committed page equal to this. */
export function drawMachine(): string {
  const rows = STATUSES.flatMap((status) =>
    COMMANDS.flatMap((command) => {
      const outcomes = Object.entries(table[status][command] ?? {})
      const cells = outcomes.map(([outcome, following]) => `${outcome} → ${following}`).join('<br>')
      return outcomes.length === 0 ? [] : [`| ${status} | ${command} | ${cells} |`]
    }),
  )
  return `# The state machine

Drawn from \`lib/migration/machine.ts\`. Statuses are facts already reached; a command that is not in a row is refused.
\`registered\` is the point of no return: before it the number works at the source, after it there is no \`cancel\`.

${drawStatuses()}

| status | command | outcome → next status |
|---|---|---|
${rows.join('\n')}

## An attempt of a command

\`\`\`mermaid
stateDiagram-v2
  [*] --> intent: committed with the budget it spends
  intent --> armed: committed just before the first byte
  intent --> not_sent: found after a crash
  armed --> done: Meta says yes
  armed --> refused: Meta says no
  armed --> not_sent: the connection was never made
  armed --> unknown: the answer was lost
  unknown --> confirmed_done: a read shows it
  unknown --> confirmed_not_done: three reads agree
  unknown --> human_done: a named person says so
  unknown --> human_not_done: a named person says so
\`\`\`
`
}

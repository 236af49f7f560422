import { type Run, toRuns } from './fonts'
import type { Look } from './looks'

/** One line of runs, with its width. */
export type Line = { runs: (Run & { width: number })[]; width: number }

export type Measure = (run: Run, size: number) => number

export function toLine(text: string, look: Look, measure: Measure): Line {
  const runs = toRuns(text, look.face).map((run) => ({ ...run, width: measure(run, look.size) }))
  return { runs, width: runs.reduce((sum, run) => sum + run.width, 0) }
}

/** Breaks at a space, or within a name or an address. A line keeps the space it broke at, or two words would be one for whoever reads without seeing. */
export function toLines(text: string, look: Look, width: number, measure: Measure): Line[] {
  const lines: string[] = ['']
  const widthOf = (part: string) => toLine(part.trimEnd(), look, measure).width
  for (const word of text.split(/(?<=[ _/])/).flatMap((part) => cut(part, width, widthOf))) {
    const longer = (lines.at(-1) ?? '') + word
    if (widthOf(longer) <= width || lines.at(-1) === '') lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines.map((line) => toLine(line, look, measure))
}

/** A word that is wider than its column breaks where it must. Letter by letter is a little wide, never too narrow. */
function cut(word: string, width: number, widthOf: (part: string) => number): string[] {
  if (widthOf(word) <= width) return [word]
  const pieces: string[] = ['']
  let filled = 0
  for (const letter of word) {
    filled += widthOf(letter)
    if (filled > width) {
      pieces.push('')
      filled = widthOf(letter)
    }
    pieces[pieces.length - 1] += letter
  }
  return pieces
}

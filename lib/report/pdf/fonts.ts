import 'server-only'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import unicode from '@fontsource/be-vietnam-pro/unicode.json'

export type Face = 'text' | 'strong' | 'digits'

/** Vietnamese first: where both parts have a letter, marks of one word then come from one file. */
const PARTS = ['vietnamese', 'latin', 'latin-ext'] as const
type Part = (typeof PARTS)[number]

const FOLDER = path.join(process.cwd(), 'node_modules/@fontsource')
const vietnamPro = (part: Part, weight: 400 | 600) =>
  path.join(FOLDER, `be-vietnam-pro/files/be-vietnam-pro-${part}-${weight}-normal.woff`)

/**
 * Each file once, as WOFF: of a WOFF2, whose outlines are stored in another form, fontkit embeds shapes that nobody can draw. The names are ours: pdfkit calls a font by them.
 */
const FILES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(PARTS.map((part) => [`text ${part}`, vietnamPro(part, 400)])),
  ...Object.fromEntries(PARTS.map((part) => [`strong ${part}`, vietnamPro(part, 600)])),
  digits: path.join(FOLDER, 'atkinson-hyperlegible-mono/files/atkinson-hyperlegible-mono-latin-600-normal.woff'),
}

let fonts: Promise<[string, Buffer][]> | undefined

/** Read at the first report, then kept. */
export function readFonts(): Promise<[string, Buffer][]> {
  fonts ??= Promise.all(
    Object.entries(FILES).map(async ([name, file]): Promise<[string, Buffer]> => [name, await readFile(file)]),
  )
  return fonts
}

/** The letters each file has, as a browser would choose it. */
const RANGES = PARTS.map((part) => ({ part, ranges: unicode[part].split(',').map(toRange) }))

function toRange(text: string): [number, number] {
  const [from = '', to = from] = text.replace('U+', '').split('-')
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)]
}

const known = new Map<string, Part | undefined>()

function partOf(letter: string): Part | undefined {
  if (!known.has(letter)) {
    const code = letter.codePointAt(0) ?? 0
    known.set(letter, RANGES.find(({ ranges }) => ranges.some(([from, to]) => code >= from && code <= to))?.part)
  }
  return known.get(letter)
}

export type Run = { font: string; text: string }

/** Neighbouring letters of one file together. A letter of another script has no shape here and is said with a question mark. */
export function toRuns(text: string, face: Face): Run[] {
  const runs: Run[] = []
  for (const letter of text.normalize('NFC')) {
    const part = partOf(letter)
    const font = face === 'digits' ? 'digits' : `${face} ${part ?? 'latin'}`
    const shown = part === undefined ? '?' : letter
    const last = runs.at(-1)
    if (last?.font === font) last.text += shown
    else runs.push({ font, text: shown })
  }
  return runs
}

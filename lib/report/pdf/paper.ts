import 'server-only'
import PDFDocument from 'pdfkit'
import { type Face, type Run, readFonts, toRuns } from './fonts'

/** A4 in points. */
const PAGE = { width: 595.28, height: 841.89 }
const MARGIN = { side: 46, top: 42, bottom: 54 }
const WIDTH = PAGE.width - 2 * MARGIN.side
const BOTTOM = PAGE.height - MARGIN.bottom

export type Look = { face: Face; size: number; leading: number }

export const LOOKS = {
  title: { face: 'strong', size: 19, leading: 26 },
  heading: { face: 'strong', size: 13, leading: 19 },
  body: { face: 'text', size: 11, leading: 14.5 },
  strong: { face: 'strong', size: 11, leading: 14.5 },
  plate: { face: 'digits', size: 17, leading: 22 },
  foot: { face: 'text', size: 9.5, leading: 13 },
} as const satisfies Record<string, Look>

/** One line of runs, with its width. */
type Line = { runs: (Run & { width: number })[]; width: number }

export type Column = { heading: string; width: number }

export type Paper = {
  title: (text: string) => void
  heading: (text: string) => void
  paragraph: (text: string, look?: Look) => void
  plate: (text: string) => void
  /** Two columns of terms and what they are. */
  facts: (rows: readonly (readonly [string, string])[]) => void
  /** `width` of the columns in parts of the whole. The first cell of a row is its heading. */
  table: (caption: string, columns: readonly Column[], rows: readonly (readonly string[])[]) => void
  list: (items: readonly string[]) => void
  /** `foot` stands under every page. */
  close: (foot: (page: number, total: number) => string) => Promise<Buffer<ArrayBuffer>>
}

type About = {
  title: string
  lang: string
  creator: string
  /** Stands in the file instead of the time it is made, so that the same report is the same file. */
  at: Date
  /** Across every page. */
  stamp: string | null
}

/** A tagged A4 document that flows downwards. Nothing that belongs together is split over two pages. */
export async function openPaper(about: About): Promise<Paper> {
  const doc = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    lang: about.lang,
    displayTitle: true,
    bufferPages: true,
    autoFirstPage: false,
    // None: every font here is embedded.
    font: '',
    info: { Title: about.title, Creator: about.creator, Producer: 'PDFKit', CreationDate: about.at },
  })
  for (const [name, file] of await readFonts()) doc.registerFont(name, file)
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const root = doc.struct('Document')
  doc.addStructure(root)
  let y = 0
  newPage()

  function newPage(): void {
    doc.addPage()
    y = MARGIN.top
    if (about.stamp !== null) drawStamp(about.stamp)
  }

  /** True when it had to begin a new page. */
  function makeRoom(height: number): boolean {
    if (y + height <= BOTTOM) return false
    newPage()
    return true
  }

  /** What is only to be seen: readers of the structure pass it by. */
  function artifact(type: 'Pagination' | 'Layout', draw: () => void): void {
    doc.markContent('Artifact', { type })
    draw()
    doc.endMarkedContent()
  }

  function drawStamp(text: string): void {
    const line = toLine(text, { face: 'strong', size: 72, leading: 0 })
    artifact('Pagination', () => {
      doc.save()
      doc.rotate(-50, { origin: [PAGE.width / 2, PAGE.height / 2] })
      doc.fillColor('#ececec')
      drawLine(line, { face: 'strong', size: 72, leading: 0 }, (PAGE.width - line.width) / 2, PAGE.height / 2)
      doc.restore()
      doc.fillColor('#000')
    })
  }

  function widthOf(text: string, font: string, size: number): number {
    return doc.font(font).fontSize(size).widthOfString(text)
  }

  function toLine(text: string, look: Look): Line {
    const runs = toRuns(text, look.face).map((run) => ({ ...run, width: widthOf(run.text, run.font, look.size) }))
    return { runs, width: runs.reduce((sum, run) => sum + run.width, 0) }
  }

  /** A line keeps the space it broke at, or two words would be one for whoever reads without seeing. */
  function toLines(text: string, look: Look, width: number): Line[] {
    const lines: string[] = ['']
    for (const word of text.split(/(?<= )/).flatMap((part) => cut(part, look, width))) {
      const longer = (lines.at(-1) ?? '') + word
      if (toLine(longer.trimEnd(), look).width <= width || lines.at(-1) === '') lines[lines.length - 1] = longer
      else lines.push(word)
    }
    return lines.map((line) => toLine(line, look))
  }

  /** A name without a space that is wider than its column breaks where it must. Letter by letter is a little wide, never too narrow. */
  function cut(word: string, look: Look, width: number): string[] {
    if (toLine(word.trimEnd(), look).width <= width) return [word]
    const pieces: string[] = ['']
    let filled = 0
    for (const letter of word) {
      const wide = toLine(letter, look).width
      filled += wide
      if (filled > width) {
        pieces.push('')
        filled = wide
      }
      pieces[pieces.length - 1] += letter
    }
    return pieces
  }

  function drawLine(line: Line, look: Look, x: number, baseline: number): void {
    let at = x
    for (const run of line.runs) {
      doc.font(run.font).fontSize(look.size).text(run.text, at, baseline, { lineBreak: false, baseline: 'alphabetic' })
      at += run.width
    }
  }

  function drawLines(lines: readonly Line[], look: Look, x: number, top: number): void {
    const rise = (look.leading - look.size) / 2 + look.size * 0.8
    for (const [index, line] of lines.entries()) drawLine(line, look, x, top + index * look.leading + rise)
  }

  /** A block of its own under the root. */
  function block(tag: string, text: string, look: Look, space: { before: number; after: number; keep: number }): void {
    const lines = toLines(text, look, WIDTH)
    const height = lines.length * look.leading
    if (!makeRoom(space.before + height + space.keep)) y += space.before
    const top = y
    root.add(doc.struct(tag, {}, () => drawLines(lines, look, MARGIN.side, top)))
    y += height + space.after
  }

  const rule = (at: number, weight: number): void =>
    artifact('Layout', () => {
      doc
        .moveTo(MARGIN.side, at)
        .lineTo(MARGIN.side + WIDTH, at)
        .lineWidth(weight)
        .strokeColor('#555')
        .stroke()
    })

  const GAP = 8
  const PAD = 1.25

  type Cells = { cells: Line[][]; looks: Look[]; height: number }

  function layOut(texts: readonly string[], widths: readonly number[], lookOf: (column: number) => Look): Cells {
    const looks = texts.map((_, column) => lookOf(column))
    const cells = texts.map((text, column) => toLines(text, looks[column] ?? LOOKS.body, (widths[column] ?? 0) - GAP))
    const height = Math.max(...cells.map((lines) => lines.length)) * LOOKS.body.leading + 2 * PAD
    return { cells, looks, height }
  }

  function drawCells(
    { cells, looks, height }: Cells,
    widths: readonly number[],
    draw: (column: number, show: () => void) => void,
  ): void {
    let x = MARGIN.side
    const top = y + PAD
    for (const [column, lines] of cells.entries()) {
      const at = x
      draw(column, () => drawLines(lines, looks[column] ?? LOOKS.body, at, top))
      x += widths[column] ?? 0
    }
    y += height
  }

  /** safe: pdfkit 0.20 writes `scope` as the attribute of a heading cell; its types are those of 0.17. */
  const headingCell = (scope: 'Column' | 'Row', show: () => void) =>
    doc.struct('TH', { scope } as PDFKit.Mixins.StructureElementOptions, show)

  function drawTable(
    columns: readonly Column[],
    rows: readonly (readonly string[])[],
    heads: boolean,
    parent: PDFKit.PDFStructureElement,
  ): void {
    const widths = columns.map((column) => column.width * WIDTH)
    const head = layOut(
      columns.map(({ heading }) => heading),
      widths,
      () => LOOKS.strong,
    )
    const drawHead = (draw: (column: number, show: () => void) => void) => {
      drawCells(head, widths, draw)
      rule(y, 1)
    }
    if (heads) {
      const tr = doc.struct('TR')
      parent.add(tr)
      drawHead((_, show) => tr.add(headingCell('Column', show)))
      tr.end()
    }
    for (const texts of rows) {
      const row = layOut(texts, widths, (column) => (column === 0 && !heads ? LOOKS.strong : LOOKS.body))
      // Again on each page for the eye; the structure has its headings once.
      if (makeRoom(row.height) && heads) drawHead((_, show) => artifact('Pagination', show))
      const tr = doc.struct('TR')
      parent.add(tr)
      drawCells(row, widths, (column, show) =>
        tr.add(column === 0 ? headingCell('Row', show) : doc.struct('TD', {}, show)),
      )
      tr.end()
      rule(y, 0.4)
    }
  }

  /** Not alone at the foot of a page. */
  const heading = (text: string): void =>
    block('H2', text, LOOKS.heading, { before: 12, after: 3, keep: 3 * LOOKS.body.leading })

  return {
    title: (text) => block('H1', text, LOOKS.title, { before: 0, after: 4, keep: 0 }),
    heading,
    paragraph: (text, look = LOOKS.body) => block('P', text, look, { before: 2, after: 2, keep: 0 }),
    plate(text) {
      const line = toLine(text, LOOKS.plate)
      const box = { width: line.width + 20, height: LOOKS.plate.leading + 8 }
      makeRoom(box.height)
      const top = y
      artifact('Layout', () => {
        doc.roundedRect(MARGIN.side, top, box.width, box.height, 4).lineWidth(1.5).strokeColor('#000').stroke()
      })
      root.add(doc.struct('P', {}, () => drawLines([line], LOOKS.plate, MARGIN.side + 10, top + 4)))
      y += box.height + 4
    },
    facts(rows) {
      const table = doc.struct('Table')
      root.add(table)
      const columns = [0.28, 0.72].map((width) => ({ heading: '', width }))
      drawTable(columns, rows, false, table)
      table.end()
    },
    table(caption, columns, rows) {
      heading(caption)
      const table = doc.struct('Table')
      root.add(table)
      drawTable(columns, rows, true, table)
      table.end()
    },
    list(items) {
      const list = doc.struct('L')
      root.add(list)
      for (const item of items) {
        const lines = toLines(item, LOOKS.body, WIDTH)
        makeRoom(lines.length * LOOKS.body.leading)
        const top = y
        const entry = doc.struct('LI')
        list.add(entry)
        entry.add(doc.struct('LBody', {}, () => drawLines(lines, LOOKS.body, MARGIN.side, top)))
        entry.end()
        y += lines.length * LOOKS.body.leading
      }
      list.end()
    },
    close(foot) {
      const { count } = doc.bufferedPageRange()
      for (let index = 0; index < count; index += 1) {
        doc.switchToPage(index)
        const line = toLine(foot(index + 1, count), LOOKS.foot)
        artifact('Pagination', () => drawLines([line], LOOKS.foot, MARGIN.side, PAGE.height - 36))
      }
      root.end()
      return new Promise((resolve) => {
        doc.on('end', () => resolve(Buffer.concat(chunks)))
        doc.end()
      })
    },
  }
}

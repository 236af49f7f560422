import type { Line } from './lines'
import { LOOKS, type Look, MARGIN, WIDTH } from './looks'
import type { Sheet } from './sheet'

/** `width` in parts of the whole. */
export type Column = { heading: string; width: number }

const GAP = 8
const PAD = 1.25

type Row = { cells: Line[][]; look: (column: number) => Look; height: number }
type Draw = (column: number, show: () => void) => void

/** The first cell of a row is its heading. No row is split; the headings of columns stand again on each page. */
export function drawTable(sheet: Sheet, columns: readonly Column[], rows: readonly (readonly string[])[]): void {
  const { doc, root } = sheet
  const table = doc.struct('Table')
  root.add(table)
  const widths = columns.map(({ width }) => width * WIDTH)
  const hasHeadings = columns.some(({ heading }) => heading !== '')
  const headings = layOut(
    sheet,
    columns.map(({ heading }) => heading),
    widths,
    () => LOOKS.strong,
  )
  if (hasHeadings) {
    drawRow(sheet, table, headings, widths, 1, () => 'Column')
  }
  for (const texts of rows) {
    const row = layOut(sheet, texts, widths, (column) => (column === 0 && !hasHeadings ? LOOKS.strong : LOOKS.body))
    // For the eye: the structure has its headings once.
    if (sheet.makeRoom(row.height) && hasHeadings) {
      drawCells(sheet, headings, widths, (_, show) => sheet.artifact('Pagination', show))
      sheet.rule(1)
    }
    drawRow(sheet, table, row, widths, 0.4, (column) => (column === 0 ? 'Row' : null))
  }
  table.end()
}

function layOut(sheet: Sheet, texts: readonly string[], widths: readonly number[], look: Row['look']): Row {
  const cells = texts.map((text, column) => sheet.toLines(text, look(column), (widths[column] ?? 0) - GAP))
  return { cells, look, height: Math.max(...cells.map((lines) => lines.length)) * LOOKS.body.leading + 2 * PAD }
}

type Scope = 'Column' | 'Row' | null

function drawRow(
  sheet: Sheet,
  table: PDFKit.PDFStructureElement,
  row: Row,
  widths: readonly number[],
  weight: number,
  scopeOf: (column: number) => Scope,
): void {
  const tr = sheet.doc.struct('TR')
  table.add(tr)
  drawCells(sheet, row, widths, (column, show) => tr.add(toCell(sheet, scopeOf(column), show)))
  tr.end()
  sheet.rule(weight)
}

/** safe: pdfkit 0.20 writes `scope` as the attribute of a heading cell; its types are those of 0.17. */
const toCell = ({ doc }: Sheet, scope: Scope, show: () => void): PDFKit.PDFStructureElement =>
  scope === null
    ? doc.struct('TD', {}, show)
    : doc.struct('TH', { scope } as PDFKit.Mixins.StructureElementOptions, show)

function drawCells(sheet: Sheet, { cells, look, height }: Row, widths: readonly number[], draw: Draw): void {
  let x = MARGIN.side
  const top = sheet.y + PAD
  for (const [column, lines] of cells.entries()) {
    const at = x
    draw(column, () => sheet.drawLines(lines, look(column), at, top))
    x += widths[column] ?? 0
  }
  sheet.y += height
}

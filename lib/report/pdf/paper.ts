import 'server-only'
import { LOOKS, type Look, MARGIN, WIDTH } from './looks'
import { type About, openSheet, type Sheet } from './sheet'
import { type Column, drawTable } from './table'

export type Paper = {
  title: (text: string) => void
  heading: (text: string) => void
  paragraph: (text: string, look?: Look) => void
  plate: (text: string) => void
  /** Two columns: terms and what they are. */
  facts: (rows: readonly (readonly string[])[]) => void
  table: (caption: string, columns: readonly Column[], rows: readonly (readonly string[])[]) => void
  list: (items: readonly string[]) => void
  /** `foot` stands under every page. */
  close: Sheet['close']
}

/** A tagged A4 document that flows downwards. Nothing that belongs together is split over two pages. */
export async function openPaper(about: About): Promise<Paper> {
  const sheet = await openSheet(about)
  // Not alone at the foot of a page.
  const heading = (text: string) =>
    drawBlock(sheet, 'H2', text, LOOKS.heading, { before: 12, after: 3, keep: 3 * LOOKS.body.leading })
  return {
    title: (text) => drawBlock(sheet, 'H1', text, LOOKS.title, { before: 0, after: 4, keep: 0 }),
    heading,
    paragraph: (text, look = LOOKS.body) => drawBlock(sheet, 'P', text, look, { before: 2, after: 2, keep: 0 }),
    plate: (text) => drawPlate(sheet, text),
    facts: (rows) =>
      drawTable(
        sheet,
        [0.28, 0.72].map((width) => ({ heading: '', width })),
        rows,
      ),
    table(caption, columns, rows) {
      heading(caption)
      drawTable(sheet, columns, rows)
    },
    list: (items) => drawList(sheet, items),
    close: sheet.close,
  }
}

type Space = { before: number; after: number; keep: number }

function drawBlock(sheet: Sheet, tag: string, text: string, look: Look, space: Space): void {
  const lines = sheet.toLines(text, look, WIDTH)
  const height = lines.length * look.leading
  if (!sheet.makeRoom(space.before + height + space.keep)) sheet.y += space.before
  const top = sheet.y
  sheet.root.add(sheet.doc.struct(tag, {}, () => sheet.drawLines(lines, look, MARGIN.side, top)))
  sheet.y += height + space.after
}

/** As on every page, but as a box: it is printed in one colour. */
function drawPlate(sheet: Sheet, text: string): void {
  const line = sheet.toLine(text, LOOKS.plate)
  const box = { width: line.width + 20, height: LOOKS.plate.leading + 8 }
  sheet.makeRoom(box.height)
  const top = sheet.y
  sheet.artifact('Layout', () => {
    sheet.doc.roundedRect(MARGIN.side, top, box.width, box.height, 4).lineWidth(1.5).strokeColor('#000').stroke()
  })
  sheet.root.add(sheet.doc.struct('P', {}, () => sheet.drawLines([line], LOOKS.plate, MARGIN.side + 10, top + 4)))
  sheet.y += box.height + 4
}

function drawList(sheet: Sheet, items: readonly string[]): void {
  const { doc, root } = sheet
  const list = doc.struct('L')
  root.add(list)
  for (const item of items) {
    const lines = sheet.toLines(item, LOOKS.body, WIDTH)
    const height = lines.length * LOOKS.body.leading
    sheet.makeRoom(height)
    const top = sheet.y
    const entry = doc.struct('LI')
    list.add(entry)
    entry.add(doc.struct('LBody', {}, () => sheet.drawLines(lines, LOOKS.body, MARGIN.side, top)))
    entry.end()
    sheet.y += height
  }
  list.end()
}

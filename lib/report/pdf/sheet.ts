import 'server-only'
import PDFDocument from 'pdfkit'
import { readFonts } from './fonts'
import { type Line, toLine, toLines } from './lines'
import { BOTTOM, LOOKS, type Look, MARGIN, PAGE, WIDTH } from './looks'

export type About = {
  title: string
  lang: string
  creator: string
  /** Stands in the file instead of the time it is made, so that the same report is the same file. */
  at: Date
  /** Across every page. */
  stamp: string | null
}

/** A tagged document, the place on it where the next thing goes, and how lines get there. */
export type Sheet = {
  doc: PDFKit.PDFDocument
  root: PDFKit.PDFStructureElement
  /** Points from the top of the page. */
  y: number
  /** True when it had to begin a new page. */
  makeRoom: (height: number) => boolean
  toLine: (text: string, look: Look) => Line
  toLines: (text: string, look: Look, width: number) => Line[]
  drawLines: (lines: readonly Line[], look: Look, x: number, top: number) => void
  /** What is only to be seen: readers of the structure pass it by. */
  artifact: (type: 'Pagination' | 'Layout', draw: () => void) => void
  /** A line across, where the next thing goes. */
  rule: (weight: number) => void
  close: (foot: (page: number, total: number) => string) => Promise<Buffer<ArrayBuffer>>
}

export async function openSheet(about: About): Promise<Sheet> {
  const doc = openDocument(about)
  for (const [name, file] of await readFonts()) doc.registerFont(name, file)
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const root = doc.struct('Document')
  doc.addStructure(root)
  const measure = (run: { font: string; text: string }, size: number): number =>
    doc.font(run.font).fontSize(size).widthOfString(run.text)
  const sheet: Sheet = {
    doc,
    root,
    y: 0,
    makeRoom(height) {
      if (sheet.y + height <= BOTTOM) return false
      turn(sheet, about.stamp)
      return true
    },
    toLine: (text, look) => toLine(text, look, measure),
    toLines: (text, look, width) => toLines(text, look, width, measure),
    drawLines(lines, look, x, top) {
      const rise = (look.leading - look.size) / 2 + look.size * 0.8
      for (const [index, line] of lines.entries()) drawLine(doc, line, look, x, top + index * look.leading + rise)
    },
    artifact(type, draw) {
      doc.markContent('Artifact', { type })
      draw()
      doc.endMarkedContent()
    },
    rule: (weight) =>
      sheet.artifact('Layout', () => {
        const { y } = sheet
        doc
          .moveTo(MARGIN.side, y)
          .lineTo(MARGIN.side + WIDTH, y)
          .lineWidth(weight)
          .strokeColor('#555')
          .stroke()
      }),
    close(foot) {
      drawFeet(sheet, foot)
      root.end()
      return new Promise((resolve) => {
        doc.on('end', () => resolve(Buffer.concat(chunks)))
        doc.end()
      })
    },
  }
  turn(sheet, about.stamp)
  return sheet
}

const openDocument = ({ title, lang, creator, at }: About): PDFKit.PDFDocument =>
  new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    lang,
    displayTitle: true,
    bufferPages: true,
    autoFirstPage: false,
    // None: every font here is embedded.
    font: '',
    info: { Title: title, Creator: creator, Producer: 'PDFKit', CreationDate: at },
  })

function drawLine(doc: PDFKit.PDFDocument, line: Line, look: Look, x: number, baseline: number): void {
  let at = x
  for (const run of line.runs) {
    doc.font(run.font).fontSize(look.size).text(run.text, at, baseline, { lineBreak: false, baseline: 'alphabetic' })
    at += run.width
  }
}

function turn(sheet: Sheet, stamp: string | null): void {
  sheet.doc.addPage()
  sheet.y = MARGIN.top
  if (stamp !== null) drawStamp(sheet, stamp)
}

/** Under everything that is written later. */
function drawStamp({ doc, artifact, toLine: lineOf }: Sheet, text: string): void {
  const line = lineOf(text, LOOKS.stamp)
  artifact('Pagination', () => {
    doc.save()
    doc.rotate(-50, { origin: [PAGE.width / 2, PAGE.height / 2] }).fillColor('#ececec')
    drawLine(doc, line, LOOKS.stamp, (PAGE.width - line.width) / 2, PAGE.height / 2)
    doc.restore().fillColor('#000')
  })
}

/** Last of all: only now it is known how many pages there are. */
function drawFeet(sheet: Sheet, foot: (page: number, total: number) => string): void {
  const { count } = sheet.doc.bufferedPageRange()
  for (let index = 0; index < count; index += 1) {
    sheet.doc.switchToPage(index)
    const line = sheet.toLine(foot(index + 1, count), LOOKS.foot)
    sheet.artifact('Pagination', () => sheet.drawLines([line], LOOKS.foot, MARGIN.side, PAGE.height - 36))
  }
}

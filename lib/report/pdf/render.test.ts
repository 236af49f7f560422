import { inflateSync } from 'node:zlib'
import { getDocumentProxy } from 'unpdf'
import { describe, expect, it } from 'vitest'
import type { Locale } from '@/lib/i18n/locales'
import { buildReport } from '@/lib/testing/report'
import { printsOf } from '../canonical'
import { sign } from '../sign'
import type { MoveReport, TemplateRow } from '../view'
import { reportWords } from '../words'
import { renderPdf } from './render'

const ZONE = 'Asia/Ho_Chi_Minh'

async function print(change: Partial<MoveReport> = {}, locale: Locale = 'en') {
  const signed = sign(buildReport(change))
  const bytes = await renderPdf(signed, { locale, timeZone: ZONE })
  // pdf.js takes the bytes away from whoever gives them.
  const pdf = await getDocumentProxy(new Uint8Array(bytes))
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, index) => pdf.getPage(index + 1)))
  const texts = await Promise.all(
    pages.map(async (page) => {
      const { items } = await page.getTextContent()
      return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')
    }),
  )
  const flat = texts.map((text) => text.replaceAll(/\s+/g, ' '))
  const words = reportWords({ locale, timeZone: ZONE, number: signed.report.number })
  return { signed, bytes, pdf, pages, texts: flat, text: flat.join(' '), words }
}

type Node = { role?: string; children?: Node[] }

const rolesOf = (node: Node): string[] => [...(node.role ? [node.role] : []), ...(node.children ?? []).flatMap(rolesOf)]

describe('renderPdf', () => {
  it.each<[Locale, string]>([
    ['en', 'Report of this move – +84 912 345 678 – MV-4F7K-2Q'],
    ['vi', 'Biên bản chuyển số – +84 912 345 678 – MV-4F7K-2Q'],
  ])('is tagged, has its language (%s) and its title, and fits on two pages of A4', async (locale, title) => {
    const { pdf, pages, bytes } = await print({}, locale)
    expect(pdf.numPages).toBeLessThanOrEqual(2)
    expect(pages.map((page) => page.view.map(Math.round))).toEqual(pages.map(() => [0, 0, 595, 842]))
    expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true })
    const { info } = await pdf.getMetadata()
    expect(info).toMatchObject({ Title: title, Language: locale, PDFFormatVersion: '1.7' })
    expect(bytes.toString('latin1')).toContain('/DisplayDocTitle true')
  })

  it('reads in the order people read it, in Vietnamese too', async () => {
    const { text, signed, words } = await print({}, 'vi')
    const prints = printsOf(signed)
    const order = [
      'Biên bản chuyển số',
      '+84 912 345 678',
      'Số đang chạy trong tài khoản của bạn.',
      'Công ty TNHH Lan và Bạn',
      'Trần Thị Lan, Ngô Văn Đức',
      'Giữ nguyên và thay đổi',
      'Xếp hạng chất lượng',
      'Giới hạn nhắn tin',
      'Xác minh hai bước Tắt Bật Thay đổi, đúng dự kiến',
      '12 Nguyễn Huệ, Quận 1',
      'khuyen_mai (vi) Không chuyển. Xếp hạng thấp',
      'xac_nhan_don (vi) Đã chuyển',
      'Những gì đã diễn ra',
      'Đã tự xác nhận: Mã PIN cũ đã tắt – Trần Thị Lan',
      `Mọi giờ ghi theo ${ZONE}.`,
      prints.signature,
      prints.key,
      words.command('MV-4F7K-2Q', prints.key),
    ]
    let from = 0
    for (const part of order) {
      const at = text.indexOf(part, from)
      expect(at, `"${part}" after ${text.slice(0, from).slice(-80)}`).toBeGreaterThanOrEqual(0)
      from = at + part.length
    }
  })

  it('has one heading, tables with headings of columns and rows', async () => {
    const { pages } = await print()
    const trees = await Promise.all(pages.map(async (page) => (await page.getStructTree()) as Node))
    const roles = trees.flatMap(rolesOf)
    expect(roles.filter((role) => role === 'H1')).toHaveLength(1)
    expect(roles.filter((role) => role === 'H2')).toHaveLength(4)
    expect(new Set(roles)).toEqual(
      new Set(['Root', 'Document', 'H1', 'H2', 'P', 'Table', 'TR', 'TH', 'TD', 'L', 'LI', 'LBody']),
    )
  })

  it('embeds every letter as a shape that can be drawn', async () => {
    const { bytes } = await print({}, 'vi')
    const fonts = fontsIn(bytes)
    expect(fonts).toHaveLength(5)
    for (const font of fonts) {
      const outlines = outlinesIn(font)
      expect(outlines.length).toBeGreaterThan(2)
      // A letter has few outlines, or is put together from others (-1); noise has thousands.
      for (const count of outlines) expect(count).toBeLessThan(12)
      for (const count of outlines) expect(count).toBeGreaterThanOrEqual(-1)
    }
  })

  it('is the same file for the same report', async () => {
    const [one, two] = [await print(), await print()]
    expect(one.bytes.equals(two.bytes)).toBe(true)
  })

  it('numbers its pages', async () => {
    const { texts } = await print()
    expect(texts.map((text, index) => text.includes(`MV-4F7K-2Q – Page ${index + 1} of ${texts.length}`))).toEqual(
      texts.map(() => true),
    )
  })

  it('with 300 templates repeats the heading on each page and splits no row', async () => {
    const templates = Array.from(
      { length: 300 },
      (_, index): TemplateRow => ({
        name: `a_template_with_a_name_that_is_long_enough_to_need_a_second_line_${index}_end`,
        language: 'vi',
        before: { status: 'APPROVED', quality: 'RED' },
        after: null,
        verdict: 'expected',
        reason: 'quality_low',
      }),
    )
    const { texts } = await print({ templates })
    const joined = texts.map((text) => text.replaceAll(' ', ''))
    const holding = joined.flatMap((text, index) => (text.includes('Ratedlow') ? [index] : []))
    expect(holding.length).toBeGreaterThan(8)
    for (const index of holding) expect(texts[index]).toContain('Template Result')
    for (let index = 0; index < 300; index += 1) {
      const name = `a_template_with_a_name_that_is_long_enough_to_need_a_second_line_${index}_end(vi)`
      expect(joined.filter((text) => text.includes(name))).toHaveLength(1)
    }
  })

  it('of practice says so in its title and across every page', async () => {
    const { texts, pdf } = await print({ practice: true })
    expect((await pdf.getMetadata()).info).toMatchObject({ Title: expect.stringMatching(/^PRACTICE – /) })
    for (const text of texts) expect(text).toContain('PRACTICE')
    expect((await print()).text).not.toContain('PRACTICE')
  })

  it('of a stopped move says what was done and what was not', async () => {
    const steps = buildReport().steps.map((step, index) => ({ ...step, done: index === 0 }))
    const ids = {
      before: { wabaId: '102900000000001', wabaName: null, phoneNumberId: null },
      after: { wabaId: '102900000000002', wabaName: null, phoneNumberId: null },
    }
    const { text } = await print({ result: 'stopped', facts: [], templates: [], registeredAt: null, steps, ids })
    expect(text).toContain('Not moved. Still working at your current provider.')
    expect(text).toContain('Open the number in your own account – done')
    expect(text).toContain('Move the number – not done')
    expect(text).toContain('Number ID could not be read could not be read')
    expect(text).not.toContain('What stayed the same')
  })

  it('says a letter it has no shape for with a question mark', async () => {
    expect((await print({ customer: 'Lan 東京' })).text).toContain('Lan ??')
  })
})

/** The TrueType files inside. */
function fontsIn(pdf: Buffer): Buffer[] {
  const text = pdf.toString('latin1')
  return [...text.matchAll(/stream\r?\n/g)].flatMap(({ index, 0: head }) => {
    if (text.slice(index - 3, index) === 'end') return []
    const from = index + head.length
    const body = pdf.subarray(from, text.indexOf('endstream', from))
    try {
      const open = inflateSync(body)
      return open.readUInt32BE(0) === 0x00010000 || open.toString('latin1', 0, 4) === 'true' ? [open] : []
    } catch {
      return []
    }
  })
}

/** How many outlines each letter has that is not empty (OpenType: head, loca, glyf). */
function outlinesIn(font: Buffer): number[] {
  const tables = new Map(
    Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
      const at = 12 + index * 16
      return [
        font.toString('latin1', at, at + 4),
        { from: font.readUInt32BE(at + 8), size: font.readUInt32BE(at + 12) },
      ]
    }),
  )
  const place = (name: string) => tables.get(name) ?? { from: 0, size: 0 }
  const long = font.readInt16BE(place('head').from + 50) === 1
  const loca = place('loca')
  const count = loca.size / (long ? 4 : 2)
  const starts = Array.from({ length: count }, (_, index) =>
    long ? font.readUInt32BE(loca.from + index * 4) : font.readUInt16BE(loca.from + index * 2) * 2,
  )
  return starts.flatMap((start, index) =>
    (starts[index + 1] ?? start) > start ? [font.readInt16BE(place('glyf').from + start)] : [],
  )
}

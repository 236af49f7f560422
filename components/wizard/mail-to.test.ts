import { describe, expect, it } from 'vitest'
import en from '@/lib/i18n/messages/en.json'
import vi from '@/lib/i18n/messages/vi.json'
import { mailTo } from './mail-to'

describe('mailTo', () => {
  it('carries subject and body through whatever stands in them', () => {
    const letter = { subject: 'Số +84 912 345 678 & more?', body: 'Chào.\n\n50% #1' }
    const link = new URL(mailTo(letter))
    expect(link.protocol).toBe('mailto:')
    expect(link.pathname).toBe('')
    // A plus sign is a plus sign in an address of mail, not a space.
    const [subject, body] = link.search.slice(1).split('&')
    expect(decodeURIComponent(subject ?? '')).toBe(`subject=${letter.subject}`)
    expect(decodeURIComponent(body ?? '')).toBe('body=Chào.\r\n\r\n50% #1')
  })

  /** Longer than what stands there in real life. */
  const LONG: Readonly<Record<string, string>> = {
    number: '+84 24 3822 56789',
    name: 'Cửa hàng áo dài và quà tặng Lan',
    date: '27 tháng 11, 2026',
    webhook: 'Cửa hàng Lan – Carryover',
    version: 'v25.0',
    reference: 'MV-4F7K-2Q',
  }
  const fill = (text: string) => text.replaceAll(/\{(\w+)\}/g, (_, key: string) => LONG[key] ?? '12345678901234567')

  it.each(
    Object.entries({ en, vi }).flatMap(([locale, { twoStep, handOver, closing, wayBack }]) =>
      Object.entries({ twoStep, handOver, closing, wayBack }).map(([page, { letter }]) => ({ locale, page, letter })),
    ),
  )('fits what Windows hands to a mail program (2,083 characters): $page in $locale', ({ letter }) => {
    expect(mailTo({ subject: fill(letter.subject), body: fill(letter.body) }).length).toBeLessThan(2083)
  })
})

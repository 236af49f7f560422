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

  it.each([
    ['en', en],
    ['vi', vi],
  ])('fits what Windows hands to a mail program, in %s (2,083 characters)', (_locale, { twoStep }) => {
    const filled = (text: string) => text.replaceAll('{number}', '+84 24 3822 56789')
    const { subject, body } = twoStep.letter
    expect(mailTo({ subject: filled(subject), body: filled(body) }).length).toBeLessThan(2083)
  })
})

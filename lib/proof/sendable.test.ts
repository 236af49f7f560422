import { describe, expect, it } from 'vitest'
import type { TemplateComponent, WholeTemplate } from '@/lib/graph/schemas'
import { bodyOf, isSendable } from './sendable'

const template = (components: TemplateComponent[] | null, more: Partial<WholeTemplate> = {}): WholeTemplate => ({
  id: '1',
  name: 'hello',
  language: 'vi',
  status: 'APPROVED',
  category: 'UTILITY',
  quality: null,
  rejectedReason: null,
  parameterFormat: null,
  components,
  ...more,
})

const body = { type: 'BODY', text: 'Chào bạn' }
const buttons = (...list: object[]) => ({ type: 'BUTTONS', buttons: list })

describe('a template goes out as it is', () => {
  it.each<[string, WholeTemplate]>([
    ['with a text alone', template([body])],
    [
      'with a heading, a footer and plain buttons',
      template([
        { type: 'HEADER', format: 'TEXT', text: 'Lan' },
        body,
        { type: 'footer', text: 'Áo dài' },
        buttons(
          { type: 'QUICK_REPLY', text: 'OK' },
          { type: 'URL', text: 'Xem', url: 'https://shop.example/' },
          { type: 'PHONE_NUMBER', text: 'Gọi', phone_number: '+84912345678' },
        ),
      ]),
    ],
  ])('%s', (_what, given) => expect(isSendable(given)).toBe(true))

  it.each<[string, WholeTemplate]>([
    ['with a variable', template([{ type: 'BODY', text: 'Chào {{1}}' }])],
    ['with a variable by name', template([{ type: 'BODY', text: 'Chào {{name}}' }])],
    ['with a variable in its heading', template([{ type: 'HEADER', format: 'TEXT', text: '{{1}}' }, body])],
    ['with a picture', template([{ type: 'HEADER', format: 'IMAGE' }, body])],
    ['with a variable in an address', template([body, buttons({ type: 'URL', text: 'x', url: 'https://a.vn/{{1}}' })])],
    ['with a code to copy', template([body, buttons({ type: 'COPY_CODE', text: 'Copy' })])],
    ['with a form', template([body, buttons({ type: 'FLOW', text: 'Open' })])],
    ['with buttons of no shape we know', template([body, { type: 'BUTTONS', buttons: [null] }])],
    ['with a part nobody knows', template([body, { type: 'CAROUSEL' }])],
    ['that waits for Meta', template([body], { status: 'PENDING' })],
    ['that is paused', template([body], { status: 'PAUSED' })],
    ['for codes', template([body], { category: 'AUTHENTICATION' })],
    ['whose parts are not known', template(null)],
  ])('but not %s', (_what, given) => expect(isSendable(given)).toBe(false))

  it('and shows its text', () => {
    expect(bodyOf(template([{ type: 'FOOTER', text: 'x' }, body]))).toBe('Chào bạn')
    expect(bodyOf(template(null))).toBe('')
  })
})

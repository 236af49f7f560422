import type { CheckKind } from '@/lib/checks/kinds'

/** A letter is a word of messages `metaScreens.<picture>`, to press or to look for; `#` is the number; dashes are grey; a list is a box. */
export type Row = string | readonly string[]
export type Drawing = { side?: readonly Row[]; main: readonly Row[] }

const managerMenu = ['-', 'a', 'b', '--'] as const

export const drawings = {
  account_tools: { side: managerMenu, main: ['---', '--', '-'] },
  choose_number: {
    side: ['-', '--', '-'],
    main: [
      ['#', '-'],
      ['--', '-'],
    ],
  },
  two_step_tab: { main: ['--', 'a', ['---', '-']] },
  turn_off: { main: ['-', ['---', '--', 'a']] },
  turn_off_mail: { main: ['--', ['---', '---', 'a', '-']] },
  token: { side: ['-', 'a', '--'], main: ['---', ['--', 'b']] },
  same_business: { side: ['-', 'a', '--'], main: [['b', 'c'], '-'] },
  business_verified: { side: ['-', '--', 'a'], main: ['---', ['--', 'b']] },
  destination_approved: { side: ['-', '--'], main: [['a', '--', 'b']] },
  payment: { side: ['-', '--'], main: ['a', ['---', '-', 'b']] },
  webhook_subscription: { side: ['-', 'a', 'b'], main: [['--', 'c', '---']] },
  number_room: {
    side: managerMenu,
    main: [
      ['--', '-'],
      ['--', '-'],
    ],
  },
  template_room: { side: ['-', 'a', '--'], main: [['---', 'b'], '--'] },
  account_health: {
    main: [
      ['--', '-'],
      ['a', '---', 'b'],
    ],
  },
  currency: { side: ['-', '--'], main: ['a', ['b', 'c']] },
  display_name: { side: ['-', 'a', '--'], main: ['#', ['-', 'b', '--']] },
  number_status: { side: ['-', 'a', '--'], main: [['#', 'b'], '--'] },
} as const satisfies Record<string, Drawing>

export type Picture = keyof typeof drawings

/** Two things that are looked up on one and the same page. */
const SHARED: Partial<Record<CheckKind, Picture>> = { name_change: 'display_name', destination_free: 'number_status' }

/** The picture of a check: where in Meta's pages it is mended, or looked up. */
export const pictureOf = (kind: CheckKind): Picture | null =>
  kind in drawings ? (kind as Picture) : (SHARED[kind] ?? null) // safe: just looked up

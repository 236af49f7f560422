import { getTranslations } from 'next-intl/server'
import type { CheckKind } from '@/lib/checks/kinds'
import { MetaColumns, MetaGrey, MetaPress, MetaScreen } from './meta-screen'

/** A letter is a word of messages `metaScreens.<picture>`, to press or to look for; `#` is the number; dashes are grey; a list is a box. */
type Row = string | readonly string[]
type Drawing = { side?: readonly Row[]; main: readonly Row[] }

const managerMenu = ['-', 'a', 'b', '--'] as const

const drawings = {
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

/** The picture of a check: where in Meta's pages it is mended, or looked up. */
export const pictureOf = (kind: CheckKind): Picture | null => (kind in drawings ? (kind as Picture) : null) // safe: just looked up

export async function MetaPicture({ name, number }: { name: Picture; number: string }) {
  const t = await getTranslations(`metaScreens.${name}`)
  const { side, main }: Drawing = drawings[name]
  const presses = [...(side ?? []), ...main].flat().filter((row) => !row.startsWith('-'))
  const draw = (row: Row, place: number) => {
    if (typeof row !== 'string') {
      return (
        <span key={place} className="meta-box">
          {row.map(draw)}
        </span>
      )
    }
    if (row.startsWith('-')) return <MetaGrey key={place} size={greys[row]} />
    return (
      <MetaPress key={row} pin={presses.indexOf(row) + 1}>
        {row === '#' ? (
          <bdi dir="ltr" className="digits">
            {number}
          </bdi>
        ) : (
          t(row)
        )}
      </MetaPress>
    )
  }
  return (
    <MetaScreen alt={t('alt')} bar={t('bar')}>
      {side ? <MetaColumns side={side.map(draw)}>{main.map(draw)}</MetaColumns> : main.map(draw)}
    </MetaScreen>
  )
}

const greys: Readonly<Record<string, 'short' | 'wide' | undefined>> = { '-': 'short', '---': 'wide' }

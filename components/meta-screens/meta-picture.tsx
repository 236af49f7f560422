import { getTranslations } from 'next-intl/server'
import { type Drawing, drawings, type Picture, type Row } from './drawings'
import { MetaColumns, MetaGrey, MetaPress, MetaScreen } from './meta-screen'

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

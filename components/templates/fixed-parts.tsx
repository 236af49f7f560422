import { getTranslations } from 'next-intl/server'
import type { TemplatePart } from '@/lib/templates/view'

/** What goes as it was read: buttons in words, the rest as Meta writes it. */
export async function FixedParts({ parts }: { parts: readonly TemplatePart[] }) {
  const t = await getTranslations('templates.anew')
  if (parts.length === 0) return null
  return (
    <section aria-labelledby="rest">
      <h2 id="rest">{t('rest')}</h2>
      {parts.map((part) => (
        <div key={JSON.stringify(part)} className="my-2">
          <h3>{part.type.toUpperCase() === 'BUTTONS' ? t('buttons') : t('part', { type: part.type })}</h3>
          {buttonsOf(part).length > 0 ? (
            <ul className="bulleted my-2">
              {buttonsOf(part).map((button) => (
                <li key={button}>
                  <bdi className="break-all">{button}</bdi>
                </li>
              ))}
            </ul>
          ) : (
            <p className="copy-text">
              <bdi>{JSON.stringify(part)}</bdi>
            </p>
          )}
        </div>
      ))}
    </section>
  )
}

const SHOWN = ['text', 'url', 'phone_number', 'type']

/** "Track – https://example.com/{{1}} – URL" */
function buttonsOf({ buttons }: TemplatePart): string[] {
  const list: unknown[] = Array.isArray(buttons) ? buttons : []
  return list.map((button) => {
    if (typeof button !== 'object' || button === null) return JSON.stringify(button)
    return SHOWN.flatMap((key) => {
      const value: unknown = Reflect.get(button, key)
      return typeof value === 'string' && value !== '' ? [value] : []
    }).join(' – ')
  })
}

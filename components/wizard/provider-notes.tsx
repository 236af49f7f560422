import { getFormatter, getTranslations } from 'next-intl/server'
import type { Provider, ProviderNote } from '@/lib/providers/view'
import { ExternalLink } from './external-link'

type ProviderNotesProps = {
  /** null: another one, or nobody knows which. */
  provider: Provider | null
  notes: readonly (ProviderNote & { of: string })[]
}

/** What public pages say of leaving a provider, each with its source and the day it was read. */
export async function ProviderNotes({ provider, notes }: ProviderNotesProps) {
  const [t, words, format] = await Promise.all([
    getTranslations('providers'),
    getTranslations('providerNotes'),
    getFormatter(),
  ])
  return (
    <>
      <h2 className="mt-6">{provider ? t('notesHeading', { name: provider.name }) : t('notesGeneric')}</h2>
      <p className="text-muted">{t('public')}</p>
      {notes.map(({ topic, source, seen, of }) => (
        <section key={topic} className="my-4" aria-labelledby={`topic-${topic}`}>
          <h3 id={`topic-${topic}`}>{t(`topics.${topic}`)}</h3>
          {provider && of !== provider.id ? (
            <p className="text-small text-muted">{t('nothing', { name: provider.name })}</p>
          ) : null}
          <p>{words(`${of}.${topic}`)}</p>
          <p className="flex max-w-none flex-wrap items-center gap-x-3 text-small text-muted">
            <ExternalLink href={source}>{t('source', { host: new URL(source).host })}</ExternalLink>
            <span>
              {t('seen', { date: format.dateTime(new Date(seen), { dateStyle: 'medium', timeZone: 'UTC' }) })}
            </span>
          </p>
        </section>
      ))}
      {provider?.site ? (
        <p>
          <ExternalLink href={provider.site}>{t('site', { name: provider.name })}</ExternalLink>
        </p>
      ) : null}
    </>
  )
}

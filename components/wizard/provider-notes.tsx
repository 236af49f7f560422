import { getFormatter, getTranslations } from 'next-intl/server'
import type { Provider, ProviderNote } from '@/lib/providers/view'
import { ExternalLink } from './external-link'

type Note = ProviderNote & { of: string }

type ProviderNotesProps = {
  /** null: another one, or nobody knows which. */
  provider: Provider | null
  notes: readonly Note[]
}

/** What public pages say of leaving a provider: first its own, then what holds at every one. */
export async function ProviderNotes({ provider, notes }: ProviderNotesProps) {
  const t = await getTranslations('providers')
  const general = notes.filter(({ of }) => of !== provider?.id)
  return (
    <>
      <h2 className="mt-6">{provider ? t('notesHeading', { name: provider.name }) : t('notesGeneric')}</h2>
      <p className="text-muted">{t('public')}</p>
      {provider ? (
        <>
          <Notes notes={notes.filter(({ of }) => of === provider.id)} />
          {provider.site ? (
            <p>
              <ExternalLink href={provider.site}>{t('site', { name: provider.name })}</ExternalLink>
            </p>
          ) : null}
          {general.length > 0 ? (
            <>
              <h2 className="mt-6">{t('everywhere')}</h2>
              <p className="text-muted">{t('nothing', { name: provider.name })}</p>
            </>
          ) : null}
        </>
      ) : null}
      <Notes notes={general} />
    </>
  )
}

async function Notes({ notes }: { notes: readonly Note[] }) {
  const [t, words, format] = await Promise.all([
    getTranslations('providers'),
    getTranslations('providerNotes'),
    getFormatter(),
  ])
  return notes.map(({ topic, source, seen, of }) => (
    <section key={topic} className="my-4" aria-labelledby={`topic-${topic}`}>
      <h3 id={`topic-${topic}`}>{t(`topics.${topic}`)}</h3>
      <p>{words(`${of}.${topic}`)}</p>
      <p className="flex max-w-none flex-wrap items-center gap-x-3 text-small text-muted">
        <ExternalLink href={source}>{t('source', { host: new URL(source).host })}</ExternalLink>
        <span>{t('seen', { date: format.dateTime(new Date(seen), { dateStyle: 'medium', timeZone: 'UTC' }) })}</span>
      </p>
    </section>
  ))
}

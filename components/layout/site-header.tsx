import { getTranslations } from 'next-intl/server'
import { LanguageList } from './language-list'

export type HeaderLink = { href: string; text: string; current?: boolean }

export async function SiteHeader({ home, links }: { home: string; links: readonly HeaderLink[] }) {
  const t = await getTranslations('header')
  return (
    <header className="no-print border-b border-hairline">
      <div className="wrap wrap-wide flex flex-wrap items-center gap-x-6 py-1">
        <a
          href={home}
          className="inline-flex min-h-11 items-center gap-2 font-heading font-strong text-ink no-underline"
        >
          <svg aria-hidden="true" viewBox="0 0 32 16" className="h-4 w-8">
            <path d="M2 8h11M19 8h4" stroke="currentColor" strokeWidth="3" />
            <path d="M16 0v16" stroke="currentColor" strokeWidth="2" strokeDasharray="3 2.5" />
            <circle cx="27" cy="8" r="3.5" fill="none" stroke="currentColor" strokeWidth="2.5" />
          </svg>
          {t('name')}
        </a>
        {links.length > 0 ? (
          <nav aria-label={t('nav')} className="max-sm:order-last max-sm:basis-full">
            <ul className="flex flex-wrap gap-x-4">
              {links.map((link) => (
                <li key={link.href}>
                  <a
                    href={link.href}
                    aria-current={link.current ? 'page' : undefined}
                    className="inline-flex min-h-11 items-center"
                  >
                    {link.text}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        ) : null}
        <div className="ms-auto">
          <LanguageList />
        </div>
      </div>
    </header>
  )
}

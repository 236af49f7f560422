import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { SiteFooter } from './site-footer'
import { type HeaderLink, SiteHeader } from './site-header'
import { SkipLink } from './skip-link'

/** What stands around every page, in the same order everywhere. */
export async function PageFrame(props: { home: string; links?: readonly HeaderLink[]; children: ReactNode }) {
  const t = await getTranslations('common')
  return (
    <>
      <SkipLink text={t('skip')} />
      <SiteHeader home={props.home} links={props.links ?? []} />
      <main id="main" tabIndex={-1} className="wrap wrap-page py-3">
        {props.children}
      </main>
      <SiteFooter />
    </>
  )
}

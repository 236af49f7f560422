import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Icon } from '@/components/feedback/icon'
import { buttonClass } from '@/components/form/button'

export async function ExternalLink({ href, look, children }: { href: string; look?: 'second'; children: ReactNode }) {
  const t = await getTranslations('checks.detail')
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      className={look ? buttonClass(look) : 'inline-flex min-h-11 items-center gap-2'}
    >
      {children}
      <Icon name="external" />
      <span className="sr-only">({t('newTab')})</span>
    </a>
  )
}

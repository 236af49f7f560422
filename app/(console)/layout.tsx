import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { SignInProvider } from '@/components/auth/sign-in-provider'
import { PageFrame } from '@/components/layout/page-frame'
import { QueryProvider } from '@/components/layout/query-provider'
import { Texts } from '@/components/layout/texts'
import { requireUser } from '@/lib/auth/current-user'

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  await requireUser()
  const t = await getTranslations('header')
  return (
    <Texts>
      <QueryProvider>
        <PageFrame
          home="/migrations"
          links={[
            { href: '/migrations', text: t('migrations') },
            { href: '/practice', text: t('practice') },
            { href: '/settings', text: t('settings') },
          ]}
        >
          <SignInProvider>{children}</SignInProvider>
        </PageFrame>
      </QueryProvider>
    </Texts>
  )
}

import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { returnPath } from '@/components/auth/return-path'
import { SignInAndGo } from '@/components/auth/sign-in-and-go'
import { GetHelp } from '@/components/layout/get-help'
import { PageFrame } from '@/components/layout/page-frame'
import { PageHeading } from '@/components/layout/page-heading'
import { PageTop } from '@/components/layout/page-top'
import { QueryProvider } from '@/components/layout/query-provider'
import { Texts } from '@/components/layout/texts'
import { findUser } from '@/lib/auth/current-user'

const ERRORS = ['sign_in_failed', 'sign_in_slow_down', 'email_empty', 'email_format', 'password_empty']

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn')
  return { title: t('title') }
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ from?: string | string[] }> }) {
  const { from } = await searchParams
  const goTo = returnPath(from)
  // The address is checked above; typed routes cannot know a path that comes from a link.
  if (await findUser()) redirect(goTo as '/')
  const t = await getTranslations('signIn')
  return (
    <Texts errors={ERRORS}>
      <QueryProvider>
        <PageFrame home="/">
          <PageTop />
          <PageHeading>{t('heading')}</PageHeading>
          <SignInAndGo goTo={goTo} />
          <GetHelp>
            <p>{t('forgotText')}</p>
          </GetHelp>
        </PageFrame>
      </QueryProvider>
    </Texts>
  )
}

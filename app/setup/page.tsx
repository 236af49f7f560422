import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { SetupForm } from '@/components/auth/setup-form'
import { GetHelp } from '@/components/layout/get-help'
import { PageFrame } from '@/components/layout/page-frame'
import { PageHeading } from '@/components/layout/page-heading'
import { PageTop } from '@/components/layout/page-top'
import { QueryProvider } from '@/components/layout/query-provider'
import { Texts } from '@/components/layout/texts'

const ERRORS = [
  'setup_link_used',
  'name_empty',
  'email_empty',
  'email_format',
  'email_taken',
  'password_empty',
  'password_short',
  'password_common',
  'password_too_long',
]

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('setup')
  return { title: t('title') }
}

export default async function SetupPage() {
  const t = await getTranslations('setup')
  return (
    <Texts errors={ERRORS}>
      <QueryProvider>
        <PageFrame home="/">
          <PageTop />
          <SetupForm
            texts={{
              name: t('name'),
              nameHint: t('nameHint'),
              email: t('email'),
              emailHint: t('emailHint'),
              password: t('password'),
              passwordHint: t('passwordHint'),
              submit: t('submit'),
            }}
            heading={
              <>
                <PageHeading>{t('heading')}</PageHeading>
                <p className="mb-4">{t('lead')}</p>
              </>
            }
            withoutSecret={
              <>
                <PageHeading>{t('noSecretHeading')}</PageHeading>
                <p>{t('noSecret')}</p>
                <p className="mt-4">
                  <a href="/sign-in" className="inline-flex min-h-11 items-center">
                    {t('noSecretSignIn')}
                  </a>
                </p>
              </>
            }
          />
          <GetHelp />
        </PageFrame>
      </QueryProvider>
    </Texts>
  )
}

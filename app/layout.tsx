import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import { getLocale, getTimeZone, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { HeadingFocus } from '@/components/layout/heading-focus'
import { TakeEarlyPresses } from '@/components/layout/take-early-presses'
import { Texts } from '@/components/layout/texts'
import { TimeZoneCookie } from '@/components/layout/time-zone-cookie'
import { FIRST_SCRIPT } from './first-script'
import './globals.css'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common')
  return {
    title: { default: t('appName'), template: `%s – ${t('appName')}` },
    icons: [{ url: '/icon.svg', type: 'image/svg+xml' }],
    robots: { index: false, follow: false },
  }
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbf9f4' },
    { media: '(prefers-color-scheme: dark)', color: '#11171a' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, timeZone, head] = await Promise.all([getLocale(), getTimeZone(), headers()])
  return (
    <html lang={locale} dir="ltr">
      <head>
        <script
          nonce={head.get('x-nonce') ?? undefined}
          // A browser hides the nonce from the page once it has used it, so the two can never look the same.
          suppressHydrationWarning
          // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours; it must run before any chunk loads
          dangerouslySetInnerHTML={{ __html: FIRST_SCRIPT }}
        />
      </head>
      <body>
        <Texts errors={[]}>
          <TimeZoneCookie known={timeZone} />
          <HeadingFocus />
          {children}
          <TakeEarlyPresses />
        </Texts>
      </body>
    </html>
  )
}

import 'server-only'
import { fill } from '@/lib/i18n/fill'
import { DEFAULT_LOCALE, isLocale } from '@/lib/i18n/locales'
import en from '@/lib/i18n/messages/en.json'
import vi from '@/lib/i18n/messages/vi.json'
import type { NoticeKind } from './kinds'

const MAILS = { en: en.notices.mail, vi: vi.notices.mail }

type About = {
  kind: NoticeKind
  locale: string | null
  name: string
  /** The number, or the reference while there is none. */
  subject: string
  practice: boolean
  link: string
}

/** Event and subject, who and why, one link; at most sixty words and never anything secret. */
export function mailText(about: About): { subject: string; text: string } {
  const { kind, name, subject, link } = about
  const chosen = about.locale ?? undefined
  const locale = isLocale(chosen) ? chosen : DEFAULT_LOCALE
  const words = MAILS[locale]
  const say = (text: string) => fill(text, { name, subject }, locale)
  const heading = say(words[kind].subject)
  return {
    subject: about.practice ? `${words.practice} ${heading}` : heading,
    text: [say(words.hello), say(words[kind].text), link, say(words.why), ''].join('\n\n'),
  }
}

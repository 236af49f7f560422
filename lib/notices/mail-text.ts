import 'server-only'
import { fill } from '@/lib/i18n/fill'
import { type Finding, findingText } from '@/lib/i18n/finding-text'
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
  /** What changed after the move, the worst first. */
  findings?: readonly Finding[]
}

/** Sixty words hold no more; the rest is behind the link. */
const MOST_FINDINGS = 2

/** Meta's code is on the page. */
const withoutCode = ({ kind, facts: { code: _, ...facts } }: Finding): Finding => ({ kind, facts })

/** Event and subject, who and why, one link; at most sixty words and never anything secret. */
export function mailText(about: About): { subject: string; text: string } {
  const { kind, name, subject, link, findings = [] } = about
  const chosen = about.locale ?? undefined
  const locale = isLocale(chosen) ? chosen : DEFAULT_LOCALE
  const words = MAILS[locale]
  const more = findings.length - MOST_FINDINGS
  const say = (text: string) => fill(text, { name, subject, more }, locale)
  const said = findings.slice(0, MOST_FINDINGS).map((finding) => findingText(withoutCode(finding), locale))
  const [only] = said
  const found = said.length === 1 ? [only?.what, only?.works] : said.map(({ what }) => `– ${what}`)
  if (more > 0) found.push(say(words.more))
  const heading = say(words[kind].subject)
  return {
    subject: about.practice ? `${words.practice} ${heading}` : heading,
    text: [
      say(words.hello),
      say(words[kind].text),
      ...(found.length > 0 ? [found.join('\n'), say(words.todo)] : []),
      link,
      say(words[kind].why),
      '',
    ].join('\n\n'),
  }
}

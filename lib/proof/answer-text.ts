import 'server-only'
import { eq } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { users } from '@/lib/db/schema'
import { fill } from '@/lib/i18n/fill'
import { DEFAULT_LOCALE, isLocale } from '@/lib/i18n/locales'
import en from '@/lib/i18n/messages/en.json'
import vi from '@/lib/i18n/messages/vi.json'

const TEXTS = { en: en.proof.answerText, vi: vi.proof.answerText }

/** In the language in which the person last used these pages. */
export async function answerText(ctx: Context): Promise<string> {
  const { actor } = ctx
  const [user] =
    actor.kind === 'user'
      ? await ctx.db.select({ locale: users.locale }).from(users).where(eq(users.id, actor.userId))
      : []
  const chosen = user?.locale ?? undefined
  const locale = isLocale(chosen) ? chosen : DEFAULT_LOCALE
  return fill(TEXTS[locale], { name: actor.name }, locale)
}

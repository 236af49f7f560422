import 'server-only'
import { and, asc, eq, gt, inArray, isNull, lte } from 'drizzle-orm'
import { createTransport, type Transporter } from 'nodemailer'
import type { Context } from '@/lib/context'
import { guardFindings, migrations, notices, users } from '@/lib/db/schema'
import { env } from '@/lib/env'
import { byWeight } from '@/lib/guard/kinds'
import type { Finding } from '@/lib/i18n/finding-text'
import { log } from '@/lib/log'
import { displayNumber } from '@/lib/phone/read-number'
import { noticePath } from './kinds'
import { mailText } from './mail-text'
import { ofItsLook, stillWorthAMail } from './still-true'

const MINUTE = 60_000
/** Longer than a mail server may take: who holds a mail for so long is gone. */
const HELD_FOR = 10 * MINUTE
const MOST_TRIES = 5
/** Yesterday's news is in the app. */
const NEWS_FOR = 24 * 60 * MINUTE

/**
 * Sends what waits to be sent. At least once: a process that dies between the server's yes and our own note sends again, with the same
 * Message-ID, which is what mail programs tell a mail by.
 */
export async function sendNotices(ctx: Context): Promise<void> {
  const { mail } = env()
  if (mail === null) return
  const transport = connect(mail.url)
  for (let due = await claim(ctx); due !== null && !ctx.host.isDraining(); due = await claim(ctx)) {
    await send(ctx, transport, mail.from, due)
  }
}

/** What is still so of all that the look found. */
const foundWith = async (ctx: Context, notice: Due['notice']): Promise<Finding[]> => {
  const found = await ctx.db
    .select({ kind: guardFindings.kind, facts: guardFindings.facts })
    .from(notices)
    .innerJoin(guardFindings, ofItsLook)
    .where(and(eq(notices.id, notice.id), isNull(guardFindings.overAt)))
  return found.sort(byWeight)
}

let known: { url: string; transport: Transporter } | undefined

function connect(url: string): Transporter {
  if (known?.url === url) return known.transport
  const { username, hostname } = new URL(url)
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  const transport = createTransport({
    url,
    // A password crosses no open line.
    requireTLS: username !== '' && !isLocal,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  known = { url, transport }
  return transport
}

type Due = {
  notice: typeof notices.$inferSelect
  move: Pick<typeof migrations.$inferSelect, 'id' | 'reference' | 'phoneE164' | 'realm'>
  to: { name: string; email: string; locale: string | null }
}

/** The oldest that is due, held by nobody else from here on. */
async function claim(ctx: Context): Promise<Due | null> {
  const now = ctx.now()
  const [due] = await ctx.db
    .select({
      notice: notices,
      move: {
        id: migrations.id,
        reference: migrations.reference,
        phoneE164: migrations.phoneE164,
        realm: migrations.realm,
      },
      to: { name: users.name, email: users.email, locale: users.locale },
    })
    .from(notices)
    .innerJoin(migrations, eq(migrations.id, notices.migrationId))
    .innerJoin(users, eq(users.id, notices.userId))
    .where(
      and(
        inArray(notices.mail, ['waiting', 'sending']),
        lte(notices.mailAt, now),
        gt(notices.at, new Date(now.getTime() - NEWS_FOR)),
        isNull(users.disabledAt),
        stillWorthAMail(ctx),
      ),
    )
    .orderBy(asc(notices.at))
    .limit(1)
  if (due === undefined) return null
  const { id, mail, mailTries } = due.notice
  const [notice] = await ctx.db
    .update(notices)
    .set({ mail: 'sending', mailTries: mailTries + 1, mailAt: new Date(now.getTime() + HELD_FOR) })
    .where(and(eq(notices.id, id), eq(notices.mail, mail), eq(notices.mailTries, mailTries)))
    .returning()
  // Somebody else was quicker; the next look finds what is left.
  return notice === undefined ? null : { ...due, notice }
}

async function send(ctx: Context, transport: Transporter, from: string, { notice, move, to }: Due): Promise<void> {
  const { publicUrl } = env()
  const { subject, text } = mailText({
    kind: notice.kind,
    locale: to.locale,
    name: to.name,
    subject: move.phoneE164 === null ? move.reference : displayNumber(move.phoneE164),
    practice: move.realm !== 'live',
    link: `${publicUrl}${noticePath(notice)}`,
    findings: notice.findingId === null ? [] : await foundWith(ctx, notice),
  })
  try {
    await transport.sendMail({
      from,
      to: { name: to.name, address: to.email },
      subject,
      text,
      messageId: `<${notice.id}@${new URL(publicUrl).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
    await note(ctx, notice, { mail: 'sent' })
    log.info('mail_sent', { noticeId: notice.id })
  } catch (error) {
    const given = notice.mailTries >= MOST_TRIES
    const mailAt = new Date(ctx.now().getTime() + 2 ** notice.mailTries * MINUTE)
    await note(ctx, notice, { mail: given ? 'given_up' : 'waiting', mailAt })
    // A server's own words may quote an address; its code does not.
    log.warn('mail_failed', { noticeId: notice.id, tries: notice.mailTries, reason: codeOf(error) })
  }
}

const note = (ctx: Context, { id, mailTries }: Due['notice'], is: Partial<Due['notice']>) =>
  ctx.db
    .update(notices)
    .set(is)
    .where(and(eq(notices.id, id), eq(notices.mail, 'sending'), eq(notices.mailTries, mailTries)))

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'

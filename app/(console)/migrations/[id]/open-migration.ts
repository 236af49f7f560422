import 'server-only'
import { notFound, redirect } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { stepPath } from '@/components/wizard/paths'
import { positionOf } from '@/components/wizard/position'
import { shownRefusal } from '@/components/wizard/refusal-panel'
import type { Viewer } from '@/components/wizard/viewer'
import { requireUser } from '@/lib/auth/current-user'
import { hasRight } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { isAppError } from '@/lib/errors/app-error'
import { DEFAULT_LOCALE, isLocale } from '@/lib/i18n/locales'
import { getMigration } from '@/lib/migration/get'
import { canVisit, chapterOf, STEPS, type Step } from '@/lib/migration/journey'
import { isAfterMove, type RefusalsOf } from '@/lib/migration/machine'
import type { MigrationView } from '@/lib/migration/view'
import { visitMigration } from '@/lib/migration/visit'

export type Opened = { ctx: Context; view: MigrationView; viewer: Viewer }

/** Once per request, however many parts of the page ask. A foreign id and a random one look alike. */
export const openMigration = cache(async (id: string): Promise<Opened> => {
  const ctx = await requireUser()
  try {
    const [view, locale] = await Promise.all([getMigration(ctx, id), getLocale()])
    await visitMigration(ctx, view, isLocale(locale) ? locale : DEFAULT_LOCALE)
    const role = ctx.actor.kind === 'user' ? ctx.actor.role : 'viewer'
    const viewer = {
      name: ctx.actor.name,
      support: role !== 'viewer',
      decide: hasRight(ctx, 'migrations.decide'),
      move: hasRight(ctx, 'migrations.move'),
      agent: role === 'agent',
    }
    return { ctx, view, viewer }
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') notFound()
    throw error
  }
})

/** Opens a page of the wizard, or says by its result that this step is over. A step not yet reached goes to the current one. */
export async function openStep(id: string, step: Step): Promise<Opened & { finished: boolean }> {
  const opened = await openMigration(id)
  if (canVisit(step, positionOf(opened.view))) return { ...opened, finished: false }
  const current = opened.view.step
  if (opened.view.status === 'cancelled') redirect(stepPath(id, 'done'))
  if (STEPS.indexOf(step) < STEPS.indexOf(current)) return { ...opened, finished: true }
  redirect(stepPath(id, current, { note: 'not_reached' }))
}

/** Opens a page that only makes sense once the number has moved. */
export async function openAfterMove(id: string): Promise<Opened> {
  const opened = await openMigration(id)
  if (isAfterMove(opened.view.status)) return opened
  const { step, status } = opened.view
  redirect(status === 'cancelled' ? stepPath(id, 'done') : stepPath(id, step, { note: 'not_reached' }))
}

/** The title of a page beside the wizard's own. */
export async function sideTitle(id: string, heading: string): Promise<{ title: string }> {
  return stepTitle(id, (await openMigration(id)).view.step, heading)
}

/** "Step 3 of 5: What code did the phone get? – +84 912 345 678" */
export async function stepTitle(id: string, step: Step, heading: string, of?: RefusalsOf): Promise<{ title: string }> {
  const [{ view }, t, c] = await Promise.all([openMigration(id), getTranslations('wizard'), getTranslations('common')])
  const title = t('title', { n: chapterOf[step], heading })
  const parts = [
    shownRefusal(view, of) ? `${c('errorPrefix')}: ${title}` : title,
    view.number?.display,
    view.practice ? t('practice') : null,
  ]
  return { title: parts.filter(Boolean).join(' – ') }
}

export type StepProps = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export const first = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value

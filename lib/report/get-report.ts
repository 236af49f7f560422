import 'server-only'
import type { Context } from '@/lib/context'
import { withSnapshot } from '@/lib/db/transaction'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors/app-error'
import { getMigration } from '@/lib/migration/get'
import { listEvents } from '@/lib/migration/list-events'
import { version as appVersion } from '../../package.json'
import { sign } from './sign'
import { toReport } from './to-report'
import type { SignedReport } from './view'

/** The record of a move that is over, signed by this installation. */
export const getReport = (outer: Context, id: string): Promise<SignedReport> =>
  withSnapshot(outer, async (ctx) => {
    const [view, events] = [await getMigration(ctx, id), await listEvents(ctx, id)]
    const report = toReport(view, events.toReversed(), { appVersion, graphVersion: env().graphApiVersion })
    if (report === null) throw new AppError('report_too_early')
    return sign(report)
  })

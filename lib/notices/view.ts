import * as z from 'zod'
import { FindingView } from '@/lib/guard/view'
import { NOTICE_KINDS } from './kinds'

export const NoticeView = z
  .object({
    id: z.string(),
    kind: z.enum(NOTICE_KINDS),
    /** What changed after the move; null when it is about something else. */
    finding: FindingView.nullable(),
    migrationId: z.string(),
    reference: z.string(),
    /** International format with spaces; null while no number is chosen. */
    display: z.string().nullable(),
    practice: z.boolean(),
    at: z.iso.datetime(),
  })
  .meta({ id: 'NoticeView' })
export type NoticeView = z.infer<typeof NoticeView>

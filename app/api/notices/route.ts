import * as z from 'zod'
import { handle } from '@/lib/http/handle'
import { listNotices } from '@/lib/notices/list'
import { NoticeView } from '@/lib/notices/view'

export const GET = handle({
  summary: 'List what I have not seen yet',
  actor: 'user',
  right: 'account.own',
  output: z.array(NoticeView),
  run: listNotices,
})

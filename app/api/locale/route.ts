import * as z from 'zod'
import { handle } from '@/lib/http/handle'
import { seeOther } from '@/lib/http/see-other'
import { LOCALES } from '@/lib/i18n/locales'
import { LOCALE_COOKIE } from '@/lib/i18n/time-zone'

const YEAR = 365 * 24 * 60 * 60

/** A plain form posts here, so that the language can be changed before any script has arrived. */
export const POST = handle({
  summary: 'Choose the language',
  actor: 'anyone',
  accepts: ['form', 'json'],
  input: z.strictObject({ locale: z.enum(LOCALES) }),
  run: async (_ctx, { input, request }) => {
    const response = seeOther(request)
    response.headers.set('set-cookie', `${LOCALE_COOKIE}=${input.locale}; Path=/; Max-Age=${YEAR}; SameSite=Lax`)
    return response
  },
})

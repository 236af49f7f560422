import * as z from 'zod'

const time = z.iso.datetime()

export const CALLBACK_PLACES = ['number', 'account', 'app'] as const
export type CallbackPlace = (typeof CALLBACK_PLACES)[number]

export const NOT_OFFERED = ['number', 'secret', 'address'] as const
export type NotOffered = (typeof NOT_OFFERED)[number]

/** For a while messages come to us first. `host`: where they belong, and where each is passed on to. */
export const OverrideView = z
  .object({
    host: z.string(),
    by: z.string(),
    since: time,
    until: time,
    /**
     * `setting` and `returning`: Meta is being asked. `waiting`: its time is over, and the fate of another call must be known first. `stuck`: it
     * was not put back, and we try no more by ourselves.
     */
    state: z.enum(['setting', 'on', 'waiting', 'returning', 'stuck']),
  })
  .meta({ id: 'OverrideView' })
export type OverrideView = z.infer<typeof OverrideView>

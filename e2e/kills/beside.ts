import { setTimeout as wait } from 'node:timers/promises'
import type { MigrationView } from '../../lib/migration/view'
import type { TemplatesView } from '../../lib/templates/view'
import type { DatabaseServer } from '../support/database-server'
import { ask, look, mustWait, type Press, send, type World } from './person'

/** One that Meta copies when asked and not by itself, a name for one made anew, and a phone: each move has its own. */
export type Wishes = { copy: { name: string; language: string }; recreate: string; phone: string }

const COPIES = [
  { name: 'invoice_sent', language: 'vi' },
  { name: 'feedback_request', language: 'vi' },
  { name: 'table_booked', language: 'vi' },
  { name: 'return_accepted', language: 'vi' },
] as const

/** Where the shop's messages belong; nobody is there to take them. */
export const THEIRS = 'http://127.0.0.1:9/whatsapp'

const GREETING = { name: 'thank_you', language: 'vi' }

const PROFILE = {
  about: 'Open every day',
  address: '12 Hang Bac',
  description: '',
  email: 'lan@shop.example',
  websites: [],
  vertical: 'RETAIL',
  hasPicture: false,
}

export const wishesOf = (index: number, number: string): Wishes => ({
  copy: COPIES[index % COPIES.length] ?? COPIES[0],
  recreate: `again_${number.slice(-3)}`,
  phone: `+84987000${number.slice(-3)}`,
})

/** Numbers of the practice range stand in no list, so nobody has read what they said of the business. */
export const keepProfile = (database: DatabaseServer, id: string): Promise<unknown> =>
  database.query(`update migrations set snapshot_before = $2 where id = $1`, [
    id,
    JSON.stringify({
      readAt: new Date().toISOString(),
      readable: true,
      ...Object.fromEntries(UNREAD.map((key) => [key, null])),
      profile: PROFILE,
    }),
  ])

const UNREAD = [
  'wabaId',
  'wabaName',
  'phoneNumberId',
  'displayName',
  'qualityRating',
  'messagingLimit',
  'officialAccount',
  'status',
  'platformType',
  'nameStatus',
  'twoStepOn',
  'templates',
  'subscribedApps',
  'paymentAttached',
]

/** What people do once the number has moved: each until it is done, and never while something is under way. */
export async function tidyUp(world: World, id: string, wishes: Wishes, until: number): Promise<string[]> {
  const left = new Set([
    'subscribe_app',
    'copy_templates',
    'create_template',
    'restore_profile',
    'send_test',
    'override_callback',
    'restore_callback',
  ])
  while (left.size > 0 && performance.now() < until) {
    const view = await look(world, id)
    const [command = ''] = left
    if (view.live !== null) {
      await decide(world, view, wishes)
      await wait(150)
      continue
    }
    if (await isDone(world, view, command, wishes)) left.delete(command)
    else if (mustWait(view, command)) await wait(150)
    else await send(world, id, pressFor(view, command, wishes))
  }
  return [...left]
}

/** Whether a message was sent nobody can read: the person looks at the phone. */
async function decide(world: World, { id, version, live }: MigrationView, { phone }: Wishes): Promise<void> {
  if (live?.command !== 'send_test' || live.state !== 'unknown') return
  const happened = (await world.meta.sent()).some(({ to }) => `+${to}` === phone)
  await send(world, id, { part: 'decision', body: { version, happened } })
}

function pressFor({ version }: MigrationView, command: string, { copy, recreate, phone }: Wishes): Press {
  switch (command) {
    case 'copy_templates':
      return { part: 'templates', body: { version, only: [copy] } }
    case 'create_template':
      return {
        part: 'templates/recreation',
        body: { version, ...GREETING, category: 'UTILITY', newName: recreate },
      }
    case 'restore_profile':
      return { part: 'profile', body: { version } }
    case 'subscribe_app':
      return { part: 'webhook-subscription', body: { version } }
    case 'override_callback':
      return { part: 'callback-override', body: { version, host: new URL(THEIRS).host } }
    case 'restore_callback':
      return { part: 'callback-override', method: 'DELETE', body: { version } }
    default:
      return { part: 'test-message', body: { version, to: phone, template: GREETING, consent: true } }
  }
}

async function isDone(world: World, view: MigrationView, command: string, wishes: Wishes): Promise<boolean> {
  if (command === 'send_test' || command === 'subscribe_app') return world.hasDone(view.id, command)
  if (command === 'override_callback') return view.proof?.override?.state === 'on'
  if (command === 'restore_callback') return view.proof?.override === null
  if (command === 'restore_profile') return view.after?.profile?.about === PROFILE.about
  const { rows } = await ask<TemplatesView>(world, `/api/migrations/${view.id}/templates`)
  const [name, language] =
    command === 'copy_templates' ? [wishes.copy.name, wishes.copy.language] : [wishes.recreate, 'vi']
  return rows.some((row) => row.name === name && row.language === language && row.thereStatus !== null)
}

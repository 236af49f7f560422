import { overrideUrl } from '@/lib/callback/address'
import type { ErrorCode } from '@/lib/errors/catalog'
import type { GraphClient, Template } from '@/lib/graph/client'
import { digitsOf } from '@/lib/phone/digits'
import type { Effect } from './machine'
import { type Probe, probeList, probeNumber } from './probe'
import type { AttemptRow, MigrationRow } from './rows'
import { keyOf, type TemplateKey } from './subject'
import { saysTheSame } from './what-moves'

type Asked = { appId: string | null; subject: AttemptRow['subject'] }

type EffectRules = {
  /** How a call whose answer was lost is settled: by reading, never by sending again. */
  probe: (client: GraphClient, row: MigrationRow, asked: Asked) => Promise<Probe>
  /** Meta is asked once before these count as refusals. */
  recheckOn: 'any' | readonly ErrorCode[]
  /** Refusals that say "it is already so". Meta's reads lag: one that does not show it yet proves nothing. */
  alreadySo: readonly ErrorCode[]
  /** Nothing a person typed goes with it, so a connection that was not made may be tried again without them. */
  sendsAgain: boolean
  /** Acts on the number on the destination, so its id must be known. */
  needsId: boolean
  /** Meta's yes counts only once a read shows it. */
  readsBack: boolean
}

const unreadable: Probe = { found: 'cannot_tell' }

const probePhoneNumber =
  (effect: 'request_code' | 'verify_code' | 'register'): EffectRules['probe'] =>
  async (client, row) =>
    row.phoneNumberId === null ? unreadable : probeNumber(effect, await client.phoneNumber(row.phoneNumberId))

export const EFFECT_RULES: Readonly<Record<Effect, EffectRules>> = {
  add_number: {
    probe: async (client, row) =>
      row.destinationWabaId === null || row.phoneE164 === null
        ? unreadable
        : probeList(await client.listPhoneNumbers(row.destinationWabaId), digitsOf(row.phoneE164)),
    recheckOn: ['number_already_added'],
    alreadySo: ['number_already_added'],
    sendsAgain: true,
    needsId: false,
    readsBack: true,
  },
  request_code: {
    probe: probePhoneNumber('request_code'),
    // Meta has one number for "already verified" and for "not now" (contract 9.3).
    recheckOn: ['code_refused_for_now'],
    alreadySo: [],
    sendsAgain: true,
    needsId: true,
    readsBack: false,
  },
  verify_code: {
    probe: probePhoneNumber('verify_code'),
    recheckOn: ['code_refused_for_now', 'request_mistake'],
    alreadySo: [],
    sendsAgain: false,
    needsId: true,
    readsBack: false,
  },
  // "Your number has not changed" may only be said after reading it (ux.md, section 4).
  register: {
    probe: probePhoneNumber('register'),
    recheckOn: 'any',
    alreadySo: ['move_failed_for_now'],
    sendsAgain: false,
    needsId: true,
    readsBack: false,
  },
  subscribe_app: {
    probe: async (client, row, { appId }) => {
      if (row.destinationWabaId === null) return unreadable
      const apps = await client.subscribedApps(row.destinationWabaId)
      if (!apps.ok) return unreadable
      const ours = apps.value.some((app) => appId === null || app.id === appId)
      return ours ? { found: 'done', outcome: 'done' } : { found: 'not_done' }
    },
    recheckOn: [],
    alreadySo: [],
    sendsAgain: true,
    needsId: false,
    readsBack: false,
  },
  // Some of many may have arrived and others not: only all of them is "done". The rest is asked for anew, by id.
  copy_templates: {
    probe: (client, row, { subject }) =>
      probeTemplates(client, row, subject?.of === 'templates' ? subject.templates : []),
    recheckOn: [],
    alreadySo: [],
    sendsAgain: true,
    needsId: false,
    readsBack: false,
  },
  create_template: {
    probe: (client, row, { subject }) =>
      probeTemplates(client, row, subject?.of === 'template' ? [subject.template] : []),
    recheckOn: 'any',
    alreadySo: [],
    sendsAgain: true,
    needsId: false,
    readsBack: false,
  },
  restore_profile: {
    probe: async (client, row, { subject }) => {
      if (row.phoneNumberId === null || subject?.of !== 'profile') return unreadable
      const now = await client.profile(row.phoneNumberId)
      if (!now.ok) return unreadable
      return saysTheSame(now.value, subject.profile) ? { found: 'done', outcome: 'done' } : { found: 'not_done' }
    },
    recheckOn: [],
    alreadySo: [],
    sendsAgain: true,
    needsId: true,
    readsBack: false,
  },
  // Seen before it is believed: from then on a read without it says that it was put back.
  override_callback: {
    probe: (client, row, { subject }) => probeCallback(client, row, subject, 'there'),
    recheckOn: [],
    alreadySo: [],
    sendsAgain: true,
    needsId: true,
    readsBack: true,
  },
  restore_callback: {
    probe: (client, row, { subject }) => probeCallback(client, row, subject, 'gone'),
    recheckOn: [],
    alreadySo: [],
    sendsAgain: true,
    needsId: true,
    readsBack: false,
  },
  // Meta offers no read for "a message was sent".
  send_test: {
    probe: async () => unreadable,
    recheckOn: [],
    alreadySo: [],
    sendsAgain: false,
    needsId: true,
    readsBack: false,
  },
}

/** Does Meta show this address of ours for the number? An answer without any address tells nothing: some versions lack the field. */
async function probeCallback(
  client: GraphClient,
  row: MigrationRow,
  subject: Asked['subject'],
  wanted: 'there' | 'gone',
): Promise<Probe> {
  if (row.phoneNumberId === null || subject?.of !== 'callback') return unreadable
  const callbacks = await client.callbacks(row.phoneNumberId)
  if (!callbacks.ok || Object.values(callbacks.value).every((address) => address === null)) return unreadable
  const isThere = callbacks.value.number === overrideUrl(row.id, subject.override)
  return isThere === (wanted === 'there') ? { found: 'done', outcome: 'done' } : { found: 'not_done' }
}

async function probeTemplates(client: GraphClient, row: MigrationRow, wanted: readonly TemplateKey[]): Promise<Probe> {
  if (row.destinationWabaId === null || wanted.length === 0) return unreadable
  const there = await client.listTemplates(row.destinationWabaId)
  if (!there.ok) return unreadable
  return hasAll(there.value, wanted) ? { found: 'done', outcome: 'done' } : { found: 'not_done' }
}

function hasAll(there: readonly Template[], wanted: readonly TemplateKey[]): boolean {
  const names = new Set(there.map(keyOf))
  return wanted.every((template) => names.has(keyOf(template)))
}

export const needsRecheck = (effect: Effect, code: ErrorCode): boolean => {
  const { recheckOn } = EFFECT_RULES[effect]
  return recheckOn === 'any' || recheckOn.includes(code)
}

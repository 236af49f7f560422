import 'server-only'
import { healthCodes, PAYMENT_PROBLEM } from '@/lib/checks/health-codes'
import type {
  GraphClient,
  Health,
  PhoneNumber,
  Preflight,
  ReadProfile,
  SubscribedApp,
  Template,
  Waba,
} from '@/lib/graph/client'
import type { NumberSnapshot, TemplateFact } from './snapshot'

/** The number and its account as they are now, on the side where the number lives. Reads only. */
export async function readSnapshot(
  client: GraphClient,
  of: { wabaId: string; number: PhoneNumber; now: Date },
): Promise<NumberSnapshot> {
  const [waba, health, templates, apps, profile] = await Promise.all([
    client.waba(of.wabaId),
    client.health(of.wabaId),
    client.listTemplates(of.wabaId),
    client.subscribedApps(of.wabaId),
    client.profile(of.number.id),
  ])
  return toSnapshot({
    now: of.now,
    number: of.number,
    waba: waba.ok ? waba.value : null,
    health: health.ok ? health.value : null,
    templates: templates.ok ? templates.value : null,
    apps: apps.ok ? apps.value : null,
    profile: profile.ok ? profile.value : null,
  })
}

/** The source side from the reads of the checks: no call of its own. */
export function snapshotOfSource(preflight: Preflight, digits: string, now: Date): NumberSnapshot | null {
  const number =
    (preflight.sourceNumber?.ok ? preflight.sourceNumber.value : null) ??
    (preflight.sourceNumbers?.ok ? preflight.sourceNumbers.value.find((one) => one.digits === digits) : undefined)
  if (number === undefined || number === null) return null
  return toSnapshot({
    now,
    number,
    waba: preflight.source?.ok ? preflight.source.value : null,
    health: preflight.sourceHealth?.ok ? preflight.sourceHealth.value : null,
    templates: preflight.sourceTemplates?.ok ? preflight.sourceTemplates.value : null,
    apps: null,
    profile: preflight.sourceProfile?.ok ? preflight.sourceProfile.value : null,
  })
}

function toSnapshot(read: {
  now: Date
  number: PhoneNumber
  waba: Waba | null
  health: Health | null
  templates: Template[] | null
  apps: SubscribedApp[] | null
  profile: ReadProfile | null
}): NumberSnapshot {
  const { number, waba } = read
  return {
    readAt: read.now.toISOString(),
    readable: true,
    wabaId: waba?.id ?? null,
    wabaName: waba?.name ?? null,
    phoneNumberId: number.id,
    displayName: number.verifiedName,
    qualityRating: number.qualityRating,
    messagingLimit: number.messagingLimit ?? waba?.messagingLimit ?? null,
    officialAccount: number.isOfficial,
    status: number.status,
    platformType: number.platformType,
    nameStatus: number.nameStatus,
    twoStepOn: number.isPinEnabled,
    templates: read.templates?.map(toTemplateFact) ?? null,
    subscribedApps: read.apps?.map((app) => app.name ?? app.id) ?? null,
    paymentAttached: hasPayment(waba, read.health),
    profile: read.profile,
  }
}

/** An empty field proves nothing for card payers; that messages are blocked does (contract 5, row 5). */
function hasPayment(waba: Waba | null, health: Health | null): boolean | null {
  if (healthCodes(health, 'WABA').includes(PAYMENT_PROBLEM)) return false
  return waba?.primaryFundingId ? true : null
}

export const toTemplateFact = ({ name, language, status, quality, category }: Template): TemplateFact => ({
  name,
  language,
  status: status ?? 'UNKNOWN',
  quality: quality ?? 'UNKNOWN',
  category: category ?? 'UNKNOWN',
})

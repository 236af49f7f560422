import 'server-only'
import type { AfterMove, GraphClient, GraphFailure, Health, Read } from '@/lib/graph/client'
import { saysNothing } from '@/lib/graph/retry'
import type { MigrationRow } from '@/lib/migration/rows'
import type { GuardFacts, Trouble } from './facts'

/** A look, or why there was none. */
export type Look = { facts: GuardFacts } | { hole: GraphFailure | null }

/**
 * Reads only. An answer with a hole in it is no look; nor is one without the number, or with another number under its id: then nothing
 * is known of ours. A part that Meta refuses to show is no fact.
 */
export async function readFacts(client: GraphClient, row: MigrationRow): Promise<Look> {
  if (row.phoneNumberId === null || row.destinationWabaId === null) return { hole: null }
  const read = await client.afterMove({ wabaId: row.destinationWabaId, phoneNumberId: row.phoneNumberId })
  for (const part of Object.values(read)) {
    if (!part.ok && saysNothing(part.failure)) return { hole: part.failure }
  }
  if (!read.number.ok) return { hole: read.number.failure }
  if (read.number.value.digits !== row.phoneDigits) return { hole: null }
  return { facts: toFacts(read, read.number.value.status) }
}

function toFacts(read: AfterMove, status: string | null): GuardFacts {
  const number = valueIn(read.number)
  return {
    status,
    platformType: number?.platformType ?? null,
    nameStatus: number?.nameStatus ?? null,
    qualityRating: number?.qualityRating ?? null,
    templates:
      valueIn(read.templates)?.map(({ name, language, status: its, category }) => ({
        name,
        language,
        status: its ?? 'UNKNOWN',
        category: category ?? 'UNKNOWN',
      })) ?? null,
    apps: valueIn(read.apps)?.map((app) => app.name ?? app.id) ?? null,
    payment: paymentIn(read),
    health: troublesIn(read, status),
  }
}

const valueIn = <T>(read: Read<T>): T | null => (read.ok ? read.value : null)

const PAYMENT_CODE = 141006
/** Noise on healthy parts, and what templates say of themselves (contract 5.3). */
const IGNORED = [138024, 138025, 141002]

function paymentIn({ account, accountHealth }: AfterMove): GuardFacts['payment'] {
  if (!account.ok || !accountHealth.ok) return null
  const isBroken = accountHealth.value?.entities.some(({ codes }) => codes.includes(PAYMENT_CODE)) ?? false
  if (isBroken) return 'missing'
  return account.value.primaryFundingId ? 'attached' : 'unproven'
}

/** Judged by part and code, never by the overall flag. What the payment or the number's own status explains is said by those. */
function troublesIn({ numberHealth, accountHealth }: AfterMove, status: string | null): Trouble[] | null {
  if (!numberHealth.ok || !accountHealth.ok || numberHealth.value === null || accountHealth.value === null) return null
  const found = new Map<string, Trouble>()
  for (const entity of [...numberHealth.value.entities, ...accountHealth.value.entities]) {
    for (const trouble of troublesOf(entity, status)) found.set(`${trouble.entity} ${trouble.code}`, trouble)
  }
  return [...found.values()]
}

const ENTITIES = ['PHONE_NUMBER', 'WABA', 'BUSINESS', 'APP']

function troublesOf(entity: Entity, status: string | null): Trouble[] {
  const { entityType, canSendMessage: verdict } = entity
  if ((verdict !== 'BLOCKED' && verdict !== 'LIMITED') || !ENTITIES.includes(entityType)) return []
  const codes = entity.codes.filter((code) => code !== PAYMENT_CODE && !IGNORED.includes(code))
  if (codes.length > 0) return codes.map((code) => ({ entity: entityType, verdict, code }))
  const isExplained = entity.codes.includes(PAYMENT_CODE) || (entityType === 'PHONE_NUMBER' && status !== 'CONNECTED')
  return isExplained ? [] : [{ entity: entityType, verdict, code: null }]
}

type Entity = NonNullable<Health>['entities'][number]

import 'server-only'
import { and, eq, inArray, notInArray } from 'drizzle-orm'
import { graphFor } from '@/lib/connections/graph-for'
import type { Context } from '@/lib/context'
import { migrations } from '@/lib/db/schema'
import type { PhoneNumber } from '@/lib/graph/client'
import { displayNumber } from '@/lib/phone/read-number'
import { isConnected } from './probe'
import { type MigrationRow, ownMigration } from './rows'
import type { MigrationOptions, NumberOption } from './view'

/** What there is to choose from: the accounts the token reaches, and the source's numbers with their own state. */
export async function getOptions(ctx: Context, id: string): Promise<MigrationOptions> {
  const row = await ownMigration(ctx, id)
  const { client, connection } = await graphFor(ctx, row.connectionId)
  const suggestedCountry = connection.accounts.find((account) => account.id === row.destinationWabaId)?.country ?? null
  const base = { accounts: connection.accounts, suggestedCountry }
  if (row.sourceWabaId === null) return { ...base, sourceReadable: false, numbers: [] }
  const [source, destination] = await Promise.all([
    client.listPhoneNumbers(row.sourceWabaId),
    row.destinationWabaId === null ? null : client.listPhoneNumbers(row.destinationWabaId),
  ])
  if (!source.ok) return { ...base, sourceReadable: false, numbers: [] }
  const there = destination?.ok ? destination.value.filter(isConnected).map((number) => number.digits) : []
  const moving = await openElsewhere(ctx, row, source.value)
  const numbers = source.value.map((number): NumberOption => {
    const e164 = `+${number.digits}`
    const reason = reasonAgainst(number, there, moving)
    return {
      id: number.id,
      e164,
      display: displayNumber(e164),
      displayName: number.verifiedName,
      status: number.status,
      movable: reason === null,
      reason,
    }
  })
  return { ...base, sourceReadable: true, numbers: numbers.sort((a, b) => Number(b.movable) - Number(a.movable)) }
}

async function openElsewhere(ctx: Context, row: MigrationRow, numbers: readonly PhoneNumber[]): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: migrations.id, digits: migrations.phoneDigits })
    .from(migrations)
    .where(
      and(
        eq(migrations.realm, row.realm),
        inArray(
          migrations.phoneDigits,
          numbers.map((number) => number.digits),
        ),
        notInArray(migrations.status, ['confirmed', 'cancelled']),
      ),
    )
  return rows.flatMap(({ id, digits }) => (id === row.id || digits === null ? [] : [digits]))
}

function reasonAgainst(number: PhoneNumber, there: string[], moving: string[]): NumberOption['reason'] {
  if (number.digits.startsWith('1555') || number.accountMode === 'SANDBOX') return 'test_number'
  if (number.isOnBizApp === true) return 'on_business_app'
  if (number.platformType === 'ON_PREMISE') return 'on_premises'
  if (there.includes(number.digits)) return 'already_there'
  if (moving.includes(number.digits)) return 'open_migration'
  if (number.status !== 'CONNECTED') return 'offline'
  if (number.newNameStatus !== null && number.newNameStatus !== 'NONE') return 'rename_pending'
  return null
}

import 'server-only'
import { and, eq, inArray, ne, notInArray } from 'drizzle-orm'
import { requireRight } from '@/lib/auth/rights'
import { NUMBER_CHECKS } from '@/lib/checks/kinds'
import { graphFor } from '@/lib/connections/graph-for'
import type { Context } from '@/lib/context'
import { checks, connections, migrations, templates, users } from '@/lib/db/schema'
import { withTransaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { appendEvent } from '@/lib/events/append'
import type { PhoneNumber } from '@/lib/graph/client'
import { type ReadNumber, readNumber } from '@/lib/phone/read-number'
import { getMigration } from './get'
import { isLive } from './machine'
import { nameProvider } from './name-provider'
import { isConnected } from './probe'
import { attemptsOf, type MigrationRow, ownMigration, requireFresh, requireVersion } from './rows'
import { runChecks } from './run-checks'
import { ChooseInput } from './schemas'
import { amend, transition } from './transition'
import type { MigrationView } from './view'

/**
 * The answers of the checks page, the number page and the provider page. With a number every check runs before this returns;
 * other accounts make what was read before void, and the checks page reads anew.
 */
export async function choose(ctx: Context, id: string, input: ChooseInput): Promise<MigrationView> {
  requireRight(ctx, 'migrations.move')
  const choice = ChooseInput.parse(input)
  if (choice.provider !== undefined) return nameProvider(ctx, id, { ...choice, provider: choice.provider })
  const row = await ownMigration(ctx, id)
  await requireVersion(ctx, row, choice.version)
  const accounts = await chosenAccounts(ctx, row, choice)
  const number = choice.phoneNumber === undefined ? null : await chosenNumber(ctx, { ...row, ...accounts }, choice)
  await store(ctx, id, choice.version, accounts, number)
  return number === null ? getMigration(ctx, id) : runChecks(ctx, id, {})
}

type Accounts = Pick<
  MigrationRow,
  'sourceWabaId' | 'sourceWabaName' | 'sourceUnlisted' | 'destinationWabaId' | 'destinationWabaName'
>

async function chosenAccounts(ctx: Context, row: MigrationRow, choice: ChooseInput): Promise<Accounts> {
  const untouched =
    choice.destinationWabaId === undefined && choice.sourceWabaId === undefined && choice.sourceUnlisted === undefined
  if (untouched) return row
  const destinationWabaId = choice.destinationWabaId ?? row.destinationWabaId
  const sourceUnlisted = choice.sourceUnlisted ?? false
  const sourceWabaId = sourceUnlisted ? null : (choice.sourceWabaId ?? row.sourceWabaId)
  if (sourceWabaId === null && !sourceUnlisted) throw new AppError('source_empty')
  if (destinationWabaId === null) throw new AppError('destination_empty')
  if (sourceWabaId === destinationWabaId) throw new AppError('accounts_same')
  const accounts = await readableAccounts(ctx, row)
  const find = (wabaId: string | null) => accounts.find((account) => account.id === wabaId)
  const source = find(sourceWabaId)
  const destination = find(destinationWabaId)
  if (source?.businessId && destination?.businessId && source.businessId !== destination.businessId) {
    throw new AppError('accounts_other_business')
  }
  return {
    sourceWabaId,
    sourceWabaName: source?.name ?? null,
    sourceUnlisted,
    destinationWabaId,
    destinationWabaName: destination?.name ?? null,
  }
}

async function readableAccounts(ctx: Context, row: MigrationRow) {
  const [connection] = await ctx.db
    .select({ accounts: connections.accounts })
    .from(connections)
    .where(eq(connections.id, row.connectionId))
  return connection?.accounts ?? []
}

type Chosen = { read: ReadNumber; sourcePhoneNumberId: string | null; displayName: string | null }

async function chosenNumber(ctx: Context, row: MigrationRow & Accounts, choice: ChooseInput): Promise<Chosen> {
  if (row.destinationWabaId === null) throw new AppError('step_not_reached')
  const accounts = await readableAccounts(ctx, row)
  const country = accounts.find((account) => account.id === row.destinationWabaId)?.country ?? null
  // Meta lends numbers of this range for tests; they cannot be moved (contract 5.2). To everybody else they do not exist.
  if (/^\+1555/.test((choice.phoneNumber ?? '').replaceAll(/[^\d+]/g, ''))) throw new AppError('number_test')
  const read = readNumber(choice.phoneNumber ?? '', country)
  if ('error' in read) throw new AppError(read.error, read.country === null ? {} : { country: read.country })
  if (read.assumedCountry && choice.countryConfirmed !== true) {
    throw new AppError('number_country_assumed', { number: read.display, country: read.country ?? '' })
  }
  await requireNotElsewhere(ctx, row, read.e164)
  const { client } = await graphFor(ctx, row.connectionId)
  const there = await client.listPhoneNumbers(row.destinationWabaId)
  const same = (number: PhoneNumber) => number.digits === read.digits
  if (there.ok && there.value.some((number) => same(number) && isConnected(number))) {
    throw new AppError('number_already_there')
  }
  const source = row.sourceWabaId === null ? null : await client.listPhoneNumbers(row.sourceWabaId)
  const number = source?.ok ? source.value.find(same) : undefined
  if (number?.isOnBizApp === true) throw new AppError('number_on_business_app')
  if (number?.accountMode === 'SANDBOX') throw new AppError('number_test')
  return { read, sourcePhoneNumberId: number?.id ?? null, displayName: number?.verifiedName ?? null }
}

/** The friendly half of the unique index: names who is moving the number already. */
async function requireNotElsewhere(ctx: Context, row: MigrationRow, e164: string): Promise<void> {
  const [other] = await ctx.db
    .select({ by: users.name, at: migrations.createdAt, customerId: migrations.customerId })
    .from(migrations)
    .innerJoin(users, eq(users.id, migrations.createdBy))
    .where(
      and(
        eq(migrations.realm, row.realm),
        eq(migrations.phoneE164, e164),
        ne(migrations.id, row.id),
        notInArray(migrations.status, ['confirmed', 'cancelled']),
      ),
    )
  if (other === undefined) return
  const known = other.customerId === row.customerId
  throw new AppError('number_open_migration', known ? { name: other.by, at: other.at.toISOString() } : {})
}

async function store(
  outer: Context,
  id: string,
  version: number,
  accounts: Accounts,
  number: Chosen | null,
): Promise<void> {
  await withTransaction(outer, async (ctx) => {
    const row = await ownMigration(ctx, id, 'lock')
    await requireVersion(ctx, row, version)
    requireFresh(row)
    if (row.status !== 'draft' && row.status !== 'ready') throw new AppError('step_already_done')
    if ((await attemptsOf(ctx, id)).some((attempt) => isLive(attempt.state))) throw new AppError('step_unknown')
    const moved = accounts.destinationWabaId !== row.destinationWabaId || accounts.sourceWabaId !== row.sourceWabaId
    await forgetChecks(ctx, row, { moved, number })
    if (moved) await ctx.db.delete(templates).where(eq(templates.migrationId, row.id))
    let changed = await amend(ctx, row, {
      sourceWabaId: accounts.sourceWabaId,
      sourceWabaName: accounts.sourceWabaName,
      sourceUnlisted: accounts.sourceUnlisted,
      destinationWabaId: accounts.destinationWabaId,
      destinationWabaName: accounts.destinationWabaName,
      ...(moved ? { templatesReadAt: null, sourceTemplatesReadable: null } : {}),
      ...(number === null
        ? {}
        : {
            phoneE164: number.read.e164,
            phoneDigits: number.read.digits,
            country: number.read.country,
            lineType: number.read.lineType,
            sourcePhoneNumberId: number.sourcePhoneNumberId,
            displayName: number.displayName,
            phoneNumberId: null,
          }),
    })
    // What was ready was another number, or between other accounts.
    if (changed.status === 'ready') changed = await transition(ctx, changed, 'check', 'failing')
    const base = { customerId: row.customerId, migrationId: id }
    if (moved) await appendEvent(ctx, { ...base, kind: 'accounts_chosen' })
    if (number !== null)
      await appendEvent(ctx, { ...base, kind: 'number_chosen', data: { last: number.read.digits.slice(-3) } })
  }).catch((error: unknown) => {
    throw isUniqueViolation(error) ? new AppError('number_open_migration', {}, { cause: error }) : error
  })
}

/** What was read of other accounts or another number says nothing, and neither does what a person answered about them. */
async function forgetChecks(
  ctx: Context,
  row: MigrationRow,
  { moved, number }: { moved: boolean; number: Chosen | null },
): Promise<void> {
  const ofThis = eq(checks.migrationId, row.id)
  if (moved) await ctx.db.delete(checks).where(ofThis)
  else if (number !== null && number.read.e164 !== row.phoneE164) {
    await ctx.db.delete(checks).where(and(ofThis, inArray(checks.kind, [...NUMBER_CHECKS])))
  }
}

const isUniqueViolation = (error: unknown): boolean => {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  return typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === '23505'
}

import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { CheckKind, CheckOutcome } from '@/lib/checks/kinds'
import type { AccountSummary } from '@/lib/connections/view'
import type { EventKind } from '@/lib/events/kinds'
import type { GuardFacts } from '@/lib/guard/facts'
import type { FindingFacts, GuardKind } from '@/lib/guard/kinds'
import type { ClosingTicks } from '@/lib/migration/closing'
import type { AttemptState, Effect, Status } from '@/lib/migration/machine'
import type { NumberSnapshot } from '@/lib/migration/snapshot'
import type { Result, Subject } from '@/lib/migration/subject'
import type { NoticeKind } from '@/lib/notices/kinds'
import type { MessageFate, Said } from '@/lib/proof/view'
import type { SourceTemplate, ThereTemplate } from '@/lib/templates/view'

const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/* People */

export const customers = pgTable('customers', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  createdAt: time('created_at').notNull(),
})

export const users = pgTable(
  'users',
  {
    id: text('id').primaryKey(),
    /** Stored lower-case. */
    email: text('email').notNull(),
    name: text('name').notNull(),
    /** argon2id in PHC form. */
    passwordHash: text('password_hash').notNull(),
    role: text('role').$type<'owner' | 'admin' | 'agent' | 'viewer'>().notNull(),
    locale: text('locale'),
    createdAt: time('created_at').notNull(),
    disabledAt: time('disabled_at'),
  },
  (table) => [uniqueIndex('users_email').on(table.email)],
)

export const customerMembers = pgTable(
  'customer_members',
  {
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
  },
  (table) => [primaryKey({ columns: [table.customerId, table.userId] })],
)

export const sessions = pgTable(
  'sessions',
  {
    /** SHA-256 of the sid inside the cookie. */
    idHash: text('id_hash').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    createdAt: time('created_at').notNull(),
    lastSeenAt: time('last_seen_at').notNull(),
    expiresAt: time('expires_at').notNull(),
    revokedAt: time('revoked_at'),
    userAgent: text('user_agent'),
  },
  (table) => [index('sessions_user').on(table.userId)],
)

export const apiTokens = pgTable(
  'api_tokens',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    label: text('label').notNull(),
    tokenHash: text('token_hash').notNull(),
    lastFour: text('last_four').notNull(),
    createdAt: time('created_at').notNull(),
    lastUsedAt: time('last_used_at'),
    revokedAt: time('revoked_at'),
  },
  (table) => [uniqueIndex('api_tokens_hash').on(table.tokenHash)],
)

/** One row: the hash of the one-time set-up secret, spent when the owner exists. */
export const setupLinks = pgTable('setup_links', {
  secretHash: text('secret_hash').primaryKey(),
  createdAt: time('created_at').notNull(),
  usedAt: time('used_at'),
})

export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    actorId: text('actor_id').notNull(),
    key: text('key').notNull(),
    /** Method and path; the same key on another route is a mistake, not a repeat. */
    route: text('route').notNull(),
    state: text('state').$type<'running' | 'done'>().notNull(),
    status: integer('status'),
    body: jsonb('body'),
    startedAt: time('started_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.actorId, table.key] })],
)

/** Counters of failed sign-ins. Columns, their order and the epoch in ms are rate-limiter-flexible's own. */
export const throttles = pgTable('throttles', {
  key: text('key').primaryKey(),
  points: integer('points').notNull().default(0),
  expire: bigint('expire', { mode: 'number' }),
})

/* Connections */

export const connections = pgTable(
  'connections',
  {
    id: text('id').primaryKey(),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id),
    kind: text('kind').$type<'live' | 'practice'>().notNull(),
    label: text('label').notNull(),
    /** Practice only: which story the simulated Meta plays. */
    story: text('story'),
    sealedToken: text('sealed_token'),
    lastFour: text('last_four').notNull(),
    sealedAppSecret: text('sealed_app_secret'),
    appId: text('app_id'),
    appName: text('app_name'),
    tokenType: text('token_type'),
    systemUserName: text('system_user_name'),
    scopes: text('scopes').array().notNull(),
    /** Null: never expires. */
    expiresAt: time('expires_at'),
    accounts: jsonb('accounts').$type<AccountSummary[]>().notNull(),
    /** Why it does not work just now (an ErrorCode), null when it does. */
    problem: text('problem'),
    checkedAt: time('checked_at').notNull(),
    createdBy: text('created_by')
      .notNull()
      .references(() => users.id),
    createdKey: text('created_key'),
    createdAt: time('created_at').notNull(),
    removedAt: time('removed_at'),
  },
  (table) => [
    index('connections_customer').on(table.customerId),
    uniqueIndex('connections_created_key').on(table.createdBy, table.createdKey),
  ],
)

/* Migrations */

export const migrations = pgTable(
  'migrations',
  {
    id: text('id').primaryKey(),
    /** What people read to each other: MV-4F7K-2Q. */
    reference: text('reference').notNull(),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id),
    connectionId: text('connection_id')
      .notNull()
      .references(() => connections.id),
    /** 'live', or 'practice:<connection id>': the world in which a number can only be in one open migration. */
    realm: text('realm').notNull(),
    status: text('status').$type<Status>().notNull(),
    version: integer('version').notNull(),
    /** Rises with every take of the lease; a write that carries an older one is refused. */
    fence: integer('fence').notNull().default(0),
    leaseOwner: text('lease_owner'),
    leaseUntil: time('lease_until'),
    sourceWabaId: text('source_waba_id'),
    sourceWabaName: text('source_waba_name'),
    /** The person said that the provider's account is not in the list. */
    sourceUnlisted: boolean('source_unlisted').notNull().default(false),
    /** Who serves the number now, as the person says: an id of `lib/providers`; null: not said. */
    provider: text('provider'),
    destinationWabaId: text('destination_waba_id'),
    destinationWabaName: text('destination_waba_name'),
    phoneE164: text('phone_e164'),
    phoneDigits: text('phone_digits'),
    country: text('country'),
    lineType: text('line_type').$type<'mobile' | 'fixed' | 'fixed_or_mobile' | 'voip' | 'other'>(),
    sourcePhoneNumberId: text('source_phone_number_id'),
    displayName: text('display_name'),
    /** The id on the destination, from step 2 or from reading. */
    phoneNumberId: text('phone_number_id'),
    codeMethod: text('code_method').$type<'SMS' | 'VOICE'>(),
    codeLanguage: text('code_language'),
    codeRequestedAt: time('code_requested_at'),
    verifiedAt: time('verified_at'),
    registeredAt: time('registered_at'),
    /** When a number that Meta accepted is looked at again; null: at once. */
    lookAgainAt: time('look_again_at'),
    confirmedAt: time('confirmed_at'),
    cancelledAt: time('cancelled_at'),
    /** When Meta is read again in the background for what others must mend; null: nothing is waited for. */
    watchAt: time('watch_at'),
    /** Background looks since somebody last looked: the gaps grow with it. */
    watchCount: integer('watch_count').notNull().default(0),
    /** When a person, or Meta, last gave a reason to look. */
    watchSince: time('watch_since'),
    /** Since when this is an older copy of the truth: nothing is sent until Meta was read again. */
    quarantinedAt: time('quarantined_at'),
    /** When the templates of both accounts were last read. */
    templatesReadAt: time('templates_read_at'),
    /** Null: never tried. A file counts as readable. */
    sourceTemplatesReadable: boolean('source_templates_readable'),
    snapshotBefore: jsonb('snapshot_before').$type<NumberSnapshot>(),
    snapshotAfter: jsonb('snapshot_after').$type<NumberSnapshot>(),
    /** When a number that has moved is looked at again; null: not looked at yet. */
    guardAt: time('guard_at'),
    /** When the last whole look at it began, and what it showed. */
    guardLookedAt: time('guard_looked_at'),
    guardFacts: jsonb('guard_facts').$type<GuardFacts>(),
    /** What people have ticked of the closing list. */
    closing: jsonb('closing').$type<ClosingTicks>().notNull().default({}),
    createdBy: text('created_by')
      .notNull()
      .references(() => users.id),
    createdKey: text('created_key'),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('migrations_reference').on(table.reference),
    uniqueIndex('migrations_created_key').on(table.createdBy, table.createdKey),
    uniqueIndex('migrations_one_live_per_number')
      .on(table.realm, table.phoneE164)
      .where(sql`${table.phoneE164} is not null and ${table.status} not in ('confirmed', 'cancelled')`),
    index('migrations_customer').on(table.customerId, table.updatedAt),
    index('migrations_digits').on(table.phoneDigits),
    index('migrations_watch').on(table.watchAt).where(sql`${table.watchAt} is not null`),
    // Whatever moved in the last two days is all that can be due, however many have moved.
    index('migrations_guard').on(table.confirmedAt).where(sql`${table.status} = 'confirmed'`),
    index('migrations_source').on(table.sourceWabaId),
    index('migrations_destination').on(table.destinationWabaId),
  ],
)

export const attempts = pgTable(
  'attempts',
  {
    id: text('id').primaryKey(),
    migrationId: text('migration_id')
      .notNull()
      .references(() => migrations.id),
    command: text('command').$type<Effect>().notNull(),
    state: text('state').$type<AttemptState>().notNull(),
    actorId: text('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    idempotencyKey: text('idempotency_key').notNull(),
    fence: integer('fence').notNull(),
    /** What exactly was asked for, where the command alone does not say it. */
    subject: jsonb('subject').$type<Subject>(),
    /** What Meta's answer said beside yes. */
    result: jsonb('result').$type<Result>(),
    intentAt: time('intent_at').notNull(),
    armedAt: time('armed_at'),
    /** When the outcome became known (also for `unknown`). */
    endedAt: time('ended_at'),
    errorCode: text('error_code'),
    errorParams: jsonb('error_params').$type<Record<string, string | number>>(),
    graphCode: integer('graph_code'),
    graphSubcode: integer('graph_subcode'),
    graphUserText: text('graph_user_text'),
    traceId: text('trace_id'),
    httpStatus: integer('http_status'),
    probeCount: integer('probe_count').notNull().default(0),
    nextProbeAt: time('next_probe_at'),
    /** Reads that agreed on "not done", in a row. */
    negativeReads: integer('negative_reads').notNull().default(0),
    /** When each process made the first of them, in milliseconds of its own running time. */
    negativeSince: jsonb('negative_since').$type<Record<string, number>>().notNull().default({}),
  },
  (table) => [
    uniqueIndex('attempts_one_live_per_migration')
      .on(table.migrationId)
      .where(sql`${table.state} in ('intent', 'armed', 'unknown')`),
    uniqueIndex('attempts_idempotency').on(table.actorId, table.idempotencyKey, table.command),
    index('attempts_migration').on(table.migrationId, table.intentAt),
  ],
)

/** One row per name and language, with what the source and the destination WABA have of it. */
export const templates = pgTable(
  'templates',
  {
    migrationId: text('migration_id')
      .notNull()
      .references(() => migrations.id),
    name: text('name').notNull(),
    language: text('language').notNull(),
    /** Null: the source has none, as far as it was read. */
    source: jsonb('source').$type<SourceTemplate>(),
    /** Null: the destination has none. */
    there: jsonb('there').$type<ThereTemplate>(),
    /** Was on the destination before anything of ours could have brought it. */
    wasThere: boolean('was_there').notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.migrationId, table.name, table.language] })],
)

/** What came of trying a moved number both ways; a row once there is something to say. What customers write is never in it. */
export const proofs = pgTable(
  'proofs',
  {
    migrationId: text('migration_id')
      .primaryKey()
      .references(() => migrations.id),
    /** When the test words came in, as a webhook said. */
    arrivedAt: time('arrived_at'),
    /** Whoever sent them, only to be answered: forgotten with the answer, or after 24 hours. */
    sealedSender: text('sealed_sender'),
    senderUntil: time('sender_until'),
    /** What became of the newest answer, and of the newest message to a typed number, as webhooks said. */
    answer: jsonb('answer').$type<MessageFate>(),
    out: jsonb('out').$type<MessageFate>(),
    /** What a person saw, where no webhook tells. */
    inSaid: jsonb('in_said').$type<Said>(),
    outSaid: jsonb('out_said').$type<Said>(),
  },
  (table) => [index('proofs_sender').on(table.senderUntil).where(sql`${table.sealedSender} is not null`)],
)

/** For how long messages of a moved number come to us first, and where each is passed on to. One at a time for each move. */
export const callbackOverrides = pgTable(
  'callback_overrides',
  {
    id: text('id').primaryKey(),
    migrationId: text('migration_id')
      .notNull()
      .references(() => migrations.id),
    /** Where the messages belong. It may carry a secret, so only its host is shown. */
    sealedAddress: text('sealed_address').notNull(),
    host: text('host').notNull(),
    startedAt: time('started_at').notNull(),
    until: time('until').notNull(),
    /** When it is put back, or tried again; null: a person has to. */
    nextTryAt: time('next_try_at'),
    tries: integer('tries').notNull().default(0),
    endedAt: time('ended_at'),
  },
  (table) => [
    uniqueIndex('callback_overrides_open').on(table.migrationId).where(sql`${table.endedAt} is null`),
    index('callback_overrides_ended').on(table.endedAt),
  ],
)

export const events = pgTable(
  'events',
  {
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    migrationId: text('migration_id').references(() => migrations.id),
    kind: text('kind').$type<EventKind>().notNull(),
    actorId: text('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    data: jsonb('data').$type<Record<string, string | number | boolean | null>>().notNull(),
    at: time('at').notNull(),
    prevHash: text('prev_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.customerId, table.seq] }),
    index('events_migration').on(table.migrationId, table.seq),
  ],
)

export const checks = pgTable(
  'checks',
  {
    migrationId: text('migration_id')
      .notNull()
      .references(() => migrations.id),
    kind: text('kind').$type<CheckKind>().notNull(),
    outcome: text('outcome').$type<CheckOutcome>().notNull(),
    /** What was read, as plain words and numbers for the text of the row. */
    fact: jsonb('fact').$type<Record<string, string | number | boolean | null>>().notNull(),
    readAt: time('read_at').notNull(),
    confirmedAt: time('confirmed_at'),
    confirmedBy: text('confirmed_by'),
  },
  (table) => [primaryKey({ columns: [table.migrationId, table.kind] })],
)

/** One row per call that counts against a limit, written with the intent. `unknown` counts as spent. */
export const budgets = pgTable(
  'budgets',
  {
    attemptId: text('attempt_id')
      .primaryKey()
      .references(() => attempts.id),
    /** 'number:<realm>:<e164>' */
    scope: text('scope').notNull(),
    command: text('command').$type<Effect>().notNull(),
    spentAt: time('spent_at').notNull(),
  },
  (table) => [index('budgets_scope').on(table.scope, table.command, table.spentAt)],
)

/** A wait that Meta asked for, as an absolute time. */
export const gates = pgTable(
  'gates',
  {
    scope: text('scope').notNull(),
    command: text('command').notNull(),
    until: time('until').notNull(),
    errorCode: text('error_code').notNull(),
  },
  (table) => [primaryKey({ columns: [table.scope, table.command] })],
)

/** Until when the background reads of an account have used up their share of its calls. */
export const watchShares = pgTable('watch_shares', {
  /** 'account:<realm>:<WABA id>' */
  scope: text('scope').primaryKey(),
  usedUntil: time('used_until').notNull(),
})

/** What changed at Meta after a number had moved; never written twice. */
export const guardFindings = pgTable(
  'guard_findings',
  {
    id: text('id').primaryKey(),
    migrationId: text('migration_id')
      .notNull()
      .references(() => migrations.id),
    kind: text('kind').$type<GuardKind>().notNull(),
    /** Which template, app or part of the account; empty for the number itself. */
    subject: text('subject').notNull(),
    facts: jsonb('facts').$type<FindingFacts>().notNull(),
    at: time('at').notNull(),
    /** Since when it is well again; the same as `at` for what is good news by itself. */
    overAt: time('over_at'),
  },
  (table) => [index('guard_findings_migration').on(table.migrationId, table.at)],
)

/** What somebody is told once: in the app until they have seen it, and by e-mail where that is set up. */
export const notices = pgTable(
  'notices',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    migrationId: text('migration_id')
      .notNull()
      .references(() => migrations.id),
    kind: text('kind').$type<NoticeKind>().notNull(),
    /** What it is about, when it is about a change after the move. */
    findingId: text('finding_id').references(() => guardFindings.id),
    at: time('at').notNull(),
    seenAt: time('seen_at'),
    /** `none`: no mail server is set. `sending` outlives a process that died with it, and is then taken up again. */
    mail: text('mail').$type<'none' | 'waiting' | 'sending' | 'sent' | 'given_up'>().notNull(),
    mailTries: integer('mail_tries').notNull().default(0),
    /** When the next try may be made. */
    mailAt: time('mail_at').notNull(),
  },
  (table) => [
    uniqueIndex('notices_one_unseen')
      .on(table.migrationId, table.userId, table.kind)
      .where(sql`${table.seenAt} is null and ${table.findingId} is null`),
    uniqueIndex('notices_one_per_finding').on(table.findingId, table.userId),
    index('notices_user').on(table.userId, table.at),
    index('notices_mail').on(table.mailAt).where(sql`${table.mail} in ('waiting', 'sending')`),
  ],
)

/** The same bytes from Meta once more say nothing new. Kept for a day. */
export const webhookDeliveries = pgTable('webhook_deliveries', {
  bodyHash: text('body_hash').primaryKey(),
  receivedAt: time('received_at').notNull(),
})

/* The simulated Meta keeps its own state here, so that a restart of practice is a real restart. */

export const sandboxWorlds = pgTable('sandbox_worlds', {
  id: text('id').primaryKey(),
  state: jsonb('state').notNull(),
  version: integer('version').notNull(),
  updatedAt: time('updated_at').notNull(),
})

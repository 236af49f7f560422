import type pg from 'pg'
import * as z from 'zod'
import { ATTEMPT_STATES, EFFECTS, type Effect, isLive, STATUSES, type Status } from '@/lib/migration/machine'
import type { Meta } from './meta'

const Seen = z.object({
  status: z.enum(STATUSES),
  phone_digits: z.string().nullable(),
  tokenless: z.boolean(),
  phone_number_id: z.string().nullable(),
  quarantined: z.boolean(),
  override: z.enum(['none', 'standing', 'stuck']),
  attempts: z.array(
    z.object({
      id: z.string(),
      command: z.enum(EFFECTS),
      state: z.enum(ATTEMPT_STATES),
      idempotency_key: z.string(),
      looks_no_more: z.boolean(),
    }),
  ),
  gates: z.array(z.object({ scope: z.string(), command: z.string(), until: z.string() })),
})
type Seen = z.infer<typeof Seen>

const LOOK = `
  select m.status, m.phone_digits, (select c.sealed_token is null from connections c where c.id = m.connection_id) as tokenless, m.phone_number_id, m.quarantined_at is not null as quarantined,
    coalesce((select case when o.next_try_at is null then 'stuck' else 'standing' end from callback_overrides o
      where o.migration_id = m.id and o.ended_at is null), 'none') as override,
    coalesce((select json_agg(json_build_object('id', a.id, 'command', a.command, 'state', a.state,
      'idempotency_key', a.idempotency_key, 'looks_no_more', a.next_probe_at is null) order by a.intent_at, a.fence) from attempts a where a.migration_id = m.id), '[]') as attempts,
    coalesce((select json_agg(json_build_object('scope', g.scope, 'command', g.command, 'until', g.until))
      from gates g where g.scope = any($2)), '[]') as gates
  from migrations m where m.id = $1`

const ORDER: readonly Status[] = STATUSES

/** Budgets count from the intent; the call itself may leave this much later. */
const INTENT_TO_POST = 60_000

/** A proof may lapse and a number may be gone; a number that moved stays moved. */
const MAY_LAPSE: readonly Status[] = ['ready', 'number_added', 'code_requested', 'verified']

/** Which truth at Meta each status claims. `registered` claims only that Meta said yes. */
const CLAIMS: Partial<Record<Status, Effect>> = {
  number_added: 'add_number',
  verified: 'verify_code',
  confirmed: 'register',
}

export type Post = { attemptId: string; at: number; effect: boolean }

/** Looks at the database after every commit and says what must never be seen there (I1–I7). */
export class Observer {
  readonly violations: string[] = []
  readonly #pool: pg.Pool
  readonly #meta: Meta
  readonly #presses = new Map<string, number>()
  readonly #finals = new Map<string, number>()
  readonly #denied = new Set<string>()
  /** Presses of somebody who was shut out before the call was armed. */
  readonly #barred = new Set<string>()
  readonly #posts: Post[] = []
  readonly #waits = new Map<string, { until: number; trueUntil: number }>()
  #moment = 0
  #countedFrom = 0
  /** Rises with every difference that people could see. */
  changes = 0
  /** By how much the clock of this seed is wrong at times. */
  clockError = 0
  #seen: Seen | null = null
  id = ''
  scopes: readonly string[] = []

  constructor(pool: pg.Pool, meta: Meta) {
    this.#pool = pool
    this.#meta = meta
  }

  get live(): Seen['attempts'][number] | null {
    return this.#seen?.attempts.find((attempt) => isLive(attempt.state)) ?? null
  }

  get status(): Status {
    return this.#seen?.status ?? 'draft'
  }

  get isQuarantined(): boolean {
    return this.#seen?.quarantined ?? false
  }

  /** A lost answer that no read can tell: only a person can end that. */
  get isQuestion(): boolean {
    const { live } = this
    const isUnreadable = live?.command === 'request_code' || live?.command === 'send_test'
    return live?.state === 'unknown' && (isUnreadable || live.looks_no_more)
  }

  /** Did what the live attempt asked for come true? */
  get liveHappened(): boolean {
    const { live } = this
    return live !== null && this.#posts.some((post) => post.attemptId === live.id && post.effect)
  }

  get posts(): number {
    return this.#posts.length
  }

  /** Do messages come to us first, as far as we know? `stuck`: a person has to put it back. */
  get override(): Seen['override'] {
    return this.#seen?.override ?? 'none'
  }

  /** Does anything wait that only time and reading can end? */
  get isBusy(): boolean {
    return this.live !== null || this.status === 'registered' || this.isQuarantined || this.override === 'standing'
  }

  pressed(key: string): void {
    this.#moment += 1
    if (!this.#presses.has(key)) this.#presses.set(key, this.#moment)
  }

  /** An older copy was put back: what it does not know any more is over. */
  restored(now: number): void {
    // An older copy cannot know what was spent after it was made.
    this.#countedFrom = now
    this.#moment += 1
    for (const { attemptId } of this.#posts) this.#finals.set(attemptId, this.#finals.get(attemptId) ?? this.#moment)
    this.#seen = null
  }

  async shutOut(userId: string): Promise<void> {
    const { rows } = await this.#pool.query(
      `select id from attempts where migration_id = $1 and state = 'intent' and actor_id = $2`,
      [this.id, userId],
    )
    for (const { id } of Seen.shape.attempts.element.pick({ id: true }).array().parse(rows)) this.#barred.add(id)
  }

  letIn(): void {
    this.#barred.clear()
  }

  /** Meta did what was asked, perhaps long after we stopped listening. */
  happened(post: Post): void {
    post.effect = true
    if (this.#denied.has(post.attemptId)) this.fault('I3: a call that was said not to have happened happened after all')
  }

  fault(what: string): void {
    this.violations.push(what)
  }

  async look(now: number, wallOffset: number): Promise<void> {
    const { rows } = await this.#pool.query(LOOK, [this.id, [...this.scopes]])
    const seen = Seen.parse(rows[0])
    this.#moment += 1
    const before = this.#seen
    this.#seen = seen
    if (JSON.stringify(before) !== JSON.stringify(seen)) this.changes += 1
    this.#rememberWaits(seen, now, wallOffset)
    for (const attempt of seen.attempts) this.#judgeAttempt(attempt, before)
    this.#judgeStatus(seen, before)
  }

  #rememberWaits(seen: Seen, now: number, wallOffset: number): void {
    for (const { scope, command, until } of seen.gates) {
      const at = new Date(until).getTime()
      const known = this.#waits.get(`${scope} ${command}`)
      if (known?.until === at) continue
      if (known !== undefined && at < known.until) this.fault('I6: a wait that Meta asked for got shorter')
      // A process whose clock is slow goes by its own running time, so what it writes is no earlier than the truth.
      this.#waits.set(`${scope} ${command}`, { until: at, trueUntil: Math.max(now, at - Math.max(0, wallOffset)) })
    }
  }

  #judgeAttempt(attempt: Seen['attempts'][number], before: Seen | null): void {
    const earlier = before?.attempts.find((other) => other.id === attempt.id)
    if (earlier !== undefined && !isLive(earlier.state) && earlier.state !== attempt.state) {
      this.fault(`a final attempt changed from ${earlier.state} to ${attempt.state}`)
    }
    if (isLive(attempt.state) || this.#finals.has(attempt.id)) return
    this.#finals.set(attempt.id, this.#moment)
    if (attempt.state === 'not_sent' || attempt.state === 'refused' || attempt.state === 'confirmed_not_done')
      this.#denied.add(attempt.id)
    const posts = this.#posts.filter((post) => post.attemptId === attempt.id)
    const effect = posts.some((post) => post.effect)
    if (attempt.state === 'not_sent' && posts.length > 0)
      this.fault(`I3: ${attempt.command} is "not sent" and was sent`)
    if (attempt.state === 'refused' && effect) this.fault(`I3: ${attempt.command} is "refused" and happened`)
    // Meta itself may still say so; the next press finds the truth before it sends anything.
    if (attempt.state === 'confirmed_not_done' && effect && !this.#meta.readsLag)
      this.fault(`I3: ${attempt.command} is "not done" and happened`)
    if (attempt.state === 'done' && posts.length === 0)
      this.fault(`I2: ${attempt.command} is "done" and was never sent`)
  }

  #judgeStatus({ status, phone_digits, phone_number_id, tokenless, attempts }: Seen, before: Seen | null): void {
    const { number, isConnected } = this.#meta
    if (phone_number_id !== null && phone_number_id !== number?.id)
      this.fault('U27: an id that Meta does not list is used')
    const isCalling = attempts.some((attempt) => isLive(attempt.state))
    if (before !== null && isCalling) {
      if (before.phone_digits !== phone_digits) this.fault('H23: the number was changed under a call')
      if (before.status !== 'cancelled' && status === 'cancelled') this.fault('H20: cancelled under a call')
      if (!before.tokenless && tokenless) this.fault('H22: the token was destroyed under a call')
    }
    if (status === 'confirmed' && before?.status !== 'confirmed' && !isConnected) {
      this.fault('I2: confirmed while the number is not connected')
    }
    const claimed = CLAIMS[status]
    if (claimed !== undefined && !this.#meta.ever.has(claimed)) this.fault(`I2: ${status} without ${claimed} at Meta`)
    if (before === null || before.status === status || status === 'cancelled') return
    const isBack = ORDER.indexOf(status) < ORDER.indexOf(before.status)
    if (before.status === 'cancelled' || (isBack && !MAY_LAPSE.includes(before.status)))
      this.fault(`I4: ${before.status} went back to ${status}`)
  }

  /** Called when the first byte of a POST leaves. `ahead`: by how much the clock was fast when the sending process started. */
  async sending(
    call: Effect,
    { now, ahead }: { now: number; ahead: number },
    limits: readonly { count: number; window: number }[],
  ): Promise<Post | null> {
    const { rows } = await this.#pool.query(
      `select id, command, idempotency_key from attempts where migration_id = $1 and state in ('intent', 'armed', 'unknown') and armed_at is not null`,
      [this.id],
    )
    const armed = Seen.shape.attempts.element
      .pick({ id: true, command: true, idempotency_key: true })
      .array()
      .parse(rows)
    const [attempt] = armed
    if (this.isQuarantined) this.fault(`X13: ${call} was sent before Meta was read again`)
    if (armed.length !== 1 || attempt?.command !== call) {
      this.fault(`I5: ${call} was sent while ${armed.map((one) => one.command).join(', ') || 'nothing'} was armed`)
      return null
    }
    if (this.#barred.has(attempt.id)) this.fault(`H13: ${call} was sent for somebody who was shut out`)
    if (this.#posts.some((post) => post.attemptId === attempt.id))
      this.fault(`I1: ${call} was sent twice for one press`)
    const pressed = this.#presses.get(attempt.idempotency_key)
    const previous = this.#posts.findLast((post) => this.#commandOf(post.attemptId) === call)
    // The press that began an override has asked for its end, too.
    const isPutBack = attempt.idempotency_key.startsWith('put back ') && call === 'restore_callback'
    if (pressed === undefined && !isPutBack) this.fault(`I1: ${call} was sent without a press`)
    else if (previous !== undefined) {
      const final = this.#finals.get(previous.attemptId)
      // Asking for another code is itself the word that the last one never came (ENG-4).
      const isWord =
        call === 'request_code' &&
        this.#seen?.attempts.some((one) => one.id === previous.attemptId && one.state === 'human_not_done')
      if (final === undefined || (pressed !== undefined && final > pressed && !isWord))
        this.fault(`I1: ${call} was sent again before the first was settled`)
    }
    for (const [gate, { trueUntil }] of this.#waits) {
      const [, command] = gate.split(' ')
      // A process that starts with a fast clock knows no better (decision 6).
      if ((command === call || command === '*') && now + ahead < trueUntil)
        this.fault(`I6: ${call} was sent before ${gate} was over`)
    }
    const post = { attemptId: attempt.id, at: now, effect: false }
    this.#posts.push(post)
    this.#commands.set(attempt.id, call)
    for (const { count, window } of limits) {
      const within = this.#posts.filter(
        (one) =>
          this.#commandOf(one.attemptId) === call &&
          one.at > now - window + INTENT_TO_POST + this.clockError &&
          one.at >= this.#countedFrom,
      )
      if (within.length > count) this.fault(`I6: ${call} was sent ${within.length} times where ${count} are allowed`)
    }
    return post
  }

  readonly #commands = new Map<string, Effect>()

  #commandOf(attemptId: string): Effect | undefined {
    return this.#commands.get(attemptId)
  }
}

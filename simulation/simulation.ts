import { randomBytes } from 'node:crypto'
import { placeOf } from '@/lib/connections/rows'
import type { Actor, Context } from '@/lib/context'
import { seal } from '@/lib/crypto/seal'
import { newId, newReference } from '@/lib/db/ids'
import { connections, migrations } from '@/lib/db/schema'
import { COPY_TIMEOUT } from '@/lib/graph/endpoints'
import type { Moment } from '@/lib/host'
import { once } from '@/lib/http/once'
import { type Answer, toAnswer } from '@/lib/http/to-answer'
import { BUDGETS } from '@/lib/migration/budgets'
import { importOutcome } from '@/lib/migration/keep-outcome'
import { BESIDE, type Effect, type Status } from '@/lib/migration/machine'
import { closeAbandoned, reconcile, reconcileDue } from '@/lib/migration/reconcile'
import { NumberSnapshot } from '@/lib/migration/snapshot'
import { setBoss } from '@/lib/migration/wake'
import { finalFaults, forget } from './end'
import type { FaultId, RoadFault } from './faults'
import type { Lane } from './lane'
import { APP_SECRET, callOf, DIGITS, Meta, TOKEN } from './meta'
import { Observer, type Post } from './observer'
import { People, PIN } from './people'
import { type Phase, Plan, type Planned } from './plan'
import {
  contextFor,
  networkError,
  newProcess,
  type Process,
  type Surroundings,
  type Task,
  type Trouble,
} from './processes'
import { type Random, seeded } from './random'
import { type Backup, putBack, takeBackup } from './restore'
import { Scheduler } from './scheduler'

/** Of the number before the move only what is put back afterwards matters here. */
const { accountReadAt: _, ...FACTS } = NumberSnapshot.shape
const UNREAD = Object.fromEntries(Object.keys(FACTS).map((key) => [key, key === 'readable' ? true : null]))
const PROFILE = {
  about: 'Open',
  address: '1 Hang Bai',
  description: '',
  email: 'lan@shop.example',
  websites: [],
  vertical: 'RETAIL',
  hasPicture: false,
}

const START = Date.UTC(2026, 2, 2, 9)
const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const timeoutOf = (call: Effect): number => (call === 'copy_templates' ? COPY_TIMEOUT : 30 * SECOND)
const STEPS = 30_000

const SYSTEM: Actor = { kind: 'system', name: 'system' }

const START_AT: Readonly<Record<Effect, Status>> = {
  subscribe_app: 'ready',
  copy_templates: 'ready',
  create_template: 'ready',
  add_number: 'ready',
  request_code: 'number_added',
  verify_code: 'code_requested',
  register: 'verified',
  restore_profile: 'confirmed',
  send_test: 'confirmed',
  override_callback: 'confirmed',
  restore_callback: 'confirmed',
}
const BY_ORDER: readonly Effect[] = [
  'subscribe_app',
  'copy_templates',
  'create_template',
  'add_number',
  'request_code',
  'verify_code',
  'register',
  'restore_profile',
  'send_test',
  'override_callback',
  'restore_callback',
]

export type Played = {
  seed: number
  violations: readonly string[]
  struck: readonly { id: FaultId; call: Effect }[]
  planned: readonly FaultId[]
  posts: number
  kills: number
  status: Status
  trace: readonly string[]
}

/** One migration, everything that can go wrong with it, and the people who press on. */
export class Simulation {
  readonly lane: Lane
  readonly random: Random
  readonly scheduler: Scheduler
  readonly meta: Meta
  readonly plan: Plan
  readonly observer: Observer
  readonly seed: number
  readonly people: People
  migrationId = newId()
  connectionId = newId()
  realm = ''
  beganAs: Status = 'draft'
  #processes: Process[] = []
  #serial = 0
  #wallOffset = 0
  #databaseDownUntil = 0
  #diskFullUntil = 0
  #reserve = true
  #outcomesFail = false
  #spilled: { owner: string; line: string }[] = []
  #refusing: { call: Effect; code: string; left: number } | null = null
  #loses = new Set<Effect>()
  #kills = 0
  #killAgain = false
  #backup: Backup | null = null
  #goesOn: boolean

  constructor(lane: Lane, seed: number, faults: readonly FaultId[]) {
    this.lane = lane
    this.seed = seed
    this.random = seeded(seed)
    this.scheduler = new Scheduler({ random: this.random, start: START, idle: lane.idle })
    this.meta = new Meta({ random: this.random, now: () => this.scheduler.now })
    this.plan = new Plan(faults, this.random)
    this.observer = new Observer(lane.pool, this.meta)
    this.people = new People(this)
    if (faults.includes('X11')) this.observer.clockError = 2 * HOUR
    this.#goesOn = this.random.chance(0.15)
    for (const planned of this.plan.entries) {
      const needsProbe =
        planned.id === 'b8' || planned.id === 'U26' || (planned.kind === 'host' && planned.phase === 'probing')
      if (needsProbe) this.#loses.add(planned.call)
    }
  }

  async play(): Promise<Played> {
    await this.#prepare()
    setBoss({ send: async (...[, job, options]) => this.#wake(job, options) })
    this.#boot()
    this.#boot()
    this.#sweep()
    this.people.come()
    const finished = await this.scheduler.run(() => this.#isAtRest(), STEPS)
    if (!finished) this.observer.fault('I12: it never came to rest')
    for (const process of this.#processes) this.scheduler.drop(process)
    setBoss(undefined)
    await finalFaults(this, finished)
    await forget(this)
    return {
      seed: this.seed,
      violations: this.observer.violations,
      struck: this.plan.entries.filter((planned) => planned.struck).map(({ id, call }) => ({ id, call })),
      planned: this.plan.entries.map(({ id }) => id),
      posts: this.observer.posts,
      kills: this.#kills,
      status: this.observer.status,
      trace: this.scheduler.trace(),
    }
  }

  get wallOffset(): number {
    return this.#wallOffset
  }

  wall(): number {
    return this.scheduler.now + this.#wallOffset
  }

  /** Over when every fault has struck, nothing is under way and the next move is a person's. */
  #isAtRest(): boolean {
    const { status, isBusy, isQuestion } = this.observer
    // A question to a person stays one when they have gone.
    if (isBusy) return this.people.areGone && isQuestion
    if (status === 'cancelled' || (status === 'confirmed' && !this.wantsBeside())) return true
    return this.people.areGone || (this.plan.isOver && !this.#goesOn && this.people.arePausing)
  }

  /** Does a fault wait for a call that people make beside the steps of the move? */
  wantsBeside(): boolean {
    return this.plan.entries.some(({ struck, call }) => !struck && BESIDE.includes(call))
  }

  wants(call: Effect): boolean {
    return this.plan.entries.some((planned) => !planned.struck && planned.call === call)
  }

  // What is there when the seed begins.

  async #prepare(): Promise<void> {
    const unique = `${this.seed}-${randomBytes(4).toString('hex')}`
    await this.meta.create(String(this.seed))
    const { world } = this.meta
    const first = BY_ORDER.find((call) => this.plan.calls().includes(call)) ?? 'add_number'
    const status = this.random.chance(0.15) ? 'ready' : START_AT[first]
    this.beganAs = status
    if (first === 'subscribe_app') this.#unsubscribe()
    const { at, phoneNumberId } = await this.#lead(status)
    this.realm = `simulation:${unique}`
    const { lane, connectionId, migrationId } = this
    const createdBy = lane.owner.kind === 'user' ? lane.owner.userId : ''
    const common = { customerId: lane.customerId, createdBy, createdAt: at }
    await lane.db.insert(connections).values({
      ...common,
      id: connectionId,
      kind: 'live',
      label: 'Lan',
      sealedToken: seal(TOKEN, placeOf({ id: connectionId, customerId: lane.customerId }, 'sealed_token')),
      sealedAppSecret: seal(
        APP_SECRET,
        placeOf({ id: connectionId, customerId: lane.customerId }, 'sealed_app_secret'),
      ),
      lastFour: TOKEN.slice(-4),
      appId: world.app.id,
      scopes: [],
      accounts: [],
      checkedAt: at,
    })
    const source = world.numbers.find((number) => number.accountId === world.sourceId && number.digits === DIGITS)
    const before = NumberSnapshot.parse({ ...UNREAD, readAt: at.toISOString(), profile: PROFILE })
    await lane.db.insert(migrations).values({
      ...common,
      id: migrationId,
      reference: newReference(),
      connectionId,
      realm: this.realm,
      status,
      version: 1,
      sourceWabaId: world.sourceId,
      destinationWabaId: world.destinationId,
      phoneE164: `+${DIGITS}`,
      phoneDigits: DIGITS,
      country: 'VN',
      lineType: 'mobile',
      sourcePhoneNumberId: source?.id ?? null,
      phoneNumberId,
      codeRequestedAt: status === 'code_requested' ? at : null,
      verifiedAt: status === 'verified' ? at : null,
      registeredAt: status === 'confirmed' ? at : null,
      confirmedAt: status === 'confirmed' ? at : null,
      snapshotBefore: status === 'confirmed' ? before : null,
      updatedAt: at,
    })
    this.observer.id = migrationId
    this.observer.scopes = [
      `number:${this.realm}:+${DIGITS}`,
      `account:${this.realm}:${world.destinationId}`,
      `connection:${connectionId}`,
    ]
    await this.observer.look(this.scheduler.now, 0)
    if (this.plan.entries.some(({ id }) => id === 'X13')) this.#backup = await takeBackup(this)
  }

  #unsubscribe(): void {
    const destination = this.meta.world.accounts.find((account) => account.id === this.meta.world.destinationId)
    if (destination !== undefined) destination.apps = []
  }

  /** Brings Meta to where the seed begins. */
  async #lead(status: Status): Promise<{ at: Date; phoneNumberId: string | null }> {
    const at = new Date(this.scheduler.now)
    if (status === 'ready') return { at, phoneNumberId: null }
    const { world } = this.meta
    await this.meta.post(`/${world.destinationId}/phone_numbers`, {
      cc: '84',
      phone_number: DIGITS.slice(2),
      migrate_phone_number: true,
    })
    const id = this.meta.number?.id ?? ''
    if (status === 'number_added') return { at, phoneNumberId: id }
    await this.meta.post(`/${id}/request_code`, { code_method: 'SMS', language: 'vi' })
    if (status === 'code_requested') return { at, phoneNumberId: id }
    const code = this.meta.newestCode(this.scheduler.now)?.code ?? ''
    await this.meta.post(`/${id}/verify_code`, { code })
    if (status === 'verified') return { at, phoneNumberId: id }
    await this.meta.post(`/${id}/register`, { messaging_product: 'whatsapp', pin: PIN })
    return { at, phoneNumberId: id }
  }

  // Processes.

  #boot(): void {
    const process = newProcess(this.scheduler.now, this.wall(), ++this.#serial)
    this.#processes.push(process)
    this.#outcomesFail = false
    this.run(process, 'boot', null, SYSTEM, async (ctx) => {
      if (this.#killAgain) {
        this.#killAgain = false
        return this.kill(process)
      }
      await this.#importSpilled(ctx)
      await closeAbandoned(ctx)
      await reconcileDue(ctx)
    }).catch(() => {})
  }

  async #importSpilled(ctx: Context): Promise<void> {
    const mine = this.#spilled.filter(({ owner }) => owner === ctx.host.instanceId || !this.#isAlive(owner))
    for (const entry of mine) {
      await importOutcome(ctx, entry.line)
      this.#spilled = this.#spilled.filter((other) => other !== entry)
    }
  }

  kill(process: Process): void {
    if (!process.alive) return
    this.#kills += 1
    this.scheduler.note(`KILLED ${process.id}`)
    this.scheduler.drop(process)
    process.die()
    this.#processes = this.#processes.filter((other) => other !== process)
    void this.scheduler.gate(null, 'boots', this.random.between(0.5, 8) * SECOND).then(() => this.#boot())
  }

  #isAlive(id: string): boolean {
    return this.#processes.some((process) => process.id === id)
  }

  /** Who answers the next request; nobody while all are dead. */
  anyProcess(): Process | null {
    const awake = this.#processes.filter((process) => process.pausedUntil <= this.scheduler.now)
    const candidates = awake.length > 0 ? awake : this.#processes
    return candidates.length === 0 ? null : this.random.pick(candidates)
  }

  async run<Value>(
    process: Process,
    label: string,
    command: Effect | null,
    actor: Actor,
    work: (ctx: Context, task: Task) => Promise<Value>,
  ): Promise<Value> {
    const task: Task = { process, label: `${process.id}:${label}`, command, moment: null }
    const working = work(contextFor(this.#surroundings(), task, actor), task)
    working.catch(() => {})
    return Promise.race([working, process.death])
  }

  /** A press as the API takes it: one key, one answer. */
  press(
    process: Process,
    actor: Actor,
    press: { name: string; key: string; command: Effect | null },
    work: (ctx: Context) => Promise<unknown>,
  ): Promise<Answer> {
    this.observer.pressed(press.key)
    const actorId = actor.kind === 'user' ? actor.userId : 'system'
    return this.run(process, press.name, press.command, actor, async (ctx, task) => {
      if (this.#strike('b0', press.command)) {
        this.kill(process)
        await new Promise(() => {})
      }
      const wait = () => this.scheduler.gate(process, `${task.label} joins`, 2 * SECOND)
      const answer: Answer = await once(
        ctx,
        { actorId, key: press.key, route: `POST ${press.name}` },
        { storeAnswer: true, wait },
        async () => ({
          status: 200,
          body: await work(ctx),
        }),
      ).catch((error: unknown) => toAnswer(error, ctx.requestId))
      if (this.#strike('b7', press.command)) void this.scheduler.gate(null, 'b7').then(() => this.kill(process))
      return answer
    })
  }

  #wake(job: unknown, options: unknown): string | null {
    const startAfter =
      typeof options === 'object' && options !== null && 'startAfter' in options ? options.startAfter : null
    const id = typeof job === 'object' && job !== null && 'migrationId' in job ? String(job.migrationId) : ''
    // A job may get lost: the sweep of every minute is the net.
    if (this.random.chance(0.05)) return null
    const delay = startAfter instanceof Date ? Math.max(0, startAfter.getTime() - this.wall()) : 0
    void this.scheduler.gate(null, 'job', delay).then(() => this.#work(id))
    return null
  }

  #work(id: string): void {
    const process = this.anyProcess()
    if (process === null) return
    this.run(process, 'job', null, SYSTEM, (ctx) => reconcile(ctx, id)).catch(() => {})
  }

  #sweep(): void {
    void this.scheduler.gate(null, 'sweep', MINUTE).then(() => {
      const process = this.anyProcess()
      if (process !== null && (this.observer.isBusy || this.#spilled.length > 0)) {
        this.run(process, 'sweep', null, SYSTEM, async (ctx) => {
          await this.#importSpilled(ctx)
          await reconcileDue(ctx)
        }).catch(() => {})
      }
      this.#sweep()
    })
  }

  // Faults.

  #strike(id: FaultId, call: Effect | null, fits: (planned: Planned) => boolean = () => true): boolean {
    const planned = this.plan.find((candidate) => candidate.id === id && candidate.call === call && fits(candidate))
    if (planned === undefined) return false
    planned.struck = true
    this.scheduler.note(`FAULT ${id} ${call}`)
    return true
  }

  strikePerson(id: FaultId, call: Effect | null): boolean {
    return this.#strike(id, call)
  }

  #surroundings(): Surroundings {
    return {
      lane: this.lane,
      random: this.random,
      scheduler: this.scheduler,
      wall: () => this.wall(),
      isAlive: (id) => this.#isAlive(id),
      isDatabaseDown: () => this.scheduler.now < this.#databaseDownUntil,
      isDiskFull: () => this.scheduler.now < this.#diskFullUntil,
      freeReserve: () => {
        this.#reserve = false
      },
      keepSpilled: (process, line) => {
        this.#spilled.push({ owner: process.id, line })
        // A supervisor sees "not ready" and starts it again.
        void this.scheduler.gate(null, 'not ready', 20 * SECOND).then(() => this.kill(process))
      },
      trouble: (task) => this.#trouble(task),
      committed: async () => this.observer.look(this.scheduler.now, this.#wallOffset),
      reached: (task, moment, command) => this.#reached(task, moment, command),
      kill: (process) => this.kill(process),
      read: (task, request) => this.#read(task, request),
      write: (task, request) => this.#write(task, request),
    }
  }

  #phaseOf(task: Task): Phase {
    if (task.moment === 'answered') return 'outcome'
    if (task.moment === 'intent') return 'armed'
    if (task.moment === 'probing' || task.command === null) return 'probing'
    return 'intent'
  }

  #trouble(task: Task): Trouble | null {
    const phase = this.#phaseOf(task)
    const call = phase === 'probing' ? (this.observer.live?.command ?? null) : task.command
    if (call === null) return null
    if (phase === 'outcome' && this.#outcomesFail) return { kind: 'down' }
    if (phase === 'outcome' && this.scheduler.now < this.#diskFullUntil && this.#reserve) return { kind: 'full' }
    const here = (planned: Planned) => planned.phase === phase
    const seconds = (...choices: number[]) => this.scheduler.now + this.random.pick(choices) * SECOND
    if (this.#strike('X1', call, here)) {
      if (this.random.chance(0.3)) return { kind: 'answer_lost' }
      this.#databaseDownUntil = seconds(0.3, 3, 20, 60)
      return { kind: 'down' }
    }
    if (this.#strike('X2', call, here)) return { kind: 'slow', milliseconds: this.random.between(5, 30) * SECOND }
    if (
      this.#strike(
        'X3',
        call,
        (planned) => planned.phase === phase || (phase === 'intent' && planned.phase !== 'outcome'),
      )
    ) {
      this.#diskFullUntil = seconds(30, 300)
      this.#reserve = true
      return phase === 'outcome' ? { kind: 'full' } : null
    }
    if (phase === 'outcome' && this.#strike('X5', call)) {
      this.#outcomesFail = true
      return { kind: 'down' }
    }
    if (this.#strike('X7', call, here)) return { kind: 'no_audit' }
    if (this.#strike('X11', call, here)) this.#setClock()
    if (this.#strike('X12', call, here)) this.#work(this.migrationId)
    if (this.#strike('X14', call, here)) task.process.pausedUntil = this.scheduler.now + HOUR
    if (this.#strike('X9', call, here)) void this.#spoilToken()
    return null
  }

  #setClock(): void {
    const by = this.random.pick([-HOUR, HOUR])
    this.#wallOffset += by
    void this.scheduler.gate(null, 'the clock is set right', 10 * MINUTE).then(() => {
      this.#wallOffset -= by
    })
  }

  sealedToken(): string {
    return seal(TOKEN, placeOf({ id: this.connectionId, customerId: this.lane.customerId }, 'sealed_token'))
  }

  async #spoilToken(): Promise<void> {
    const query = (sql: string, values: unknown[]) => this.lane.pool.query(sql, values)
    await query(`update connections set sealed_token = sealed_token || 'A' where id = $1`, [this.connectionId])
    await this.scheduler.gate(null, 'the token is replaced', this.random.between(60, 300) * SECOND)
    await query(`update connections set sealed_token = $2, problem = null where id = $1`, [
      this.connectionId,
      this.sealedToken(),
    ])
  }

  async #reached(task: Task, moment: Moment, command: Effect): Promise<void> {
    task.moment = moment
    task.command = command
    this.scheduler.note(`${task.label} ${moment} ${command}`)
    if (moment === 'intent') await this.people.meanwhile('intent', command)
    if (moment === 'armed') await this.people.meanwhile('armed', command)
    const dies = { intent: 'b1', armed: 'b2', answered: 'b5', settled: 'b6', probing: 'b8' }[moment]
    if (this.#strike(dies, command)) return this.#dieHere(task)
    if (this.#strike('b10', command)) {
      this.#killAgain = true
      return this.#dieHere(task)
    }
    if (moment === 'answered' && this.#strike('U30', command))
      task.process.pausedUntil = this.scheduler.now + this.random.between(61, 400) * SECOND
    const asleep = (planned: Planned) => planned.phase === 'outcome'
    if (moment === 'armed' && this.#strike('X14', command, asleep)) task.process.pausedUntil = this.scheduler.now + HOUR
    if (moment === 'settled') {
      if (this.#backup !== null && this.#strike('X13', command)) return this.#restore(task)
      task.moment = null
      if (command === 'add_number') task.command = 'request_code'
    }
    await this.scheduler.gate(task.process, `${task.label} goes on after ${moment}`)
  }

  async #dieHere(task: Task): Promise<never> {
    this.kill(task.process)
    return new Promise<never>(() => {})
  }

  /** The disk is gone and yesterday's backup is put back: nobody runs meanwhile. */
  async #restore(task: Task): Promise<never> {
    for (const process of [...this.#processes]) this.kill(process)
    this.#spilled = []
    if (this.#backup !== null) await putBack(this, this.#backup)
    this.observer.restored(this.scheduler.now)
    await this.observer.look(this.scheduler.now, this.#wallOffset)
    return this.#dieHere(task)
  }

  // The road to Meta.

  async #read(task: Task, request: Request): Promise<Response> {
    await this.scheduler.gate(task.process, `${task.label} reads`, this.random.between(10, 400))
    return (await this.meta.receive(request)).answer
  }

  async #write(task: Task, request: Request): Promise<Response> {
    const call = await callOf(request)
    if (call === null) return this.#read(task, request)
    const begunAt = this.scheduler.now
    await this.scheduler.gate(task.process, `${task.label} connects`, this.random.between(1, 200))
    // Timers of a process that slept go off before its sockets do.
    if (this.scheduler.now - begunAt >= timeoutOf(call)) throw networkError('UND_ERR_CONNECT_TIMEOUT', 'connect')
    const road = this.#roadFault(call)
    if (this.#refusing?.call === call && this.#refusing.left > 0) {
      this.#refusing.left -= 1
      throw networkError(this.#refusing.code, this.#refusing.code === 'ENOTFOUND' ? 'getaddrinfo' : 'connect')
    }
    const { startedAt } = task.process
    const ahead = Math.max(0, startedAt.wall - startedAt.now)
    const post = await this.observer.sending(call, { now: this.scheduler.now, ahead }, BUDGETS[call].limits)
    if (this.#strike('b3', call)) {
      if (this.random.chance(0.5)) await this.#receive(request, post)
      return this.#dieHere(task)
    }
    if (road?.at === 'answer') return this.#loseAnswer(task, request, post, road)
    if (road?.at === 'meta') this.meta.misbehave(call, road.does)
    if (road?.at === 'meta' && road.does.kind === 'offline_after_move') this.#bringOnline()
    if (road?.at === 'reads') {
      this.meta.misbehave('any_read', { kind: 'status', status: 500 }, 100_000)
      void this.scheduler.gate(null, 'reads work again', road.seconds * SECOND).then(() => this.meta.behave())
      return this.#loseAnswer(task, request, post, { at: 'answer', how: 'reset', work: road.work, late: false })
    }
    const answer = this.#receive(request, post)
    answer.catch(() => {})
    if (this.#strike('b4', call)) return this.#dieHere(task)
    await this.scheduler.gate(task.process, `${task.label} hears from Meta`, this.random.between(20, 3000))
    return answer
  }

  /** Somebody sees to it in WhatsApp Manager. */
  #bringOnline(): void {
    void this.scheduler.gate(null, 'the number comes online', this.random.between(1, 40) * MINUTE).then(() => {
      const { number } = this.meta
      if (number !== undefined && number.platformType === 'CLOUD_API') number.status = 'CONNECTED'
    })
  }

  async #receive(request: Request, post: Post | null): Promise<Response> {
    const call = await callOf(request)
    const { effect, answer } = await this.meta.receive(request)
    if (effect !== null && post !== null) this.observer.happened(post)
    this.scheduler.note(`META ${call} effect ${effect}`)
    return answer
  }

  #roadFault(call: Effect): RoadFault | null {
    const planned = this.plan.find((candidate) => candidate.road !== null && candidate.call === call)
    if (planned === undefined || planned.road === null) {
      if (!this.#loses.delete(call)) return null
      return { at: 'answer', how: 'reset', work: this.random.chance(0.5), late: false }
    }
    planned.struck = true
    this.scheduler.note(`FAULT ${planned.id} ${call}`)
    if (planned.road.at === 'connect') this.#refusing = { call, code: planned.road.code, left: planned.road.times }
    return planned.road
  }

  async #loseAnswer(
    task: Task,
    request: Request,
    post: Post | null,
    { how, work, late }: Extract<RoadFault, { at: 'answer' }>,
  ): Promise<Response> {
    if (work && late) {
      void this.scheduler
        .gate(null, 'Meta works late', this.random.between(20, 45) * SECOND)
        .then(() => this.#receive(request, post).catch(() => {}))
    } else if (work) await this.#receive(request, post).catch(() => {})
    const milliseconds =
      how === 'timeout' ? timeoutOf((await callOf(request)) ?? 'add_number') : this.random.between(5, 5000)
    await this.scheduler.gate(task.process, `${task.label} loses the answer`, milliseconds)
    throw networkError(
      how === 'timeout' ? 'UND_ERR_HEADERS_TIMEOUT' : how === 'cut' ? 'UND_ERR_SOCKET' : 'ECONNRESET',
      'read',
    )
  }
}

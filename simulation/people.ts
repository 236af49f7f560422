import { overrideCallback } from '@/lib/callback/override-callback'
import { restoreCallback } from '@/lib/callback/restore-callback'
import { removeConnection } from '@/lib/connections/remove'
import type { Actor, Context } from '@/lib/context'
import { newId } from '@/lib/db/ids'
import { migrations } from '@/lib/db/schema'
import type { Answer } from '@/lib/http/to-answer'
import { cancelMigration } from '@/lib/migration/cancel'
import { choose } from '@/lib/migration/choose'
import { confirmMove } from '@/lib/migration/confirm-move'
import { decide } from '@/lib/migration/decide'
import { getMigration } from '@/lib/migration/get'
import { BESIDE, type Effect } from '@/lib/migration/machine'
import { register } from '@/lib/migration/register'
import { requestCode } from '@/lib/migration/request-code'
import { restoreProfile } from '@/lib/migration/restore-profile'
import { runChecks } from '@/lib/migration/run-checks'
import { subscribeApp } from '@/lib/migration/subscribe-app'
import { verifyCode } from '@/lib/migration/verify-code'
import { MigrationView } from '@/lib/migration/view'
import { sendTest } from '@/lib/proof/send-test'
import { copyTemplates } from '@/lib/templates/copy-templates'
import { readTemplates } from '@/lib/templates/read-templates'
import { recreateTemplate } from '@/lib/templates/recreate-template'
import type { FaultId } from './faults'
import { DIGITS, GREETING } from './meta'
import { ConnectionLost, type Process } from './processes'
import type { Simulation } from './simulation'

const SECOND = 1000
const MINUTE = 60 * SECOND
const DAY = 24 * 60 * MINUTE
export const PIN = '482915'
/** Gets the test message. */
const PHONE = '84987654321'
/** Chosen by somebody who is at the same move; kept, so it must be nothing that is typed elsewhere. */
const OTHER_NUMBER = '+84986543210'
const CODE_WORKS_FOR = 9 * MINUTE
const PATIENCE = 45
const LONGEST_WAIT = 5 * DAY

type Verb = (ctx: Context, key: string) => Promise<unknown>
type Press = { kind: 'press'; name: string; command: Effect | null; verb: Verb }
type Next = { kind: 'wait'; milliseconds: number } | { kind: 'leave' } | Press

const wait = (milliseconds: number): Next => ({ kind: 'wait', milliseconds })

/** Who sits in front of the pages: presses what the page offers, again and again, with all the ways people have. */
export class People {
  readonly #sim: Simulation
  #serial = 0
  #gone = false
  #pausing = false
  /** What the last answer showed, if nothing has happened since. */
  #shown: MigrationView | null = null
  #typed: string[] = []

  constructor(sim: Simulation) {
    this.#sim = sim
  }

  get areGone(): boolean {
    return this.#gone
  }

  get arePausing(): boolean {
    return this.#pausing
  }

  /** Everything secret that was typed, for the search afterwards. */
  get typed(): readonly string[] {
    return this.#typed
  }

  come(): void {
    void this.#sit().catch((error: unknown) => {
      this.#sim.observer.fault(
        `the people stumbled: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      )
      this.#gone = true
    })
  }

  async #sit(): Promise<void> {
    const { scheduler, random } = this.#sim
    for (let turn = 0; turn < PATIENCE; turn += 1) {
      await this.#pause(random.between(0.5, 15) * SECOND)
      const view = this.#shown ?? (await this.#look())
      this.#shown = null
      if (view === null) continue
      const next = this.#next(view)
      if (next.kind === 'leave') break
      if (next.kind === 'wait') {
        scheduler.note(`PERSON WAITS ${Math.round(next.milliseconds / 1000)} s at ${view.status}`)
        turn -= 0.7
        await this.#pauseUntilChanged(Math.min(next.milliseconds, LONGEST_WAIT))
        continue
      }
      scheduler.note(`PRESS ${next.name} v${view.version}`)
      await this.#press(view, next)
    }
    this.#gone = true
  }

  async #pause(milliseconds: number): Promise<void> {
    this.#pausing = true
    await this.#sim.scheduler.gate(null, 'a person looks', milliseconds)
    this.#pausing = false
  }

  /** The open page follows by itself; so nobody has to look while nothing changes. */
  async #pauseUntilChanged(milliseconds: number): Promise<void> {
    const { observer, scheduler } = this.#sim
    const [before, until] = [observer.changes, scheduler.now + milliseconds]
    while (observer.changes === before && scheduler.now < until) {
      await this.#pause(Math.min(20 * SECOND + (until - scheduler.now) / 10, until - scheduler.now))
    }
  }

  async #look(): Promise<MigrationView | null> {
    const sim = this.#sim
    const process = sim.anyProcess()
    if (process === null) return null
    try {
      return await sim.run(process, 'page', null, sim.lane.owner, (ctx) => getMigration(ctx, sim.migrationId))
    } catch {
      return null
    }
  }

  /** What the page offers. */
  #next(view: MigrationView): Next {
    const sim = this.#sim
    const { random } = sim
    if (view.status === 'cancelled') return { kind: 'leave' }
    if (view.connection.problem !== null) return this.#replaceToken()
    // The page offers nothing then; who calls the API reads the new version and presses all the same.
    if (view.quarantined && random.chance(0.7)) return wait(16 * MINUTE)
    if (view.live !== null) return this.#nextWhileLive(view, view.live)
    if (view.status === 'confirmed') return this.#beside(view) ?? { kind: 'leave' }
    if (view.status === 'registered') return random.chance(0.3) ? this.#confirm() : wait(16 * MINUTE)
    if (view.number?.e164 !== `+${DIGITS}`) return this.#chooseBack(view)
    if (view.status === 'draft') return this.#check(view)
    const destination = sim.meta.world.accounts.find((account) => account.id === sim.meta.world.destinationId)
    if (destination?.apps.length === 0) return this.#when(view, 'subscribe_app', () => this.#subscribe(view))
    if (random.chance(0.01)) return this.#check(view)
    const beside = random.chance(0.7) ? this.#beside(view) : null
    if (beside !== null) return beside
    if (view.status === 'verified') return this.#when(view, 'register', () => this.#register(view))
    if (view.status !== 'code_requested')
      return this.#when(view, view.status === 'ready' ? 'add_number' : 'request_code', () => this.#request(view))
    const code = this.#code()
    if (code === null || view.code.wrongTries >= 3) return this.#when(view, 'request_code', () => this.#request(view))
    return this.#when(view, 'verify_code', () => this.#verify(view, code))
  }

  #nextWhileLive(view: MigrationView, live: NonNullable<MigrationView['live']>): Next {
    const { scheduler, random } = this.#sim
    if (live.state !== 'unknown') return wait(3 * SECOND)
    if (live.command === 'send_test') return random.chance(0.7) ? this.#decide(view, live.command) : wait(MINUTE)
    if (live.command === 'request_code') {
      const code = this.#code()
      if (code !== null && random.chance(0.8)) return this.#verify(view, code)
      const since = this.#sim.wall() - new Date(live.startedAt).getTime()
      return since > 62 * SECOND ? this.#when(view, 'request_code', () => this.#request(view)) : wait(20 * SECOND)
    }
    if (view.waitsFor === 'you' && random.chance(0.7)) return this.#decide(view, live.command)
    scheduler.note(`waits for ${live.command}`)
    return wait(16 * MINUTE)
  }

  /** Not before the time of day that the page shows. */
  #when(view: MigrationView, command: Effect, press: () => Next): Next {
    const now = this.#sim.wall()
    const gates = view.waits.filter(
      (one) =>
        one.command === command || one.command === '*' || (command === 'add_number' && one.command === 'request_code'),
    )
    const meter = view.meters.find((one) => one.command === command)?.nextAt ?? null
    const until = Math.max(
      0,
      ...[...gates.map((one) => one.until), ...(meter === null ? [] : [meter])].map((at) => Date.parse(at)),
    )
    // Some press too early, and are told.
    return until > now && this.#sim.random.chance(0.9) ? wait(until - now + SECOND) : press()
  }

  #code(): string | null {
    const { meta, scheduler } = this.#sim
    const newest = meta.newestCode(scheduler.now)
    return newest === null || scheduler.now - newest.at > CODE_WORKS_FOR ? null : newest.code
  }

  #replaceToken(): Next {
    const { lane, connectionId, scheduler } = this.#sim
    void scheduler
      .gate(null, 'another token', MINUTE)
      .then(() =>
        lane.pool.query('update connections set problem = null, removed_at = null, sealed_token = $2 where id = $1', [
          connectionId,
          this.#sim.sealedToken(),
        ]),
      )
    return wait(2 * MINUTE)
  }

  #check(view: MigrationView): Next {
    return { kind: 'press', name: 'checks', command: null, verb: (ctx) => runChecks(ctx, view.id, {}) }
  }

  /** Somebody chose another number meanwhile, and rightly: no call was under way any more. */
  #chooseBack({ id, version }: MigrationView): Next {
    const verb: Verb = (ctx) => choose(ctx, id, { version, phoneNumber: `+${DIGITS}` })
    return { kind: 'press', name: 'number', command: null, verb }
  }

  #confirm(): Next {
    return {
      kind: 'press',
      name: 'confirmation',
      command: null,
      verb: (ctx) => confirmMove(ctx, this.#sim.migrationId),
    }
  }

  #subscribe({ id, version }: MigrationView): Next {
    return {
      kind: 'press',
      name: 'webhook',
      command: 'subscribe_app',
      verb: (ctx, key) => subscribeApp(ctx, id, { version }, key),
    }
  }

  /** What people do beside the steps of the move, as far as a fault waits for it. */
  #beside(view: MigrationView): Next | null {
    const sim = this.#sim
    const presses: readonly [Effect, () => Press | null][] = [
      ['copy_templates', () => this.#copy(view)],
      ['create_template', () => this.#recreate(view)],
      ['restore_profile', () => this.#restore(view)],
      ['send_test', () => this.#sendTest(view)],
      ['override_callback', () => this.#override(view)],
      ['restore_callback', () => this.#putBack(view)],
    ]
    for (const [command, make] of presses) {
      const press = sim.wants(command) ? make() : null
      if (press !== null) return this.#when(view, press.command ?? command, () => press)
    }
    return null
  }

  #override({ id, version, status, proof }: MigrationView): Press | null {
    if (status !== 'confirmed' || proof?.override !== null) return null
    const input = { version, host: new URL(this.#sim.meta.world.app.callback ?? '').host }
    return {
      kind: 'press',
      name: 'override',
      command: 'override_callback',
      verb: (ctx, key) => overrideCallback(ctx, id, input, key),
    }
  }

  /** It must stand before it can be put back. */
  #putBack(view: MigrationView): Press | null {
    const { id, version, proof } = view
    if (proof === null || proof.override === null) return this.#override(view)
    return {
      kind: 'press',
      name: 'put-back',
      command: 'restore_callback',
      verb: (ctx, key) => restoreCallback(ctx, id, { version }, key),
    }
  }

  #copy({ id, version }: MigrationView): Press | null {
    const one = this.#sim.meta.copyable()
    if (one === null) return null
    const only = [{ name: one.name, language: one.language }]
    return {
      kind: 'press',
      name: 'templates',
      command: 'copy_templates',
      verb: (ctx, key) => copyTemplates(ctx, id, { version, only }, key),
    }
  }

  #recreate({ id, version }: MigrationView): Press | null {
    const one = this.#sim.meta.copyable()
    if (one === null) return null
    this.#serial += 1
    const { name, language } = one
    const input = { version, name, language, category: 'UTILITY' as const, newName: `${name}_${this.#serial}` }
    const verb: Verb = async (ctx, key) => {
      await readTemplates(ctx, id)
      return recreateTemplate(ctx, id, input, key)
    }
    return { kind: 'press', name: 'recreation', command: 'create_template', verb }
  }

  #restore({ id, version, status }: MigrationView): Press | null {
    if (status !== 'confirmed') return null
    return {
      kind: 'press',
      name: 'profile',
      command: 'restore_profile',
      verb: (ctx, key) => restoreProfile(ctx, id, { version }, key),
    }
  }

  #sendTest({ id, version, status }: MigrationView): Press | null {
    if (status !== 'confirmed') return null
    this.#typed.push(PHONE)
    const template = { name: GREETING.name, language: GREETING.language }
    return {
      kind: 'press',
      name: 'test-message',
      command: 'send_test',
      verb: (ctx, key) => sendTest(ctx, id, { version, to: `+${PHONE}`, template, consent: true }, key),
    }
  }

  #request({ id, version, status }: MigrationView): Press {
    const method = this.#sim.random.chance(0.8) ? 'SMS' : 'VOICE'
    const command = status === 'ready' ? 'add_number' : 'request_code'
    return {
      kind: 'press',
      name: 'code',
      command,
      verb: (ctx, key) => requestCode(ctx, id, { version, method, language: 'vi' }, key),
    }
  }

  #verify({ id, version }: MigrationView, code: string): Press {
    const { random } = this.#sim
    const typed = random.chance(0.05) ? '000000' : code
    this.#typed.push(code)
    return {
      kind: 'press',
      name: 'verification',
      command: 'verify_code',
      verb: (ctx, key) => verifyCode(ctx, id, { version, code: typed }, key),
    }
  }

  #register({ id, version }: MigrationView): Press {
    this.#typed.push(PIN)
    return {
      kind: 'press',
      name: 'registration',
      command: 'register',
      verb: (ctx, key) => register(ctx, id, { version, pin: PIN }, key),
    }
  }

  /** Says what WhatsApp Manager shows: the truth. */
  #decide({ id, version }: MigrationView, command: string): Next {
    const { meta } = this.#sim
    const { ever } = meta
    const beside = BESIDE.some((one) => one === command)
    const happened = beside ? this.#sim.observer.liveHappened : [...ever].some((effect) => effect === command)
    return { kind: 'press', name: 'decision', command: null, verb: (ctx) => decide(ctx, id, { version, happened }) }
  }

  #key(): string {
    this.#serial += 1
    return `key-${this.#sim.seed}-${this.#serial}-${newId()}`
  }

  async #press(view: MigrationView, next: Press): Promise<void> {
    const sim = this.#sim
    const process = sim.anyProcess()
    if (process === null) return
    const key = this.#key()
    const press = { name: next.name, key, command: next.command }
    const strikes = (id: FaultId) => sim.strikePerson(id, next.command)
    const send = (actor: Actor = sim.lane.owner, at: Process = process, as = press) =>
      sim.press(at, actor, as, (ctx) => next.verb(ctx, as.key))
    const beside: Promise<unknown>[] = []
    if (next.command === 'verify_code' && (strikes('H16') || strikes('H17'))) return this.#typeWrong(view, process)
    if (strikes('H1')) beside.push(send())
    if (strikes('H3')) beside.push(this.#look())
    if (strikes('H5')) beside.push(this.#pressInOtherTab(press, send))
    if (strikes('H6')) beside.push(this.#pressAsColleague(next))
    if (strikes('H7')) beside.push(this.#startAnother(process))
    if (strikes('H8')) beside.push(this.#trespass(view, process, next))
    const drops = strikes('H2')
    const leaves = strikes('H11')
    for (const other of beside) other.catch(() => {})
    const sending = send()
    sending.catch(() => {})
    if (drops) {
      // The connection drops under the browser, which sends the press again by itself.
      await sim.scheduler.gate(null, 'the browser sends again', sim.random.between(0, 3) * SECOND)
      await send(sim.lane.owner, sim.anyProcess() ?? process).catch(() => null)
    }
    if (leaves) return this.#pause(sim.random.between(3, 20) * MINUTE)
    const answer = await sending.catch((error: unknown) => this.#lost(error))
    await Promise.allSettled(beside)
    if (answer === null && sim.random.chance(0.5)) await this.#again(press, next)
    this.#mustNotLie(answer)
    const changes = sim.observer.changes
    const shown = MigrationView.safeParse(answer?.status === 200 ? answer.body : null)
    if (!shown.success || next.name === 'checks') return
    await this.#pause(sim.random.between(0.5, 10) * SECOND)
    if (sim.observer.changes === changes) this.#shown = shown.data
  }

  #lost(error: unknown): null {
    if (!(error instanceof ConnectionLost) && !isDatabaseTrouble(error)) {
      this.#sim.observer.fault(
        `a press ended in ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      )
    }
    return null
  }

  /** The same press once more, as a browser does after a restart of the server. */
  async #again(press: { name: string; key: string; command: Effect | null }, next: Press): Promise<void> {
    const sim = this.#sim
    await this.#pause(sim.random.between(1, 60) * SECOND)
    const process = sim.anyProcess()
    if (process === null) return
    await sim.press(process, sim.lane.owner, press, (ctx) => next.verb(ctx, press.key)).catch(() => null)
  }

  /** "Nothing was sent" may be said only when nothing was (M1, M12). */
  #mustNotLie(answer: Answer | null): void {
    if (answer === null || typeof answer.body !== 'object' || answer.body === null || !('code' in answer.body)) return
    if (answer.body.code === 'internal' && !this.#sim.plan.entries.some(({ id }) => id === 'X7'))
      this.#sim.observer.fault('a press was answered with "internal"')
  }

  async #typeWrong(view: MigrationView, process: Process): Promise<void> {
    const sim = this.#sim
    const codes = sim.meta.world.codes.map((code) => code.value)
    const old = codes.length > 1 ? codes[0] : undefined
    let { version } = view
    for (let tries = 0; tries < (old === undefined ? 5 : 1); tries += 1) {
      const code = old ?? '000001'
      const press = { name: 'verification', key: this.#key(), command: 'verify_code' as const }
      const answer = await sim
        .press(process, sim.lane.owner, press, (ctx) => verifyCode(ctx, view.id, { version, code }, press.key))
        .catch(() => null)
      if (answer?.status === 200) return
      const fresh = await this.#look()
      if (fresh === null || fresh.status !== 'code_requested' || fresh.live !== null) return
      version = fresh.version
    }
  }

  /** Pressed at the same moment on a page that is as old, and on its way for a while. */
  async #pressInOtherTab<Sent extends { key: string }>(
    press: Sent,
    send: (actor: Actor, at: Process, as: Sent) => Promise<unknown>,
  ): Promise<void> {
    const sim = this.#sim
    const own = { ...press, key: this.#key() }
    sim.observer.pressed(own.key)
    await sim.scheduler.gate(null, 'the other tab is heard', sim.random.between(0, 5) * SECOND)
    const process = sim.anyProcess()
    if (process !== null) await send(sim.lane.owner, process, own)
  }

  /** Somebody else opens the page while the call is on its way, and presses the same. */
  async #pressAsColleague(next: Press): Promise<void> {
    const sim = this.#sim
    await sim.scheduler.gate(null, 'a colleague opens the page', sim.random.between(0, 2) * SECOND)
    const [process, view] = [sim.anyProcess(), await this.#look()]
    if (process === null || view === null) return
    const same = this.#sameStep(view, next)
    const press = { name: next.name, key: this.#key(), command: next.command }
    await sim.press(process, sim.lane.agent, press, (ctx) => same.verb(ctx, press.key))
  }

  #sameStep(view: MigrationView, next: Press): Press {
    switch (next.command) {
      case 'add_number':
      case 'request_code':
        return this.#request(view)
      case 'verify_code':
        return this.#verify(view, this.#code() ?? '000001')
      case 'register':
        return this.#register(view)
      default:
        return next
    }
  }

  /** A second migration of the same number is refused. */
  async #startAnother(process: Process): Promise<void> {
    const sim = this.#sim
    const id = newId()
    const [row] = (await sim.lane.pool.query('select * from migrations where id = $1', [sim.migrationId])).rows
    await sim.lane.db.insert(migrations).values({
      id,
      reference: id.slice(0, 10),
      customerId: sim.lane.customerId,
      connectionId: sim.connectionId,
      realm: sim.realm,
      status: 'draft',
      version: 0,
      sourceWabaId: row.source_waba_id,
      destinationWabaId: row.destination_waba_id,
      createdBy: row.created_by,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
    })
    const chosen = await sim
      .run(process, 'another', null, sim.lane.agent, (ctx) =>
        choose(ctx, id, { version: 0, phoneNumber: `+${DIGITS}` }),
      )
      .then(() => true)
      .catch(() => false)
    const { rows } = await sim.lane.pool.query(
      `select count(*)::int as n from migrations where realm = $1 and phone_e164 is not null and status not in ('confirmed', 'cancelled')`,
      [sim.realm],
    )
    if (chosen && rows[0]?.n > 1) sim.observer.fault('I7: two live migrations of one number')
    await sim.lane.pool.query(`update migrations set status = 'cancelled' where id = $1`, [id])
  }

  /** Somebody of another customer knows the id. */
  async #trespass(view: MigrationView, process: Process, next: Press): Promise<void> {
    const sim = this.#sim
    const answer = await sim
      .press(process, sim.lane.stranger, { name: next.name, key: this.#key(), command: null }, (ctx) =>
        next.verb(ctx, this.#key()),
      )
      .catch(() => null)
    if (answer !== null && answer.status === 200) sim.observer.fault('I8: a stranger was let in')
    const seen = await sim
      .run(process, 'page', null, sim.lane.stranger, (ctx) => getMigration(ctx, view.id))
      .then(() => true)
      .catch(() => false)
    if (seen) sim.observer.fault('I8: a stranger saw the migration')
  }

  /** What others do while a command is between two commits. */
  async meanwhile(moment: 'intent' | 'armed', command: Effect): Promise<void> {
    const sim = this.#sim
    const { owner } = sim.lane
    if (moment === 'intent' && sim.strikePerson('H13', command)) {
      await this.#disable(owner, true)
      void sim.scheduler.gate(null, 'let in again', 30 * SECOND).then(() => this.#disable(owner, false))
    }
    // A process that slept may pass here long after others have settled its call.
    if (moment !== 'armed' || sim.observer.live?.state !== 'armed') return
    const process = sim.anyProcess()
    const view = process === null ? null : await this.#look()
    if (process === null || view === null) return
    const { id, version } = view
    const attempt = (name: string, verb: Verb) =>
      void sim
        .press(process, owner, { name, key: this.#key(), command: null }, (ctx) => verb(ctx, this.#key()))
        .catch(() => null)
    if (sim.strikePerson('H20', command)) attempt('cancel', (ctx) => cancelMigration(ctx, id, { version }))
    if (sim.strikePerson('H22', command)) attempt('remove', (ctx) => removeConnection(ctx, sim.connectionId))
    if (sim.strikePerson('H23', command))
      attempt('number', (ctx) => choose(ctx, id, { version, phoneNumber: OTHER_NUMBER }))
  }

  async #disable(actor: Actor, isDisabled: boolean): Promise<void> {
    if (actor.kind !== 'user') return
    const at = isDisabled ? new Date(this.#sim.scheduler.now) : null
    await this.#sim.lane.pool.query('update users set disabled_at = $2 where id = $1', [actor.userId, at])
    if (isDisabled) await this.#sim.observer.shutOut(actor.userId)
    else this.#sim.observer.letIn()
  }
}

const isDatabaseTrouble = (error: unknown): boolean => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error && ['ECONNREFUSED', '57014', '53100'].includes(String(Reflect.get(cause, 'code')))
}

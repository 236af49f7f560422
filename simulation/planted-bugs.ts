/** One wrong line each, put into the engine while it is loaded. Every one of them must be noticed. */
export type PlantedBug = {
  name: string
  file: string
  right: string
  wrong: string
  /** Faults without which it does no harm, so that the search need not wait for them to meet by chance. */
  faults?: readonly string[]
}

const migration = (file: string) => `lib/migration/${file}.ts`

export const PLANTED_BUGS: readonly PlantedBug[] = [
  {
    name: 'the call is made before it is written down as armed',
    file: migration('run-command'),
    right: 'await arm(ctx, attempt, row)',
    wrong: 'await Promise.resolve()',
  },
  {
    name: 'a call whose answer was lost is sent again',
    file: migration('send-once'),
    right:
      "if (written.kind !== 'not_sent' || wait === undefined || !mayTryAgain(effect, written.failure)) return written",
    wrong: "if (written.kind === 'done' || written.kind === 'refused' || wait === undefined) return written",
  },
  {
    name: 'an old sight of the migration is good enough',
    file: migration('rows'),
    right: 'if (version === undefined || row.version === version) return',
    wrong: 'return',
    faults: ['H5', 'U20'],
  },
  {
    name: 'a process that slept sends what it had armed',
    file: migration('send-once'),
    right: 'if (!holdsLease(ctx, row, effect, since)) return leaseOver',
    wrong: '',
    faults: ['X14'],
  },
  {
    name: 'a refusal of the move is believed without a look',
    file: migration('effects'),
    right: "probe: probePhoneNumber('register'),\n    recheckOn: 'any',",
    wrong: "probe: probePhoneNumber('register'),\n    recheckOn: [],",
    faults: ['U20:register'],
  },
  {
    name: 'a refusal because it is already so is believed when one read does not show it',
    file: migration('run-command'),
    right: 'EFFECT_RULES[run.command].alreadySo.includes(translated.code)',
    wrong: 'false',
    faults: ['U25:verify_code', 'U20:register', 'U25:subscribe_app', 'U20:add_number'],
  },
  {
    name: 'reads that agree for a few seconds prove that nothing happened',
    file: migration('probe'),
    right: 'agreedFor >= AGREEING_SPAN[effect] * 1000',
    wrong: 'true',
    faults: ['U5'],
  },
  {
    name: 'one read proves that nothing happened',
    file: migration('probe'),
    right: 'negativeReads >= AGREEING_READS && agreedFor >= AGREEING_SPAN[effect] * 1000',
    wrong: 'negativeReads >= 1',
    faults: ['U5'],
  },
  {
    name: 'success is said before it was read back',
    file: migration('finish-move'),
    right: 'if (!number.ok || !isConnected(number.value)) return null',
    wrong: 'if (!number.ok) return null',
    faults: ['U28'],
  },
  {
    name: 'what a dead process had armed counts as not sent',
    file: migration('reconcile'),
    right: "state: attempt.state === 'intent' ? 'not_sent' : 'unknown'",
    wrong: "state: 'not_sent'",
    faults: ['b4'],
  },
  {
    name: 'a wait that Meta asked for is not kept',
    file: migration('limits'),
    right: 'if (gate !== undefined) throw',
    wrong: 'if (false) throw',
    faults: ['U17', 'H5'],
  },
  {
    name: 'our own limits are not kept',
    file: migration('limits'),
    right: '  if (at > now) {\n',
    wrong: '  if (false) {\n',
    faults: ['U22:register', 'U29:register', 'U19:register', 'U20:register', 'H5:register', 'H6:register'],
  },
  {
    name: 'a number that is not verified reads as verified',
    file: migration('probe'),
    right: "return effect === 'verify_code' ? { found: 'not_done' } : { found: 'cannot_tell' }",
    wrong: "return effect === 'verify_code' ? { found: 'done', outcome: 'done' } : { found: 'cannot_tell' }",
    faults: ['U4'],
  },
  {
    name: 'a registered number that is offline reads as not moved',
    file: migration('probe'),
    right: "number.value.platformType === 'CLOUD_API'",
    wrong: 'false',
    faults: ['U28', 'b5'],
  },
  {
    name: 'an answer 5xx counts as a refusal',
    file: 'lib/graph/to-write.ts',
    right: 'failure.status >= 400 && failure.status <= 499 && !isUndecided(failure)',
    wrong: 'failure.status >= 400',
    faults: ['U16'],
  },
  {
    name: 'a timeout counts as not sent',
    file: 'lib/graph/to-write.ts',
    right: "failure.phase === 'before_send' ? 'not_sent' : 'unknown'",
    wrong: "'not_sent'",
    faults: ['U5'],
  },
  {
    name: 'an answer that cannot be read counts as a refusal',
    file: 'lib/graph/to-write.ts',
    right: "if (failure.kind !== 'api') return 'unknown'",
    wrong: "if (failure.kind !== 'api') return 'refused'",
    faults: ['U9'],
  },
  {
    name: 'an id is used that Meta does not list',
    file: migration('run-command'),
    right: "if (!EFFECT_RULES[run.command].readsBack) return { state: 'done', ...done }",
    wrong: "if (true) return { state: 'done', ...done }",
    faults: ['U27'],
  },
  {
    name: 'a restored migration is acted on before Meta was read',
    file: migration('rows'),
    right: 'if (row.quarantinedAt !== null)',
    wrong: 'if (false)',
    faults: ['X13'],
  },
  {
    name: "everybody sees every customer's migrations",
    file: 'lib/auth/rights.ts',
    right: "if (ctx.actor.kind === 'system' || seesEverything.includes(ctx.actor.role)) return undefined",
    wrong: 'if (true) return undefined',
    faults: ['H8'],
  },
  {
    name: 'a move is stopped under a call',
    file: migration('transition'),
    right: 'requireNothingLive(await attemptsOf(ctx, row.id))',
    wrong: '',
    faults: ['H20'],
  },
  {
    name: 'the token is destroyed under a call',
    file: 'lib/connections/remove.ts',
    right: "if (live || standing) throw new AppError('connection_in_use')",
    wrong: '',
    faults: ['H22'],
  },
  {
    name: 'somebody who was shut out still moves a number',
    file: migration('run-command'),
    right: 'if (!(await mayStillAct(ctx))) return false',
    wrong: '',
    faults: ['H13'],
  },
  {
    name: 'a change of status is not written into the journal',
    file: migration('transition'),
    right: '  if (status !== row.status) {\n',
    wrong: '  if (false) {\n',
  },
  {
    name: 'the links of the journal are not chained',
    file: 'lib/events/append.ts',
    right: 'prevHash: last?.hash ?? GENESIS',
    wrong: 'prevHash: GENESIS',
  },
  {
    name: 'a lost answer is given up for done after a while',
    file: migration('reconcile'),
    right: "if (probe.found === 'done') {\n    const { found: _, ...finding } = probe",
    wrong: "if (probe.found !== 'not_done') {\n    const finding = { outcome: 'done' as const }",
    faults: ['U26', 'U4'],
  },
  {
    name: 'a lease lives on when the clock was set back',
    file: migration('send-once'),
    right: ' && ctx.host.ranFor() - since < leaseOf(effect)',
    wrong: '',
    faults: ['X11:add_number', 'X14:add_number'],
  },
  {
    name: 'templates that arrived read as missing',
    file: migration('effects'),
    right: "hasAll(there.value, wanted) ? { found: 'done', outcome: 'done' } : { found: 'not_done' }",
    wrong: "hasAll(there.value, wanted) ? { found: 'not_done' } : { found: 'not_done' }",
    faults: ['U5:copy_templates', 'U5:create_template'],
  },
  {
    name: 'a profile that was set reads as not set',
    file: migration('effects'),
    right: 'saysTheSame(now.value, subject.profile) ? ',
    wrong: '!saysTheSame(now.value, subject.profile) ? ',
    faults: ['U5:restore_profile', 'U4:restore_profile'],
  },
  {
    name: 'that messages come to us is believed before a read shows it',
    file: migration('effects'),
    right:
      "'there'),\n    recheckOn: [],\n    alreadySo: [],\n    sendsAgain: true,\n    needsId: true,\n    readsBack: true",
    wrong:
      "'there'),\n    recheckOn: [],\n    alreadySo: [],\n    sendsAgain: true,\n    needsId: true,\n    readsBack: false",
    faults: ['U25:override_callback', 'U4:restore_callback'],
  },
  {
    name: 'an override that was refused is taken for one that stands',
    file: 'lib/callback/follow.ts',
    right: "if (became === 'not') await",
    wrong: "if (became !== 'not') await",
    faults: ['U20:override_callback'],
  },
]

import type { DatabaseServer } from '../support/database-server'
import type { TestApp } from '../support/start-test-app'

type Options = {
  app: TestApp
  database: DatabaseServer
  start: () => Promise<unknown>
  say: (line: string) => void
  many: number
}

/** Kills the app with that many moves under way: half of them cut off in a call, a quarter unknown, a quarter registered. */
export async function measureStart({ app, database, start, say, many }: Options): Promise<void> {
  await app.kill()
  await database.query(
    `insert into migrations
       (id, reference, customer_id, connection_id, realm, status, version, source_waba_id, destination_waba_id, phone_e164,
        phone_digits, phone_number_id, registered_at, created_by, created_at, updated_at)
     select md5('live' || n), 'live-' || n, m.customer_id, m.connection_id, 'live', case when n % 4 = 3 then 'registered' else 'verified' end,
       1, m.source_waba_id, m.destination_waba_id, '+8490100' || lpad(n::text, 4, '0'), '8490100' || lpad(n::text, 4, '0'),
       '10000000' || lpad(n::text, 6, '0'), case when n % 4 = 3 then now() end, m.created_by, now(), now()
     from generate_series(1, $1) n, (select * from migrations limit 1) m`,
    [many],
  )
  await database.query(
    `insert into attempts (id, migration_id, command, state, actor_id, actor_name, idempotency_key, fence, intent_at, armed_at, ended_at,
       probe_count, next_probe_at, negative_reads)
     select md5('attempt' || n), md5('live' || n), 'register', case when n % 4 = 2 then 'unknown' else 'armed' end, 'system', 'Lan',
       'live-' || n, 0, now(), now(), case when n % 4 = 2 then now() end, 0, case when n % 4 = 2 then now() end, 0
     from generate_series(1, $1) n where n % 4 <> 3`,
    [many],
  )
  const from = performance.now()
  const since = () => `${((performance.now() - from) / 1000).toFixed(2)} s`
  await start()
  say(`${many} live moves: from start to ready ${since()}`)
  const open = async () => (await database.query(`select 1 from attempts where state in ('intent', 'armed')`)).length
  while ((await open()) > 0) await new Promise((resolve) => setTimeout(resolve, 20))
  say(`${many} live moves: from start until each is known to be unknown ${since()}`)
}

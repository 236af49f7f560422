import { Client } from 'pg'

/** Tests move one and the same number again and again, faster than Meta and we allow: days go by between them. */
export async function forgetLimits({ databaseUrl }: { databaseUrl: string }): Promise<void> {
  const database = new Client({ connectionString: databaseUrl })
  await database.connect()
  await database.query('delete from budgets')
  await database.query('delete from gates')
  await database.end()
}

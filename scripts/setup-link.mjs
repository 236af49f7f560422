import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'

/**
 * The one-time link that makes the first owner, or null once somebody has an account. Every start makes a fresh one
 * and spends the one before; the database keeps only its hash.
 */
export async function createSetupLink(databaseUrl, publicUrl) {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query('select exists (select 1 from users) as taken')
    if (rows[0].taken) return null
    const secret = randomBytes(32).toString('base64url')
    const hash = createHash('sha256').update(secret).digest('hex')
    await client.query('begin')
    await client.query('delete from setup_links where used_at is null')
    await client.query('insert into setup_links (secret_hash, created_at) values ($1, now())', [hash])
    await client.query('commit')
    // After the #, so that it reaches no server log and no Referer.
    return `${publicUrl}/setup#${secret}`
  } finally {
    await client.end()
  }
}

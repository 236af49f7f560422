/** A launcher of its own process for the tests: says whether it owns the server, and stops it on SIGTERM. */
import { startEmbeddedPostgres } from '../embedded-postgres.mjs'

const server = await startEmbeddedPostgres({ dataDir: process.argv[2] })
process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)))
process.stdout.write(`${JSON.stringify({ owner: server.owner(), pid: server.pid(), url: server.url })}\n`)
// The launcher keeps no process alive on its own.
setInterval(() => {}, 60_000)

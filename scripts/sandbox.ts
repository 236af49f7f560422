/**
 * The simulated Meta over HTTP, for tests and for trying things out: `npm run sandbox`. Everything is in memory and
 * gone when it stops. SANDBOX_PORT is the API, SANDBOX_CONTROL_PORT the management door.
 */
import { serveSandbox } from '@/lib/sandbox/http/serve'

const served = await serveSandbox({
  host: '127.0.0.1',
  port: Number(process.env.SANDBOX_PORT ?? 4010),
  controlPort: Number(process.env.SANDBOX_CONTROL_PORT ?? 4011),
})
process.stdout.write(`sandbox ${served.graphUrl} control ${served.controlUrl} token ${served.token}\n`)

const stop = () => {
  void served.close().then(() => process.exit(0))
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)

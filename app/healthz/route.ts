export const dynamic = 'force-dynamic'

/** Alive, and nothing more: a restart does not mend a database that is away. */
export function GET(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } })
}

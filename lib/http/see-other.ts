import 'server-only'

/** Back to the page that the form stood on, as a path: a Referer of another site must not become our redirect. */
export function seeOther(request: Request): Response {
  const referer = request.headers.get('referer') ?? ''
  const url = URL.canParse(referer) ? new URL(referer) : null
  const isOurs =
    url !== null && (url.host === request.headers.get('host') || url.origin === new URL(request.url).origin)
  // Two slashes at the start would be another host.
  const path = isOurs ? `${url.pathname}${url.search}`.replace(/^\/+/, '/') : '/'
  return new Response(null, { status: 303, headers: { location: path } })
}

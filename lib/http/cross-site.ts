const isRead = (method: string): boolean => method === 'GET' || method === 'HEAD'

/**
 * Does another site send this with our person's cookie? SameSite=Lax is no answer: another port of the same host is
 * the same site. Compared with the configured origin, because behind a proxy `Host` is whatever it passes on.
 */
export function isCrossSite(request: Request, publicUrl: string): boolean {
  const fetchSite = request.headers.get('sec-fetch-site')
  if (fetchSite !== null) return !(fetchSite === 'same-origin' || (fetchSite === 'none' && isRead(request.method)))
  const origin = request.headers.get('origin')
  if (origin !== null) return origin !== new URL(publicUrl).origin
  return !isRead(request.method)
}

/** Where to go after signing in: a page of ours, never an address somebody else put into a link. */
export function returnPath(from: string | string[] | undefined): string {
  if (typeof from !== 'string' || !/^\/(?![/\\])[\w\-./?=&%]*$/.test(from)) return '/migrations'
  return from.startsWith('/sign-in') || from.startsWith('/setup') ? '/migrations' : from
}

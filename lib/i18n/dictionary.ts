import 'server-only'
import { getMessages } from 'next-intl/server'

/** The plain strings of one namespace, for a client component: all of them, or only those it can ever say. */
export async function dictionary(namespace: string, keys?: readonly string[]): Promise<Record<string, string>> {
  const messages: Record<string, unknown> = await getMessages()
  const found = messages[namespace]
  if (typeof found !== 'object' || found === null) return {}
  const entries = Object.entries(found).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return Object.fromEntries(keys ? entries.filter(([key]) => keys.includes(key)) : entries)
}

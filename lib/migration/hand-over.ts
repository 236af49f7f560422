import type { MigrationView } from './view'

/** `before` is null when it could not be read, and not there where nothing of the kind was replaced. */
export type HandOverRow = {
  key: 'numberId' | 'accountId' | 'number' | 'version' | 'webhook'
  before?: string | null
  now: string | null
}

/** There is none, which is not the same as unread. */
export const NONE = '–'

/** What other systems have to know of the number, as it was and as it is. */
export function handOverRows(
  { number, source, destination, after }: Pick<MigrationView, 'number' | 'source' | 'destination' | 'after'>,
  graphVersion: string,
): HandOverRow[] {
  const apps = after?.subscribedApps ?? null
  return [
    { key: 'numberId', before: number?.sourcePhoneNumberId ?? null, now: number?.phoneNumberId ?? null },
    { key: 'accountId', before: source?.wabaId ?? null, now: destination?.wabaId ?? null },
    { key: 'number', now: number?.display ?? null },
    { key: 'version', now: graphVersion },
    { key: 'webhook', now: apps === null ? null : apps.join(', ') || NONE },
  ]
}

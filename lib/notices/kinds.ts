/** What a notice can say. Texts for people: messages `notices.<kind>` and `notices.mail.<kind>`. */
export const NOTICE_KINDS = ['ready', 'accounts_ready', 'changed', 'callback_stuck'] as const

export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** The move is over, and something of it is not as it should be. */
export const needsALook = (kind: NoticeKind): boolean => kind === 'changed' || kind === 'callback_stuck'

/** The page that says more, and what to do. */
export const noticePath = ({ kind, migrationId }: { kind: NoticeKind; migrationId: string }): string =>
  `/migrations/${migrationId}${needsALook(kind) ? '/done' : ''}`

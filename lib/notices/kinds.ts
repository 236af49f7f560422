/** What a notice can say. Texts for people: messages `notices.<kind>` and `notices.mail.<kind>`. */
export const NOTICE_KINDS = ['ready', 'accounts_ready', 'changed'] as const

export type NoticeKind = (typeof NOTICE_KINDS)[number]

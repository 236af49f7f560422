/** What Meta said about the number at one moment, kept so that "before" and "after" can stand side by side. */
export type NumberSnapshot = {
  readAt: string
  readable: boolean
  wabaId: string | null
  wabaName: string | null
  phoneNumberId: string | null
  displayName: string | null
  qualityRating: string | null
  messagingLimit: string | null
  officialAccount: boolean | null
  status: string | null
  platformType: string | null
  nameStatus: string | null
  twoStepOn: boolean | null
  /** Counts per Meta status, null when the account's templates cannot be read. */
  templates: TemplateFact[] | null
  subscribedApps: string[] | null
  paymentAttached: boolean | null
}

export type TemplateFact = { name: string; language: string; status: string; quality: string; category: string }

import type { MigrationView } from '@/lib/migration/view'

/** Pages of Meta's that have stable addresses. `asset_id` preselects the account. */
const manager = (page: string, wabaId: string | null | undefined): string =>
  `https://business.facebook.com/wa/manage/${page}/${wabaId ? `?waba_id=${wabaId}` : ''}`

export const metaLinks = {
  home: () => 'https://business.facebook.com/',
  sourceNumbers: (view: MigrationView) => manager('phone-numbers', view.source?.wabaId),
  destinationNumbers: (view: MigrationView) => manager('phone-numbers', view.destination?.wabaId),
  destinationHome: (view: MigrationView) => manager('home', view.destination?.wabaId),
  destinationTemplates: (view: MigrationView) => manager('message-templates', view.destination?.wabaId),
  accountQuality: () => 'https://business.facebook.com/accountquality/',
  security: () => 'https://business.facebook.com/settings/security',
  accounts: () => 'https://business.facebook.com/settings/whatsapp-business-accounts',
  billing: () => 'https://business.facebook.com/billing_hub/accounts',
  systemUsers: () => 'https://business.facebook.com/settings/system-users',
} as const

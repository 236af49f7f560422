import type { CheckKind } from '@/lib/checks/kinds'
import type { MigrationView } from '@/lib/migration/view'
import { metaLinks } from './meta-links'

/** Where in Meta's own pages each check is mended. */
export const metaLinkFor: Readonly<Record<CheckKind, ((view: MigrationView) => string) | null>> = {
  token: metaLinks.systemUsers,
  same_business: metaLinks.accounts,
  business_verified: metaLinks.security,
  source_approved: null,
  destination_approved: metaLinks.destinationHome,
  payment: metaLinks.billing,
  source_payment: null,
  webhook_subscription: null,
  number_room: metaLinks.destinationNumbers,
  template_room: metaLinks.destinationTemplates,
  account_health: metaLinks.accountQuality,
  source_health: null,
  currency: metaLinks.billing,
  two_step_off: metaLinks.sourceNumbers,
  display_name: metaLinks.sourceNumbers,
  name_change: metaLinks.sourceNumbers,
  number_status: metaLinks.sourceNumbers,
  business_app: null,
  test_number: null,
  cloud_api: null,
  destination_free: metaLinks.destinationNumbers,
  reach: null,
}

/** Checks for which the current provider gets a ready message: keys of messages `checks.messages`. */
export const PROVIDER_MESSAGES = [
  'source_approved',
  'business_verified',
  'display_name',
  'name_change',
  'number_status',
  'cloud_api',
  'source_health',
  'same_business',
] as const

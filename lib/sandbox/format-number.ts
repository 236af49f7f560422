import type { Field } from './fields'
import { numberHealth } from './health'
import { named, narrow, project } from './project'
import type { PhoneNumber, World } from './state'
import { callbacksOf } from './webhooks'

const FOURTEEN_DAYS = 14 * 24 * 3_600_000

export const DEFAULT_NUMBER = named(
  'verified_name code_verification_status display_phone_number quality_rating platform_type throughput',
)

export function codeVerification(number: Pick<PhoneNumber, 'verifiedAt'>, now: number): string {
  if (number.verifiedAt === null) return 'NOT_VERIFIED'
  return now - number.verifiedAt > FOURTEEN_DAYS ? 'EXPIRED' : 'VERIFIED'
}

export function formatNumber(world: World, number: PhoneNumber, fields: readonly Field[] | null, now: number) {
  const readers = {
    display_phone_number: () => number.display,
    verified_name: () => number.verifiedName,
    status: () => number.status,
    code_verification_status: () => codeVerification(number, now),
    platform_type: () => number.platformType,
    quality_rating: () => number.qualityRating,
    name_status: () => number.nameStatus,
    new_name_status: () => number.newNameStatus ?? 'NONE',
    new_display_name: () => number.newDisplayName ?? undefined,
    is_pin_enabled: () => number.isPinEnabled,
    account_mode: () => number.accountMode,
    is_official_business_account: () => number.isOfficial,
    official_business_account: (field: Field) =>
      narrow({ oba_status: number.isOfficial ? 'APPROVED' : 'NOT_STARTED' }, field),
    is_on_biz_app: () => number.isOnBizApp,
    throughput: (field: Field) => narrow({ level: number.throughput }, field),
    whatsapp_business_manager_messaging_limit: () => number.messagingLimit,
    messaging_limit_tier: () => number.messagingLimit.replace('TIER_2K', 'TIER_1K'),
    quality_score: (field: Field) => narrow({ score: number.qualityRating }, field),
    health_status: () => numberHealth(world, number),
    webhook_configuration: (field: Field) => narrow(callbacksOf(world, number), field),
    search_visibility: () => 'NON_VISIBLE',
    is_preverified_number: () => false,
    last_onboarded_time: () => undefined,
    certificate: () => undefined,
    new_certificate: () => undefined,
    username: () => undefined,
    eligibility_for_api_business_global_search: () => 'NON_ELIGIBLE',
    conversational_automation: () => undefined,
  }
  return project('WhatsAppBusinessPhoneNumber', number.id, readers, fields ?? DEFAULT_NUMBER, world.rules)
}

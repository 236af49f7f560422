import type { Field } from './fields'
import { formatNumber } from './format-number'
import { formatTemplate } from './format-template'
import { health } from './health'
import { named, narrow, project } from './project'
import { seenApps, seenOn, seenTemplates } from './seen'
import { type Account, findBusiness, type World } from './state'

const DEFAULT_ACCOUNT = named('name timezone_id message_template_namespace')

export const formatApp = (app: Account['apps'][number]) => ({
  whatsapp_business_api_data: { id: app.id, link: app.link, name: app.name },
  ...(app.overrideCallbackUri === null ? {} : { override_callback_uri: app.overrideCallbackUri }),
})

const firstOf = <T>(items: T[], field: Field): T[] => items.slice(0, field.limit ?? 25)

export function formatAccount(world: World, account: Account, fields: readonly Field[] | null, now: number) {
  const business = findBusiness(world, account.businessId)
  const owner = { name: business?.name ?? '', id: account.businessId }
  const readers = {
    name: () => account.name,
    timezone_id: () => account.timezoneId,
    message_template_namespace: () => account.namespace,
    account_review_status: () => account.reviewStatus,
    business_verification_status: () => business?.verification ?? 'not_verified',
    owner_business_info: (field: Field) => narrow(owner, field),
    owner_business: (field: Field) => narrow(owner, field),
    on_behalf_of_business_info: (field: Field) =>
      narrow({ name: owner.name, id: owner.id, status: 'APPROVED', type: 'SELF' }, field),
    ownership_type: () => 'SELF',
    primary_funding_id: () => account.primaryFundingId ?? undefined,
    status: () => account.status,
    health_status: () => health(world, account, null),
    whatsapp_business_manager_messaging_limit: () => account.messagingLimit,
    country: () => account.country,
    currency: () => account.currency ?? undefined,
    creation_time: () => 1_735_689_600,
    is_enabled_for_insights: () => true,
    is_shared_with_partners: () => account.shared,
    primary_business_location: () => account.country,
    purchase_order_number: () => undefined,
    auth_international_rate_eligibility: () => undefined,
    linked_commerce_account: () => undefined,
    marketing_messages_lite_api_status: () => undefined,
    marketing_messages_onboarding_status: () => undefined,
    disable_marketing_messages_on_cloud_api: () => undefined,
    template_auto_archival_enabled: () => undefined,
    phone_numbers: (field: Field) => ({
      data: firstOf(seenOn(world, account.id, now), field).map((each) => formatNumber(world, each, field.fields, now)),
    }),
    subscribed_apps: (field: Field) => ({ data: firstOf(seenApps(world, account, now), field).map(formatApp) }),
    message_templates: (field: Field) => ({
      data: firstOf(
        seenTemplates(world, now).filter((template) => template.accountId === account.id),
        field,
      ).map((each) => formatTemplate(world, each, field.fields)),
    }),
  }
  return project('WhatsAppBusinessAccount', account.id, readers, fields ?? DEFAULT_ACCOUNT, world.rules)
}

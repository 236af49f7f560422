import * as z from 'zod'

/** Ids that may stand in a path: digits only, so that no value can change where a call goes. */
export const GraphId = z.string().regex(/^[1-9]\d{4,19}$/)

/** Optional facts never spoil a whole answer: an unexpected shape reads as "Meta did not say". */
const text = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null)
const word = text.transform((value) => value?.toUpperCase() ?? null)
const flag = z
  .boolean()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null)
const textOrNumber = z
  .union([z.string(), z.number()])
  .nullish()
  .catch(null)
  .transform((value) => (value === null || value === undefined ? null : String(value)))
/** Seconds since 1970; Meta writes 0 for "never". */
const moment = z
  .number()
  .int()
  .nullish()
  .catch(null)
  .transform((value) => value || null)

const Business = z
  .object({ id: z.string().regex(/^\d+$/), name: text })
  .nullish()
  .catch(null)
  .transform((value) => value ?? null)

export const SuccessAnswer = z.object({ success: z.literal(true) }).transform(() => ({}))
export const AddedNumberAnswer = z.object({ id: GraphId })

export const MeAnswer = z.object({ id: GraphId, name: text })
export type Me = z.infer<typeof MeAnswer>

export const TokenAnswer = z
  .object({
    data: z.object({
      app_id: text,
      application: text,
      type: word,
      is_valid: z.boolean(),
      expires_at: moment,
      data_access_expires_at: moment,
      scopes: z.array(z.string()).catch([]).default([]),
      granular_scopes: z
        .array(z.object({ scope: z.string(), target_ids: z.array(z.string()).nullish() }))
        .catch([])
        .default([]),
      user_id: text,
    }),
  })
  .transform(({ data }) => ({
    appId: data.app_id,
    application: data.application,
    type: data.type,
    isValid: data.is_valid,
    /** Seconds since 1970, null when the token never ends. */
    expiresAt: data.expires_at,
    dataAccessExpiresAt: data.data_access_expires_at,
    scopes: data.scopes,
    /** `targetIds` null means "not limited to listed assets", never "no access" (contract 2.6). */
    granularScopes: data.granular_scopes.map(({ scope, target_ids }) => ({ scope, targetIds: target_ids ?? null })),
    userId: data.user_id,
  }))
export type TokenInfo = z.infer<typeof TokenAnswer>

const HealthField = z
  .object({
    can_send_message: word,
    entities: z
      .array(
        z.object({
          entity_type: z.string().toUpperCase(),
          id: text,
          can_send_message: word,
          errors: z.array(z.object({ error_code: z.number() })).nullish(),
        }),
      )
      .catch([])
      .default([]),
  })
  .nullish()
  .catch(null)
  .transform((health) =>
    health
      ? {
          canSendMessage: health.can_send_message,
          entities: health.entities.map((entity) => ({
            entityType: entity.entity_type,
            id: entity.id,
            canSendMessage: entity.can_send_message,
            codes: (entity.errors ?? []).map((error) => error.error_code),
          })),
        }
      : null,
  )

/** Null: Meta did not say. */
export const HealthAnswer = z.object({ health_status: HealthField }).transform(({ health_status }) => health_status)
export type Health = z.infer<typeof HealthAnswer>

export const WABA_CRITICAL = [
  'id',
  'name',
  'account_review_status',
  'business_verification_status',
  'owner_business_info',
  'currency',
  'timezone_id',
] as const
export const WABA_OPTIONAL = [
  'status',
  'country',
  'primary_funding_id',
  'on_behalf_of_business_info',
  'whatsapp_business_manager_messaging_limit',
] as const

export const WabaAnswer = z
  .object({
    id: GraphId,
    name: text,
    account_review_status: word,
    business_verification_status: word,
    owner_business_info: Business,
    on_behalf_of_business_info: Business,
    primary_funding_id: text,
    status: word,
    currency: text,
    timezone_id: textOrNumber,
    country: text,
    whatsapp_business_manager_messaging_limit: word,
  })
  .transform((waba) => ({
    id: waba.id,
    name: waba.name ?? '',
    accountReviewStatus: waba.account_review_status,
    businessVerificationStatus: waba.business_verification_status,
    ownerBusiness: waba.owner_business_info,
    onBehalfOf: waba.on_behalf_of_business_info,
    primaryFundingId: waba.primary_funding_id,
    status: waba.status,
    currency: waba.currency,
    timezoneId: waba.timezone_id,
    country: waba.country,
    messagingLimit: waba.whatsapp_business_manager_messaging_limit,
  }))
export type Waba = z.infer<typeof WabaAnswer>

export const PHONE_CRITICAL = [
  'id',
  'display_phone_number',
  'verified_name',
  'status',
  'code_verification_status',
  'platform_type',
  'quality_rating',
] as const
export const PHONE_OPTIONAL = [
  'name_status',
  'new_name_status',
  'is_pin_enabled',
  'account_mode',
  'is_official_business_account',
  'is_on_biz_app',
  'whatsapp_business_manager_messaging_limit',
] as const

export const PhoneNumberAnswer = z
  .object({
    id: GraphId,
    display_phone_number: z.string(),
    verified_name: text,
    status: word,
    code_verification_status: word,
    platform_type: word,
    quality_rating: word,
    name_status: word,
    new_name_status: word,
    is_pin_enabled: flag,
    account_mode: word,
    is_official_business_account: flag,
    is_on_biz_app: flag,
    whatsapp_business_manager_messaging_limit: word,
  })
  .transform((number) => ({
    id: number.id,
    displayPhoneNumber: number.display_phone_number,
    digits: number.display_phone_number.replace(/\D/g, ''),
    verifiedName: number.verified_name,
    status: number.status,
    codeVerificationStatus: number.code_verification_status,
    platformType: number.platform_type,
    qualityRating: number.quality_rating,
    nameStatus: number.name_status,
    newNameStatus: number.new_name_status,
    isPinEnabled: number.is_pin_enabled,
    accountMode: number.account_mode,
    isOfficial: number.is_official_business_account,
    isOnBizApp: number.is_on_biz_app,
    messagingLimit: number.whatsapp_business_manager_messaging_limit,
  }))
export type PhoneNumber = z.infer<typeof PhoneNumberAnswer>

export const TEMPLATE_FIELDS = ['id', 'name', 'language', 'status', 'category', 'quality_score'] as const

export const TemplateAnswer = z
  .object({
    id: textOrNumber,
    name: z.string(),
    language: z.string(),
    status: word,
    category: word,
    quality_score: z
      .union([z.string(), z.object({ score: z.string() }).transform(({ score }) => score)])
      .nullish()
      .catch(null),
  })
  .transform((template) => ({
    id: template.id,
    name: template.name,
    language: template.language,
    status: template.status,
    category: template.category,
    quality: template.quality_score?.toUpperCase() ?? null,
  }))
export type Template = z.infer<typeof TemplateAnswer>

export const TEMPLATE_WHOLE_FIELDS = [...TEMPLATE_FIELDS, 'rejected_reason', 'parameter_format', 'components'] as const

/** Parts of a template are Meta's own business: kept and sent again as they came. */
export const TemplateComponent = z.looseObject({ type: z.string() })
export type TemplateComponent = z.infer<typeof TemplateComponent>

const TemplateParts = z
  .object({
    rejected_reason: word,
    parameter_format: word,
    components: z.array(TemplateComponent).nullish().catch(null),
  })
  .transform((parts) => ({
    rejectedReason: parts.rejected_reason,
    parameterFormat: parts.parameter_format,
    components: parts.components ?? null,
  }))

/** With everything that is needed to make it once more. */
export const WholeTemplateAnswer = z.intersection(TemplateAnswer, TemplateParts)
export type WholeTemplate = z.infer<typeof WholeTemplateAnswer>

/** A map from id to reason by Meta's text and example, an array by its own syntax box (contract 3.3): both are read. */
const FailedTemplates = z
  .union([
    z.record(z.string(), z.unknown()).transform((map) => Object.entries(map)),
    z.array(z.unknown()).transform((list) => list.map(idAndReason)),
  ])
  .nullish()
  .transform((failed) =>
    Object.fromEntries((failed ?? []).map(([id, reason]) => [id, typeof reason === 'string' ? reason : ''])),
  )

function idAndReason(item: unknown): [string, unknown] {
  const known = z.looseObject({ id: textOrNumber, template_id: textOrNumber }).safeParse(item)
  if (!known.success) return [String(item), '']
  const { id, template_id, ...rest } = known.data
  const reason = Object.values(rest).find((value) => typeof value === 'string')
  return [id ?? template_id ?? '', reason]
}

export const CopiedTemplatesAnswer = z
  .object({
    migrated_templates: z.array(z.union([z.string(), z.number()]).transform(String)),
    failed_templates: FailedTemplates,
  })
  .transform((answer) => ({ copied: answer.migrated_templates, failed: answer.failed_templates }))
/** Ids as Meta wrote them. `failed`: id to Meta's reason, empty when it gave none. */
export type CopiedTemplates = z.infer<typeof CopiedTemplatesAnswer>

export const CreatedTemplateAnswer = z
  .object({ id: textOrNumber, status: word, category: word })
  .refine((template) => template.id !== null)

export const PROFILE_FIELDS = [
  'about',
  'address',
  'description',
  'email',
  'profile_picture_url',
  'websites',
  'vertical',
] as const

/** What people see of the business in WhatsApp. It is not among what moves (contract 3.2). */
export const Profile = z.object({
  about: z.string(),
  address: z.string(),
  description: z.string(),
  email: z.string(),
  websites: z.array(z.string()),
  vertical: z.string(),
})
export type Profile = z.infer<typeof Profile>

const filled = text.transform((value) => value ?? '')

const ProfileItem = z
  .object({
    about: filled,
    address: filled,
    description: filled,
    email: filled,
    profile_picture_url: text,
    websites: z.array(z.string()).nullish().catch(null),
    vertical: filled,
  })
  .transform(({ profile_picture_url, websites, ...profile }) => ({
    ...profile,
    websites: websites ?? [],
    /** Its address is short-lived and of no use to us. */
    hasPicture: Boolean(profile_picture_url),
  }))

/** A list of one; Meta's OpenAPI wraps it once more than its guide does. */
export const ProfileAnswer = z
  .object({
    data: z.array(
      z.union([z.object({ business_profile: ProfileItem }).transform((it) => it.business_profile), ProfileItem]),
    ),
  })
  .transform(({ data: [profile] }) => profile ?? ProfileItem.parse({}))
export type ReadProfile = z.infer<typeof ProfileAnswer>

/** Accepted, not delivered. */
export const SentMessageAnswer = z
  .object({ messages: z.array(z.object({ id: z.string().min(1) })).min(1) })
  .transform(({ messages: [message] }) => ({ id: message?.id ?? '' }))

export const SubscribedAppAnswer = z
  .object({
    whatsapp_business_api_data: z.object({ id: z.string().regex(/^\d+$/), name: text }),
    override_callback_uri: text,
  })
  .transform(({ whatsapp_business_api_data: app, override_callback_uri }) => ({
    id: app.id,
    name: app.name,
    overrideCallbackUri: override_callback_uri,
  }))
export type SubscribedApp = z.infer<typeof SubscribedAppAnswer>

/** Three addresses, of which the first that is there gets the messages of the number (contract 3.4). */
export const CallbacksAnswer = z
  .object({
    webhook_configuration: z
      .object({ phone_number: text, whatsapp_business_account: text, application: text })
      .nullish()
      .catch(null),
  })
  .transform(({ webhook_configuration: of }) => ({
    number: of?.phone_number ?? null,
    account: of?.whatsapp_business_account ?? null,
    app: of?.application ?? null,
  }))
export type Callbacks = z.infer<typeof CallbacksAnswer>

export const WabaRefAnswer = z
  .object({ id: GraphId, name: text })
  .transform(({ id, name }) => ({ id, name: name ?? '' }))
export type WabaRef = z.infer<typeof WabaRefAnswer>

/** One page of a list. Of `paging` only the cursor is kept: `next` is an address that carries the token. */
export type Page<T> = { items: T[]; after: string | null }

/**
 * `cursors.after` also stands on the last page. There is more when Meta says so with `next`, or when the page is full:
 * one needless empty page is better than a list that silently ends.
 */
export const pageOf = <T>(item: z.ZodType<T>, limit: number): z.ZodType<Page<T>> =>
  z
    .object({
      data: z.array(item),
      paging: z
        .object({ cursors: z.object({ after: text }).nullish(), next: z.string().nullish() })
        .nullish()
        .catch(null),
    })
    .transform(({ data, paging }) => {
      const mayHaveMore = Boolean(paging?.next) || data.length >= limit
      return { items: data, after: mayHaveMore ? (paging?.cursors?.after ?? null) : null }
    })

const ErrorData = z
  .unknown()
  .optional()
  .transform((data) => {
    const object = typeof data === 'string' ? parseJson(data) : data
    const details = z.object({ details: z.string() }).safeParse(object)
    return details.success ? details.data.details : null
  })

/** The error envelope (contract 8.1). `error_data` is an object or a JSON string. */
export const ErrorAnswer = z
  .object({
    error: z.object({
      message: z.string().catch('').default(''),
      code: z.number().int(),
      error_subcode: z.number().int().nullish().catch(null),
      error_user_title: text,
      error_user_msg: text,
      is_transient: flag,
      error_data: ErrorData,
      fbtrace_id: text,
    }),
  })
  .transform(({ error }) => ({
    text: error.message,
    code: error.code,
    subcode: error.error_subcode ?? null,
    title: error.error_user_title,
    userMessage: error.error_user_msg,
    details: error.error_data,
    isTransient: error.is_transient ?? false,
    traceId: error.fbtrace_id,
  }))

/** Timed-out items of a batch are null; every other item's body is a JSON string (contract 8.4). */
export const BatchAnswer = z.array(z.object({ code: z.number().int(), body: z.string().nullish() }).nullable())

export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

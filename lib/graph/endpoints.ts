import type * as z from 'zod'
import {
  AddedNumberAnswer,
  CallbacksAnswer,
  CopiedTemplatesAnswer,
  CreatedTemplateAnswer,
  HealthAnswer,
  MeAnswer,
  PHONE_CRITICAL,
  PHONE_OPTIONAL,
  PhoneNumberAnswer,
  PROFILE_FIELDS,
  type Profile,
  ProfileAnswer,
  pageOf,
  SentMessageAnswer,
  SubscribedAppAnswer,
  SuccessAnswer,
  TEMPLATE_FIELDS,
  TEMPLATE_WHOLE_FIELDS,
  TemplateAnswer,
  type TemplateComponent,
  TokenAnswer,
  WABA_CRITICAL,
  WABA_OPTIONAL,
  WabaAnswer,
  WabaRefAnswer,
  WholeTemplateAnswer,
} from './schemas'

/**
 * One call of Meta's API as data. `repeatable` is the licence to send it again without asking what became of the first
 * one: reads have it, and the one write that sets the same fact twice.
 */
export type Endpoint<Args, Answer> = {
  operation: string
  method: 'GET' | 'POST'
  path: (args: Args) => string
  query?: (args: Args) => Readonly<Record<string, string>>
  body?: (args: Args) => Readonly<Record<string, unknown>>
  answer: z.ZodType<Answer>
  repeatable: boolean
  /** Takes Meta longer than other reads: see createBatcher. */
  slow?: boolean
  /** Milliseconds, where a call may take longer than the others. */
  timeoutMs?: number
  /** What must never come back out in an error's text. */
  secrets?: (args: Args) => readonly string[]
  /** Optional fields may be dropped one by one when a node does not know them. */
  fields?: readonly string[]
}

const define = <Args, Answer>(endpoint: Endpoint<Args, Answer>): Endpoint<Args, Answer> => endpoint

/** A template with its parts weighs a kilobyte or more, and an answer may weigh 256. */
export const PAGE = { numbers: 100, templates: 250, wholeTemplates: 50, apps: 100, accounts: 100 } as const

type ById = { id: string }
type Listed = ById & { after?: string }

const listQuery = (limit: number) => (args: Listed) => ({
  limit: String(limit),
  ...(args.after === undefined ? {} : { after: args.after }),
})

const byId = (args: ById) => `/${args.id}`

export const debugToken = define({
  operation: 'debug_token',
  method: 'GET',
  path: () => '/debug_token',
  query: (args: { token: string }) => ({ input_token: args.token }),
  answer: TokenAnswer,
  repeatable: true,
  secrets: (args) => [args.token],
})

export const me = define({
  operation: 'me',
  method: 'GET',
  path: () => '/me',
  answer: MeAnswer,
  repeatable: true,
  fields: ['id', 'name'],
})

export const wabaCritical = define({
  operation: 'waba',
  method: 'GET',
  path: byId,
  answer: WabaAnswer,
  repeatable: true,
  fields: WABA_CRITICAL,
})

export const wabaOptional = define({ ...wabaCritical, operation: 'waba_optional', fields: ['id', ...WABA_OPTIONAL] })

/** Apart from all other fields: the field is newer than some versions and slower than the rest (contract 2.8). */
export const health = define({
  operation: 'health_status',
  method: 'GET',
  path: byId,
  answer: HealthAnswer,
  repeatable: true,
  slow: true,
  fields: ['health_status'],
})

export const phoneNumberCritical = define({
  operation: 'phone_number',
  method: 'GET',
  path: byId,
  answer: PhoneNumberAnswer,
  repeatable: true,
  fields: PHONE_CRITICAL,
})

export const phoneNumberAll = define({ ...phoneNumberCritical, fields: [...PHONE_CRITICAL, ...PHONE_OPTIONAL] })

/** `display_phone_number` again, because an answer without it is not a number. */
export const phoneNumberOptional = define({
  ...phoneNumberCritical,
  operation: 'phone_number_optional',
  fields: ['id', 'display_phone_number', ...PHONE_OPTIONAL],
})

export const phoneNumbersCritical = define({
  operation: 'phone_numbers',
  method: 'GET',
  path: (args: Listed) => `/${args.id}/phone_numbers`,
  query: listQuery(PAGE.numbers),
  answer: pageOf(PhoneNumberAnswer, PAGE.numbers),
  repeatable: true,
  fields: PHONE_CRITICAL,
})

export const phoneNumbersAll = define({ ...phoneNumbersCritical, fields: phoneNumberAll.fields })

export const phoneNumbersOptional = define({
  ...phoneNumbersCritical,
  operation: 'phone_numbers_optional',
  fields: phoneNumberOptional.fields,
})

export const subscribedApps = define({
  operation: 'subscribed_apps',
  method: 'GET',
  path: (args: Listed) => `/${args.id}/subscribed_apps`,
  query: listQuery(PAGE.apps),
  answer: pageOf(SubscribedAppAnswer, PAGE.apps),
  repeatable: true,
})

/** Apart from all other fields: not every version has it, and one unknown field fails the whole read. */
export const callbacks = define({
  operation: 'webhook_configuration',
  method: 'GET',
  path: byId,
  answer: CallbacksAnswer,
  repeatable: true,
  fields: ['webhook_configuration'],
})

export const templates = define({
  operation: 'message_templates',
  method: 'GET',
  path: (args: Listed) => `/${args.id}/message_templates`,
  query: listQuery(PAGE.templates),
  answer: pageOf(TemplateAnswer, PAGE.templates),
  repeatable: true,
  slow: true,
  fields: TEMPLATE_FIELDS,
})

export const wholeTemplates = define({
  ...templates,
  operation: 'message_templates_whole',
  query: listQuery(PAGE.wholeTemplates),
  answer: pageOf(WholeTemplateAnswer, PAGE.wholeTemplates),
  fields: TEMPLATE_WHOLE_FIELDS,
})

export const profile = define({
  operation: 'whatsapp_business_profile',
  method: 'GET',
  path: (args: ById) => `/${args.id}/whatsapp_business_profile`,
  answer: ProfileAnswer,
  repeatable: true,
  fields: PROFILE_FIELDS,
})

export const ownedAccounts = define({
  operation: 'owned_accounts',
  method: 'GET',
  path: (args: Listed) => `/${args.id}/owned_whatsapp_business_accounts`,
  query: listQuery(PAGE.accounts),
  answer: pageOf(WabaRefAnswer, PAGE.accounts),
  repeatable: true,
  fields: ['id', 'name'],
})

export const clientAccounts = define({
  ...ownedAccounts,
  operation: 'client_accounts',
  path: (args) => `/${args.id}/client_whatsapp_business_accounts`,
})

/** The national part without calling code, and no `verified_name`: the display name travels with the number (MIG). */
export const addPhoneNumber = define({
  operation: 'add_phone_number',
  method: 'POST',
  path: (args: { wabaId: string; cc: string; nationalNumber: string }) => `/${args.wabaId}/phone_numbers`,
  body: (args) => ({ cc: args.cc, phone_number: args.nationalNumber, migrate_phone_number: true }),
  answer: AddedNumberAnswer,
  repeatable: false,
})

export const requestCode = define({
  operation: 'request_code',
  method: 'POST',
  path: (args: { phoneNumberId: string; method: 'SMS' | 'VOICE'; language: string }) =>
    `/${args.phoneNumberId}/request_code`,
  body: (args) => ({ code_method: args.method, language: args.language }),
  answer: SuccessAnswer,
  repeatable: false,
})

export const verifyCode = define({
  operation: 'verify_code',
  method: 'POST',
  path: (args: { phoneNumberId: string; code: string }) => `/${args.phoneNumberId}/verify_code`,
  body: (args) => ({ code: args.code }),
  answer: SuccessAnswer,
  repeatable: false,
  secrets: (args) => [args.code],
})

export const register = define({
  operation: 'register',
  method: 'POST',
  path: (args: { phoneNumberId: string; pin: string }) => `/${args.phoneNumberId}/register`,
  body: (args) => ({ messaging_product: 'whatsapp', pin: args.pin }),
  answer: SuccessAnswer,
  repeatable: false,
  secrets: (args) => [args.pin],
})

export const subscribeApp = define({
  operation: 'subscribe_app',
  method: 'POST',
  path: (args: { wabaId: string }) => `/${args.wabaId}/subscribed_apps`,
  answer: SuccessAnswer,
  repeatable: true,
})

/** Meta cuts at 30 seconds by its own word, and was seen to take three minutes (contract 3.3). */
export const COPY_TIMEOUT = 180_000

/** Ids, never page numbers: which templates a page holds nobody can say afterwards. */
export const copyTemplates = define({
  operation: 'copy_templates',
  method: 'POST',
  path: (args: { wabaId: string; sourceWabaId: string; templateIds: readonly string[] }) =>
    `/${args.wabaId}/migrate_message_templates`,
  body: (args) => ({ source_waba_id: args.sourceWabaId, template_ids: args.templateIds }),
  answer: CopiedTemplatesAnswer,
  repeatable: false,
  timeoutMs: COPY_TIMEOUT,
})

export type NewTemplate = {
  name: string
  language: string
  category: string
  parameterFormat: string | null
  components: readonly TemplateComponent[]
}

/** Without `allow_category_change`: Meta refuses another category instead of choosing one that costs more. */
export const createTemplate = define({
  operation: 'create_template',
  method: 'POST',
  path: (args: { wabaId: string; template: NewTemplate }) => `/${args.wabaId}/message_templates`,
  body: ({ template }) => ({
    name: template.name,
    language: template.language,
    category: template.category,
    ...(template.parameterFormat === null ? {} : { parameter_format: template.parameterFormat }),
    components: template.components,
  }),
  answer: CreatedTemplateAnswer,
  repeatable: false,
})

/** Sets the same words twice without harm. Empty ones are left out: Meta refuses an empty `about`. */
export const updateProfile = define({
  operation: 'update_profile',
  method: 'POST',
  path: (args: { phoneNumberId: string; profile: Profile }) => `/${args.phoneNumberId}/whatsapp_business_profile`,
  body: ({ profile }) => ({
    messaging_product: 'whatsapp',
    ...Object.fromEntries(Object.entries(profile).filter(([, value]) => value.length > 0)),
  }),
  answer: SuccessAnswer,
  repeatable: true,
})

/** The number's own address, which comes before the account's and the app's. Sets the same address twice without harm. */
export const overrideCallback = define({
  operation: 'override_callback',
  method: 'POST',
  path: (args: { phoneNumberId: string; address: string; verifyToken: string }) => `/${args.phoneNumberId}`,
  body: ({ address, verifyToken }) => ({
    webhook_configuration: { override_callback_uri: address, verify_token: verifyToken },
  }),
  answer: SuccessAnswer,
  repeatable: true,
  secrets: (args) => [args.verifyToken],
})

/** An empty address takes the number's own away (Meta, "Webhook overrides"). */
export const restoreCallback = define({
  operation: 'restore_callback',
  method: 'POST',
  path: (args: { phoneNumberId: string }) => `/${args.phoneNumberId}`,
  body: () => ({ webhook_configuration: { override_callback_uri: '' } }),
  answer: SuccessAnswer,
  repeatable: true,
})

type Message = { kind: 'template'; name: string; language: string } | { kind: 'text'; text: string }

/** `reference` comes back with each webhook about the message. */
export const sendMessage = define({
  operation: 'send_message',
  method: 'POST',
  path: (args: { phoneNumberId: string; to: string; message: Message; reference: string }) =>
    `/${args.phoneNumberId}/messages`,
  body: ({ to, message, reference }) => ({
    messaging_product: 'whatsapp',
    to,
    biz_opaque_callback_data: reference,
    ...(message.kind === 'text'
      ? { type: 'text', text: { body: message.text } }
      : {
          type: 'template',
          template: { name: message.name, language: { policy: 'deterministic', code: message.language } },
        }),
  }),
  answer: SentMessageAnswer,
  repeatable: false,
  secrets: (args) => [args.to],
})

/** Ids in a path are digits and nothing else: no stored or typed value can change where a call goes (OUT-1). */
const SAFE_PATH = /^\/(?:[1-9]\d{4,19}(?:\/[a-z_]+)?|me|debug_token)$/

/** The path, or null when an id in it is not a Graph id. */
export function pathOf<Args, Answer>(endpoint: Endpoint<Args, Answer>, args: Args): string | null {
  const path = endpoint.path(args)
  return SAFE_PATH.test(path) ? path : null
}

/** Query of a call, with its fields less those that the node turned out not to know. */
export function queryOf<Args, Answer>(
  endpoint: Endpoint<Args, Answer>,
  args: Args,
  unknownFields: ReadonlySet<string>,
): URLSearchParams {
  const query = new URLSearchParams(endpoint.query?.(args))
  const fields = endpoint.fields?.filter((field) => !unknownFields.has(field))
  if (fields !== undefined && fields.length > 0) query.set('fields', fields.join(','))
  return query
}

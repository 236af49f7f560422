/**
 * Meta's refusals. Codes, subcodes and titles are those of its error pages and its OpenAPI file; messages that no page
 * prints are ours. `type` decides nothing (contract, section 8.1), so it stays what Meta mostly sends.
 */
export type Answer = {
  http: number
  code: number
  subcode?: number
  message: string
  title?: string
  userMessage?: string
  details?: string
  type?: string
  transient?: boolean
}

const invalid = (subcode: number, title: string, userMessage = title): Answer => ({
  http: 400,
  code: 100,
  subcode,
  message: 'Invalid parameter',
  title,
  userMessage,
})

const whatsapp = (http: number, code: number, title: string, details: string): Answer => ({
  http,
  code,
  message: `(#${code}) ${title}`,
  details,
})

const token = (subcode: number | undefined, message: string): Answer => ({
  http: 401,
  code: 190,
  ...(subcode === undefined ? {} : { subcode }),
  message,
})

const noAccess = (message: string): Answer => ({
  http: 403,
  code: 200,
  subcode: 1349174,
  message,
  title: 'Permission Denied',
  userMessage: "Your app doesn't have permission to access this resource",
})

export const answers = {
  tokenInvalid: token(undefined, 'Invalid OAuth access token - Cannot parse access token'),
  tokenCutOff: token(458, 'Error validating access token: The user has not authorized application.'),
  tokenCheckpoint: token(459, 'Error validating access token: The user is checkpointed.'),
  tokenPassword: token(460, 'Error validating access token: The session was invalidated because the password changed.'),
  tokenExpired: token(463, 'Error validating access token: Session has expired.'),
  tokenUnconfirmed: token(464, 'Error validating access token: The user is unconfirmed.'),
  tokenRevoked: token(467, 'Error validating access token: The session is invalid because it was revoked.'),
  tokenRoleLost: token(492, 'Error validating access token: The user no longer has a role on this asset.'),
  tokenMissing: { http: 401, code: 104, message: 'An access token is required to request this resource.' },
  proofNeeded: { http: 400, code: 104, message: '(#104) This call requires a valid app secret proof' },
  proofMissing: {
    http: 400,
    code: 100,
    message: 'API calls from the server require an appsecret_proof argument',
    type: 'GraphMethodException',
  },
  proofWrong: {
    http: 400,
    code: 100,
    message: 'Invalid appsecret_proof provided in the API argument',
    type: 'GraphMethodException',
  },
  capability: { http: 500, code: 3, message: '(#3) Application does not have the capability to make this API call.' },
  notPermitted: { http: 403, code: 10, message: '(#10) Application does not have permission for this action' },
  scopeManagement: {
    http: 403,
    code: 200,
    subcode: 1349176,
    message: '(#200) Requires whatsapp_business_management permission',
    title: 'Permission Denied',
    userMessage: 'Requires whatsapp_business_management permission',
  },
  noAccess: noAccess("Your app doesn't have permission to access this WhatsApp Business Account"),
  numberNoAccess: noAccess("Your app doesn't have permission to access this phone number"),
  apiBlocked: { http: 400, code: 200, message: 'API access blocked.' },
  missing: {
    http: 400,
    code: 100,
    subcode: 33,
    message:
      'Unsupported request. Object does not exist, cannot be loaded due to missing permissions, or does not support this operation',
    type: 'GraphMethodException',
  },
  aliasMissing: { http: 404, code: 803, message: '(#803) Some of the aliases you requested do not exist' },
  numberDeleted: {
    http: 400,
    code: 33,
    message: '(#33) This object does not exist or does not support this action',
    details: 'The business phone number has been deleted.',
  },
  restricted: whatsapp(
    403,
    368,
    'Temporarily blocked for policies violations',
    'The WhatsApp Business Account has been restricted or disabled for violating a platform policy.',
  ),
  locked: whatsapp(
    403,
    131031,
    'Account has been locked',
    'The account is restricted, or data such as the PIN did not match.',
  ),
  tooManyCalls: {
    http: 400,
    code: 80008,
    subcode: 2446079,
    message: '(#80008) There have been too many calls to this WhatsApp Business account',
    transient: true,
  },
  appBusy: {
    http: 429,
    code: 4,
    subcode: 2446079,
    message: '(#4) Application request limit reached',
    transient: true,
  },
  serviceDown: { http: 503, code: 2, message: '(#2) Service temporarily unavailable', transient: true },
  whatsappDown: whatsapp(503, 131016, 'Service unavailable', 'A service is temporarily unavailable.'),
  serverAway: whatsapp(503, 133004, 'Server Temporarily Unavailable', 'Server is temporarily unavailable.'),
  somethingWrong: whatsapp(500, 131000, 'Something went wrong', 'Unknown error.'),
  maintenance: whatsapp(500, 131057, 'Account in maintenance mode', 'Business Account is in maintenance mode'),
  maintenanceMove: {
    http: 400,
    code: 100,
    subcode: 2494100,
    message: 'Account is in maintenance mode',
    title: 'Account is in maintenance mode',
  },
  parameter: whatsapp(400, 131009, 'Parameter value is not valid', 'One or more parameter values are invalid.'),
  twoStepOn: invalid(2388001, 'Please ensure two-step authentication is disabled.'),
  twoStepOnAsMove: invalid(
    2388103,
    'There was an error migrating this phone number.',
    'Please ensure two-step authentication is disabled.',
  ),
  ownership: invalid(2388001, 'Please confirm ownership of this phone number.'),
  numberLimit: {
    http: 403,
    code: 200,
    subcode: 1349175,
    message: 'Phone number limit exceeded for this WhatsApp Business Account',
    title: 'Limit Exceeded',
    userMessage: 'You have reached the maximum number of phone numbers for this account',
  },
  requestNotMoving: invalid(2388091, 'This phone number is not eligible to request a verification code.'),
  verifyNotMoving: invalid(2388093, 'This phone number is not eligible to be verified.'),
  webhookMissing: invalid(
    2388103,
    'Cannot migrate phone number.',
    'The WhatsApp Business Account that the phone number is moving to must be subscribed to webhooks.',
  ),
  addDirectly: invalid(2388103, 'Please add this phone number in your WhatsApp account'),
  nameUnapproved: invalid(2388103, 'Registered name should be present and approved.'),
  sourceNotSetUp: invalid(
    2388103,
    'The WhatsApp account that this phone number is registered with is not set up correctly.',
  ),
  paymentMissing: invalid(2388103, 'Your WhatsApp account does not have a payment account.'),
  /** Title and message follow the language of whoever made the token: then nothing tells the nine causes apart. */
  paymentMissingInVietnamese: invalid(
    2388103,
    'Không thể di chuyển số điện thoại',
    'Tài khoản WhatsApp của bạn chưa có tài khoản thanh toán.',
  ),
  moveFailed: invalid(2388103, 'There was an error migrating this phone number.'),
  otherBusiness: invalid(2388103, 'This phone number belongs to a different Business Manager account.'),
  destinationUnapproved: invalid(2388103, 'Your WhatsApp account must be approved'),
  messagingFor: invalid(2388103, 'Your WhatsApp account\'s "Messaging For" request must be approved'),
  alreadyAdded: invalid(2388012, 'This phone number already exists in your list of phone numbers.'),
  numberFormat: { http: 400, code: 100, message: 'Invalid parameter: phone_number must be in E.164 format' },
  alreadyVerified: { http: 400, code: 136024, message: '(#136024) Request code error' },
  codeRefused: {
    http: 400,
    code: 136024,
    subcode: 2388091,
    message: 'Request code error',
    userMessage: 'Request code failed: Please try again in some time.',
  },
  codeWrong: { http: 400, code: 136025, message: '(#136025) Verify code error' },
  codeLanguage: { http: 400, code: 100, message: 'Invalid parameter: language is not supported' },
  codeMethod: { http: 400, code: 100, message: 'Invalid parameter: code_method must be SMS or VOICE' },
  codeFormat: { http: 400, code: 100, message: 'Invalid verification code format' },
  deregistration: whatsapp(500, 133000, 'Incomplete Deregistration', 'A previous deregistration attempt failed.'),
  pinMismatch: whatsapp(400, 133005, 'Two step verification PIN Mismatch', 'Two-step verification PIN incorrect.'),
  verifyAgain: whatsapp(
    400,
    133006,
    'Phone number re-verification needed',
    'Phone number needs to be verified before registering.',
  ),
  pinTooMany: whatsapp(
    400,
    133008,
    'Too Many two step verification PIN Guesses',
    'Too many two-step verification PIN guesses for this phone number. Please wait 43200 seconds.',
  ),
  pinTooFast: whatsapp(
    400,
    133009,
    'Two step verification PIN Guessed Too Fast',
    'Two-step verification PIN was entered too quickly. Please wait 3600 seconds.',
  ),
  notRegistered: whatsapp(
    400,
    133010,
    'Phone number Not Registered',
    'Phone number not registered on the WhatsApp Business Platform.',
  ),
  justDeleted: whatsapp(
    400,
    133015,
    'Please wait a few minutes before attempting to register this phone number',
    'The phone number was recently deleted, and deletion has not yet completed.',
  ),
  registerLimit: whatsapp(
    400,
    133016,
    'Account register deregister rate limit exceeded',
    'Registration or Deregistration failed because there were too many attempts for this phone number in a short period of time',
  ),
  certificate: whatsapp(500, 131045, 'Incorrect certificate', 'Phone number registration error.'),
  pinFormat: {
    http: 400,
    code: 100,
    subcode: 2388092,
    message: 'Invalid PIN format. PIN must be exactly 6 digits',
    title: 'Invalid PIN',
  },
  alreadyRegistered: {
    http: 422,
    code: 100,
    message: 'Phone number is already registered or in invalid state for registration',
    type: 'GraphMethodException',
  },
  productMissing: whatsapp(400, 131008, 'Required parameter is missing', "Parameter 'messaging_product' is mandatory."),
  templatesOfAnother: {
    http: 400,
    code: 100,
    message: 'Invalid parameter: both WhatsApp Business Accounts must belong to the same business',
  },
  templateExists: invalid(
    2388024,
    'Content in This Language Already Exists',
    'There is already content in this language for this template. You can create a new template and try again.',
  ),
  templateLimit: invalid(
    2388019,
    'Message template limit exceeded',
    'The limit for the number of templates on a WhatsApp Business Account has been exceeded.',
  ),
  templateName: invalid(
    2388046,
    'Message template name is not formatted correctly',
    'A name can only have lower-case letters, digits and underscores.',
  ),
  templateTooLong: invalid(2388040, 'Character limit exceeded', 'A template field exceeded the characters allowed.'),
  templateHeader: invalid(2388047, 'Message header format is incorrect'),
  templateBody: invalid(2388072, 'Message body format is incorrect'),
  templateBodyMissing: invalid(2388072, 'Message body format is incorrect', 'The template has no body.'),
  templateFooter: invalid(2388073, 'Message footer format is incorrect'),
  templateRatio: invalid(
    2388293,
    'Parameters words ratio exceeds limit',
    'This template has too many variables for its length.',
  ),
  templateEdges: invalid(
    2388299,
    'Leading or trailing params not allowed',
    "Variables can't be at the start or end of the template.",
  ),
  templateExample: invalid(
    2388043,
    'Message template "components" param is missing expected field(s)',
    'A component is missing expected field(s) (example)',
  ),
  templateHandle: { http: 400, code: 100, message: 'Invalid parameter: header_handle is not an uploaded file' },
  paymentProblem: whatsapp(
    400,
    131042,
    'Business eligibility payment issue',
    'There was an error related to your payment method.',
  ),
  undeliverable: whatsapp(400, 131026, 'Message undeliverable', 'Unable to deliver message.'),
  toItself: whatsapp(400, 131021, 'Recipient cannot be sender', 'Sender and recipient phone number is the same.'),
  windowClosed: whatsapp(
    400,
    131047,
    'Re-engagement message',
    'More than 24 hours have passed since the recipient last replied to the sender number.',
  ),
  notAllowed: whatsapp(
    400,
    131030,
    'Recipient phone number not in allowed list',
    'Recipient phone number not in allowed list: Add recipient phone number to recipient list and try again.',
  ),
  heldBack: whatsapp(
    400,
    131049,
    'Meta chose not to deliver.',
    'This message was not delivered to maintain healthy ecosystem engagement.',
  ),
  callbackUnverified: {
    http: 400,
    code: 2200,
    message: 'Callback verification failed with the following errors: HTTP Status Code = 403; HTTP Message = Forbidden',
  },
  templatePaused: whatsapp(
    400,
    132015,
    'Template is Paused',
    'Template is paused due to low quality so it cannot be sent in a template message.',
  ),
  messageType: whatsapp(400, 131051, 'Unsupported message type', 'Unsupported message type.'),
  badCursor: whatsapp(400, 131059, 'Invalid cursor', 'The cursor is not valid. Restart the list without a cursor.'),
  unsupportedPost: {
    http: 400,
    code: 100,
    message: 'Unsupported request - method type: post',
    type: 'GraphMethodException',
  },
  unsupported: { http: 400, code: 100, message: 'Unsupported request', type: 'GraphMethodException' },
  unmapped: {
    http: 400,
    code: 139_990,
    message: '(#139990) The request was declined',
    title: 'Request declined',
    userMessage: 'This request was declined. Learn more in WhatsApp Manager.',
  },
} as const satisfies Record<string, Answer>

export const nonexistingField = (field: string, node: string): Answer => ({
  http: 400,
  code: 100,
  message: `(#100) Tried accessing nonexisting field (${field}) on node type (${node})`,
})

export const requiredParameter = (name: string): Answer => ({
  http: 400,
  code: 100,
  message: `(#100) The parameter ${name} is required.`,
})

export const badParameter = (what: string): Answer => ({ http: 400, code: 100, message: `Invalid parameter: ${what}` })

export const tooLong = (name: string, most: number): Answer => ({
  http: 400,
  code: 100,
  message: `(#100) Param ${name} must be at most ${most} characters long.`,
})

export const templateMissing = (name: string, language: string): Answer =>
  whatsapp(
    404,
    132001,
    'Template name does not exist in the translation',
    `template name (${name}) does not exist in ${language}`,
  )

export const parameterCount = (part: string, given: number, wanted: number): Answer =>
  whatsapp(
    400,
    132000,
    'Number of parameters does not match the expected number of params',
    `${part}: number of localizable_params (${given}) does not match the expected number of params (${wanted})`,
  )

export const headerFormat = (wanted: string, given: string): Answer =>
  whatsapp(
    400,
    132012,
    'Parameter format does not match format in the created template',
    `header: Format mismatch, expected ${wanted}, received ${given}`,
  )

export const buttonWithoutParameter = (index: number): Answer =>
  whatsapp(
    400,
    131008,
    'Required parameter is missing',
    `buttons: Button at index ${index} of type Url requires a parameter`,
  )

/** The envelope of contract section 8.1: keys that have nothing to say are left out, as Meta does. */
export const envelope = (answer: Answer, traceId: string): Record<string, unknown> => ({
  error: {
    message: answer.message,
    type: answer.type ?? 'OAuthException',
    code: answer.code,
    ...(answer.details === undefined ? {} : { error_data: { messaging_product: 'whatsapp', details: answer.details } }),
    ...(answer.subcode === undefined ? {} : { error_subcode: answer.subcode }),
    is_transient: answer.transient ?? false,
    ...(answer.title === undefined ? {} : { error_user_title: answer.title }),
    ...(answer.userMessage === undefined ? {} : { error_user_msg: answer.userMessage }),
    fbtrace_id: traceId,
  },
})

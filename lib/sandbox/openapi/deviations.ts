/**
 * Where the simulated Meta, or what we send, is not as Meta's OpenAPI file says, and why. The file disagrees with
 * Meta's guides and with real answers at these places (contract, sections 10.1 and 12). A deviation that is no longer
 * needed fails the test as much as a new one.
 */
export const DEVIATIONS: readonly { reason: string; where: readonly string[] }[] = [
  {
    reason: 'The file describes adding a new number; in a migration the name travels, and the guide does not list it.',
    where: ['add a number: request required verified_name'],
  },
  {
    reason: 'The file wants xx_YY; the guide lists bare codes, and Vietnamese exists only as one of them.',
    where: [
      'ask for a call in Vietnamese: request/language minLength',
      'ask for a call in Vietnamese: request/language pattern',
    ],
  },
  {
    reason: 'Real replies leave `status` out of the fields that a list gives by default.',
    where: ['list numbers by default: answer/data/* required status'],
  },
  {
    reason: 'The file knows UNVERIFIED only; the reference and real replies say NOT_VERIFIED and EXPIRED.',
    where: [
      'list numbers by default: answer/data/*/code_verification_status enum',
      'list numbers: answer/data/*/code_verification_status enum',
      'read a number by default: answer/code_verification_status enum',
      'read a pending number: answer/code_verification_status enum',
      'read the source number: answer/code_verification_status enum',
    ],
  },
  {
    reason: 'A number without a rating reads UNKNOWN in the reference and in real replies; the file knows NA only.',
    where: [
      'list numbers by default: answer/data/*/quality_rating enum',
      'list numbers: answer/data/*/quality_rating enum',
      'read a pending number: answer/quality_rating enum',
    ],
  },
  {
    reason: 'The file has two sets of statuses; on the list it leaves out CONNECTED, the one that all guides show.',
    where: ['list numbers: answer/data/*/status enum'],
  },
  {
    reason: 'Real replies write the verification in lower case, as the SDK does.',
    where: ['read an account: answer/business_verification_status enum'],
  },
  {
    reason: 'Real replies say SELF; the file says SELF_OWNED.',
    where: ['read an account: answer/ownership_type enum'],
  },
  {
    reason: 'The error pages give 503 for an interrupted service; the file stops at 500.',
    where: [
      'refusal serverAway: status 503 is not described',
      'refusal serviceDown: status 503 is not described',
      'refusal whatsappDown: status 503 is not described',
    ],
  },
  {
    reason:
      'An address of a number is taken away by an empty one: the words of the schema say so, and its format does not allow it.',
    where: ['take it away: request/webhook_configuration/override_callback_uri format'],
  },
]

/** The stories of the pretend WhatsApp, in the order people should meet them. The server refuses any other name. */
export const PRACTICE_STORIES = [
  'everything_works',
  'old_pin_on',
  'wrong_code',
  'text_never_comes',
  'landline',
  'payment_missing',
  'meta_slow',
  'answer_lost',
] as const

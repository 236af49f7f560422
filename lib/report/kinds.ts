/** How a fact of before stands to the same fact of after. Texts: messages `report.verdicts.<verdict>`. */
export const VERDICTS = ['same', 'expected', 'better', 'needs_you', 'unknown'] as const
export type Verdict = (typeof VERDICTS)[number]

/** The order in which somebody should look. */
export const URGENT_FIRST: readonly Verdict[] = ['needs_you', 'unknown', 'expected', 'better', 'same']

/** What is compared, in the order people read it. Texts: messages `report.facts.<fact>`. */
export const FACTS = [
  'number',
  'displayName',
  'nameReview',
  'quality',
  'limit',
  'official',
  'status',
  'platform',
  'account',
  'numberId',
  'twoStep',
  'templates',
  'apps',
  'payment',
  'profile',
  'about',
  'address',
  'description',
  'email',
  'websites',
  'vertical',
  'picture',
] as const
export type Fact = (typeof FACTS)[number]

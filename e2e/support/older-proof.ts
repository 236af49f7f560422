/** SQL: what reads have agreed on "not there" has been agreed on for so many seconds longer. */
export const olderProof = (seconds: number): string =>
  `negative_since = (select coalesce(jsonb_object_agg(key, value::numeric - ${seconds * 1000}), '{}') from jsonb_each(negative_since))`

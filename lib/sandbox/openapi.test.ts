import { expect, test } from 'vitest'
import { DEVIATIONS } from './openapi/deviations'
import { recordExchanges } from './openapi/exchanges'
import { openMetaFile } from './openapi/meta-file'

/** Meta's file is not ours to ship. Point META_OPENAPI to business-messaging-api_v23.0.yaml of facebook/openapi. */
const file = process.env.META_OPENAPI

if (file === undefined) {
  test('did not run: META_OPENAPI is not set', () => {
    expect(file).toBeUndefined()
  })
} else {
  test("Meta's OpenAPI file agrees with every exchange, but for the deviations that are named", async () => {
    const found = (await recordExchanges()).flatMap(openMetaFile(file))
    expect(found.toSorted()).toEqual(DEVIATIONS.flatMap(({ where }) => where).toSorted())
  })
}

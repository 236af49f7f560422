import type { Token, World } from './state'

/**
 * A practice token says what it is and to which world it belongs. It is no secret: it opens nothing but that world.
 * A world over HTTP stands in for Meta itself, so its token has the shape of Meta's.
 */
export const practiceToken = (worldId: string, serial = 0): string =>
  serial === 0 ? `PRACTICE${worldId}` : `PRACTICE${worldId}.${serial}`

export type TokenText = (serial: number) => string

export const findToken = (world: World, text: string, textOf: TokenText): Token | undefined =>
  world.tokens.find((token) => textOf(token.serial) === text)

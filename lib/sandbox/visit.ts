import type { Misbehaviour } from './faults'
import type { GraphRequest } from './request'
import type { Effect, Token, World } from './state'
import type { TokenText } from './token'

/** One request on its way through a world: what it asks, when, with which token, and what it changes. */
export type Visit = {
  world: World
  request: GraphRequest
  now: number
  random: () => number
  token: Token
  textOf: TokenText
  /** What the armed fault or the practice number wants, when the rules themselves must act on it. */
  does: Misbehaviour | null
  /** The address that the request names said the word that goes with it, when Meta asked there. */
  answersChallenge: boolean
  /** Written by the rules: what became true. */
  happened: { effect: Effect | null; digits: string | null }
}

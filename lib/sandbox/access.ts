import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { answers } from './answers'
import { Refusal } from './refusal'
import type { GraphRequest } from './request'
import {
  type Account,
  findAccount,
  findBusiness,
  findNumber,
  type PhoneNumber,
  type Scope,
  type Token,
  type World,
} from './state'
import { findToken, type TokenText } from './token'

const DEAD = new Map([
  [458, answers.tokenCutOff],
  [459, answers.tokenCheckpoint],
  [460, answers.tokenPassword],
  [463, answers.tokenExpired],
  [464, answers.tokenUnconfirmed],
  [467, answers.tokenRevoked],
  [492, answers.tokenRoleLost],
])

export const isDead = (token: Token, now: number): number | null =>
  token.dead ?? (token.expiresAt !== 0 && token.expiresAt <= now ? 463 : null)

/** A token of another world is an unknown token, in the same words as any made-up one. */
export function checkToken(world: World, request: GraphRequest, textOf: TokenText, now: number): Token {
  if (request.token === null) throw new Refusal(answers.tokenMissing)
  const token = findToken(world, request.token, textOf)
  if (token === undefined) throw new Refusal(answers.tokenInvalid)
  const dead = isDead(token, now)
  if (dead !== null) throw new Refusal(DEAD.get(dead) ?? answers.tokenInvalid)
  checkProof(world, request, request.token)
  return token
}

function checkProof(world: World, request: GraphRequest, token: string): void {
  if (request.proof === null) {
    if (world.rules.requireProof) throw new Refusal(answers.proofMissing)
    return
  }
  // A world without a secret cannot check a proof, so it lets any pass.
  if (world.app.secret === null) return
  const expected = createHmac('sha256', world.app.secret).update(token).digest('hex')
  const given = request.proof
  if (given.length !== expected.length || !timingSafeEqual(Buffer.from(given), Buffer.from(expected))) {
    throw new Refusal(answers.proofWrong)
  }
}

const MISSING_SCOPE = {
  whatsapp_business_management: answers.scopeManagement,
  whatsapp_business_messaging: {
    ...answers.scopeManagement,
    message: '(#200) Requires whatsapp_business_messaging permission',
    userMessage: 'Requires whatsapp_business_messaging permission',
  },
  business_management: { ...answers.notPermitted, message: '(#10) Requires business_management permission' },
}

export function needScope(token: Token, ...scopes: Scope[]): void {
  const missing = scopes.find((scope) => !token.scopes.includes(scope))
  if (missing !== undefined) throw new Refusal(MISSING_SCOPE[missing])
}

export function openAccount(world: World, id: string): Account {
  const account = findAccount(world, id)
  if (account === undefined || account.access === 'hidden') throw new Refusal(answers.missing)
  if (account.access === 'refused') throw new Refusal(answers.noAccess)
  return account
}

/** A number is seen through its account. */
export function openNumber(world: World, id: string): PhoneNumber {
  const number = findNumber(world, id)
  if (number === undefined || number.deleted) throw new Refusal(answers.missing)
  const account = findAccount(world, number.accountId)
  if (account?.access === 'refused') throw new Refusal(answers.numberNoAccess)
  if (account?.access !== 'full') throw new Refusal(answers.missing)
  return number
}

export function openBusiness(world: World, id: string) {
  const business = findBusiness(world, id)
  if (business === undefined) throw new Refusal(answers.missing)
  return business
}

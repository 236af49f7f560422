import { startingNumbers } from './starting-numbers'
import { startingTemplates } from './starting-templates'
import { type Account, type Rules, SCOPES, type Token, takeId, type World } from './state'
import { PLOTS, type StoryId } from './stories'

/** A world begins at the same instant for the same seed; the clock of the sandbox decides what time it is in it. */
const BEGINNING = Date.UTC(2026, 0, 5, 1)

export const DEFAULT_RULES: Rules = {
  twoStepRefusal: 'add_2388001',
  sourceAfterMove: 'MIGRATED',
  pendingStatus: 'UNVERIFIED',
  registerAgain: 'refused',
  debugRefused: false,
  requireProof: false,
  callsPerHour: null,
  readMs: 0,
  writeMs: 0,
  staleSeconds: 0,
  smsArrives: true,
  oldCodeFirst: false,
  codeDelayMs: 0,
  deliveryMs: 0,
  templatesDelayMs: 0,
  unknownFields: [],
  failedTemplates: 'map',
  createdTemplates: 'PENDING',
  profileShape: 'flat',
}

export const newToken = (serial: number, issuedAt: number): Token => ({
  serial,
  type: 'SYSTEM_USER',
  scopes: [...SCOPES],
  issuedAt,
  expiresAt: 0,
  dead: null,
})

export function newAccount(world: { seed: string; taken: number }, name: string, businessId: string): Account {
  const id = takeId(world)
  return {
    id,
    name,
    businessId,
    access: 'full',
    shared: false,
    reviewStatus: 'APPROVED',
    status: 'ACTIVE',
    country: 'VN',
    currency: 'VND',
    timezoneId: '140',
    namespace: `${id.slice(0, 8)}_2ebd_41e4_b805_f2c05ae04cc9`,
    primaryFundingId: takeId(world),
    messagingLimit: 'TIER_2K',
    banned: false,
    numberLimit: null,
    templateLimit: 250,
    apps: [],
  }
}

/** The world in which everything works, changed by the story's plot. The same seed gives the same ids. */
export function newWorld({ story, seed }: { story: StoryId; seed: string }): World {
  const plot = PLOTS[story]
  const ids = { seed, taken: 0 }
  const app = { id: takeId(ids), name: 'Cửa hàng Lan – Carryover', secret: null, callback: null }
  const business = { id: takeId(ids), name: 'Công ty Lan', verification: 'verified', timezoneId: 140 }
  const otherBusiness = { id: takeId(ids), name: 'Another Company', verification: 'verified', timezoneId: 140 }
  const destination = newAccount(ids, 'Cửa hàng Lan', business.id)
  const source = newAccount(ids, 'Provider account of Lan', business.id)
  const link = `https://www.facebook.com/games/?app_id=${app.id}`
  destination.apps = [{ id: app.id, name: app.name, link, overrideCallbackUri: null }]
  if (!plot.paymentAttached) destination.primaryFundingId = null
  const user = { id: takeId(ids), name: 'Carryover system user' }
  const numbers = startingNumbers(ids, source.id, plot, BEGINNING)
  const templates = startingTemplates(ids, source.id)
  return {
    story,
    seed,
    taken: ids.taken,
    clockOffset: 0,
    app,
    user,
    tokens: [newToken(0, BEGINNING)],
    businesses: [business, otherBusiness],
    accounts: [destination, source],
    sourceId: source.id,
    destinationId: destination.id,
    numbers,
    templates,
    codes: [],
    messages: [],
    sent: [],
    inbound: [],
    templateFailures: {},
    faults: plot.faults.map((fault, index) => ({ ...structuredClone(fault), id: `${story}-${index}` })),
    shown: {},
    veil: null,
    traffic: {},
    rules: { ...DEFAULT_RULES, ...plot.rules },
    ledger: [],
  }
}

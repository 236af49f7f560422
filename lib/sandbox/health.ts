import { type Account, findAccount, findBusiness, type PhoneNumber, type World } from './state'

type Verdict = 'AVAILABLE' | 'LIMITED' | 'BLOCKED'
type Entity = {
  entity_type: string
  id: string
  can_send_message: Verdict
  can_receive_call_sip?: Verdict
  errors?: { error_code: number; error_description: string; possible_solution: string }[]
}

const RANK: Verdict[] = ['AVAILABLE', 'LIMITED', 'BLOCKED']

const entity = (type: string, id: string, verdict: Verdict, errors: Entity['errors'] = []): Entity => ({
  entity_type: type,
  id,
  can_send_message: verdict,
  ...(errors.length > 0 ? { errors } : {}),
})

function accountEntity(account: Account): Entity {
  const errors: NonNullable<Entity['errors']> = []
  if (account.primaryFundingId === null) {
    errors.push({
      error_code: 141006,
      error_description: 'There is an error with the payment method. This will block business initiated conversations.',
      possible_solution: 'There was an error with your payment method. Please add a new payment method to the account.',
    })
  }
  if (account.banned) {
    errors.push({
      error_code: 141014,
      error_description: 'The WABA is banned.',
      possible_solution: 'Please visit Business Support Home to learn how to appeal the ban.',
    })
  }
  return entity('WABA', account.id, errors.length > 0 ? 'BLOCKED' : 'AVAILABLE', errors)
}

function businessEntity(world: World, account: Account): Entity {
  const business = findBusiness(world, account.businessId)
  if (business?.verification === 'verified') return entity('BUSINESS', business.id, 'AVAILABLE')
  return entity('BUSINESS', account.businessId, 'LIMITED', [
    {
      error_code: 141010,
      error_description: 'The Business has not passed business verification.',
      possible_solution: 'Please visit business settings and start or resolve the business verification request.',
    },
  ])
}

/** SIP noise on healthy numbers is Meta's habit (contract, section 5.3); it must not read as a fault. */
const numberEntity = (number: PhoneNumber): Entity => ({
  ...entity('PHONE_NUMBER', number.id, number.status === 'CONNECTED' ? 'AVAILABLE' : 'BLOCKED', [
    {
      error_code: 138024,
      error_description: 'WhatsApp Business calling cannot use SIP because it is not enabled',
      possible_solution: 'Configure SIP using {PHONE_NUMBER_ID}/settings API',
    },
  ]),
  can_receive_call_sip: 'BLOCKED',
})

export function health(world: World, account: Account, number: PhoneNumber | null) {
  const entities = [
    ...(number === null ? [] : [numberEntity(number)]),
    accountEntity(account),
    businessEntity(world, account),
    entity('APP', world.app.id, 'AVAILABLE'),
  ]
  const worst = Math.max(...entities.map((each) => RANK.indexOf(each.can_send_message)))
  return { can_send_message: RANK[worst] ?? 'BLOCKED', entities }
}

export function numberHealth(world: World, number: PhoneNumber) {
  const account = findAccount(world, number.accountId)
  return account === undefined ? undefined : health(world, account, number)
}

import { type PhoneNumber, takeId } from './state'
import type { Plot } from './stories'

const HOUR = 3_600_000

/** A healthy number that somebody uses every day. EXPIRED beside CONNECTED is normal: it was verified long ago. */
export function liveNumber(
  world: { seed: string; taken: number },
  accountId: string,
  digits: string,
  display: string,
  at: number,
): PhoneNumber {
  return {
    id: takeId(world),
    accountId,
    digits,
    display,
    verifiedName: 'Cửa hàng Lan',
    status: 'CONNECTED',
    platformType: 'CLOUD_API',
    qualityRating: 'GREEN',
    nameStatus: 'APPROVED',
    newNameStatus: null,
    newDisplayName: null,
    isPinEnabled: false,
    accountMode: 'LIVE',
    isOfficial: false,
    isOnBizApp: false,
    messagingLimit: 'TIER_2K',
    throughput: 'STANDARD',
    verifiedAt: at - 400 * 24 * HOUR,
    registerCalls: [],
    registerLockedUntil: 0,
    typed: false,
    deleted: false,
    overrideCallbackUri: null,
    profile: {
      about: 'Mở cửa 8:00–21:00',
      address: '12 Hàng Bạc, Hà Nội',
      description: 'Áo dài và quà tặng',
      email: 'lan@shop.example',
      websites: ['https://shop.example/'],
      vertical: 'RETAIL',
    },
  }
}

/** The story's number first; the others show the reasons why a number cannot move. */
export function startingNumbers(
  world: { seed: string; taken: number },
  accountId: string,
  plot: Plot,
  at: number,
): PhoneNumber[] {
  const make = (digits: string, display: string) => liveNumber(world, accountId, digits, display, at)
  return [
    { ...make(plot.phone.digits, plot.phone.display), ...plot.number },
    {
      ...make('15550100123', '+1 555-010-0123'),
      verifiedName: 'Test Number',
      accountMode: 'SANDBOX',
      qualityRating: 'UNKNOWN',
      messagingLimit: 'TIER_250',
    },
    {
      ...make('84903555012', '+84 903 555 012'),
      verifiedName: 'Lan Quận 1',
      isOnBizApp: true,
      qualityRating: 'UNKNOWN',
    },
    {
      ...make('84938200415', '+84 938 200 415'),
      verifiedName: 'Lan Đà Nẵng',
      status: 'DISCONNECTED',
      qualityRating: 'YELLOW',
    },
    {
      ...make('84977610238', '+84 977 610 238'),
      verifiedName: 'Lan Online',
      newNameStatus: 'PENDING_REVIEW',
      newDisplayName: 'Lan Áo Dài Online',
    },
  ]
}

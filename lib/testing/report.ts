import type { NumberSnapshot } from '@/lib/migration/snapshot'
import type { MigrationView } from '@/lib/migration/view'
import { compare } from '@/lib/report/compare'
import type { MoveReport } from '@/lib/report/view'

/** A number in order, on Cloud API, as Meta describes it before a move. */
export const buildSnapshot = (change: Partial<NumberSnapshot> = {}): NumberSnapshot => ({
  readAt: '2026-03-02T09:00:00.000Z',
  readable: true,
  wabaId: '102900000000001',
  wabaName: 'Nhà cung cấp',
  phoneNumberId: '109900000000001',
  displayName: 'Cửa hàng Lan',
  qualityRating: 'GREEN',
  messagingLimit: 'TIER_2K',
  officialAccount: false,
  status: 'CONNECTED',
  platformType: 'CLOUD_API',
  nameStatus: 'APPROVED',
  twoStepOn: false,
  templates: [],
  subscribedApps: null,
  paymentAttached: true,
  profile: {
    about: 'Mở cửa 8 giờ đến 22 giờ',
    address: '12 Nguyễn Huệ, Quận 1',
    description: 'Quần áo trẻ em',
    email: 'lan@example.com',
    websites: ['https://example.com/'],
    vertical: 'RETAIL',
    hasPicture: true,
  },
  ...change,
})

/** The same number on the destination, with nothing lost. */
export const buildSnapshotAfter = (change: Partial<NumberSnapshot> = {}): NumberSnapshot =>
  buildSnapshot({
    readAt: '2026-03-02T09:20:00.000Z',
    wabaId: '102900000000002',
    wabaName: 'Cửa hàng Lan',
    phoneNumberId: '109900000000002',
    twoStepOn: true,
    subscribedApps: ['Carryover'],
    ...change,
  })

export const AROUND: Pick<MigrationView, 'number' | 'source' | 'destination'> = {
  number: {
    e164: '+84912345678',
    display: '+84 912 345 678',
    country: 'VN',
    lineType: 'mobile',
    displayName: 'Cửa hàng Lan',
    sourcePhoneNumberId: '109900000000001',
    phoneNumberId: '109900000000002',
  },
  source: { wabaId: '102900000000001', name: 'Nhà cung cấp', unlisted: false },
  destination: { wabaId: '102900000000002', name: 'Cửa hàng Lan' },
}

const template = (name: string, status = 'APPROVED', quality = 'GREEN') => ({
  name,
  language: 'vi',
  status,
  quality,
  category: 'UTILITY',
})

const COMMANDS = ['add_number', 'request_code', 'verify_code', 'register'] as const

/** An ordinary move: nine templates, of which five moved. */
export function buildReport(change: Partial<MoveReport> = {}): MoveReport {
  const moved = ['xac_nhan_don', 'da_giao_hang', 'hen_lich', 'nhac_thanh_toan', 'cam_on'].map((name) => template(name))
  const stayed = [
    template('khuyen_mai', 'APPROVED', 'RED'),
    template('sinh_nhat', 'APPROVED', 'UNKNOWN'),
    template('thu_moi', 'PENDING', 'UNKNOWN'),
    template('trung_thuong', 'REJECTED', 'UNKNOWN'),
  ]
  const before = buildSnapshot({ templates: [...moved, ...stayed] })
  const after = buildSnapshotAfter({ templates: moved })
  const entry = { command: null, check: null, to: null, by: 'Trần Thị Lan' } as const
  return {
    format: 'carryover-report',
    version: 1,
    service: 'Carryover',
    appVersion: '0.1.0',
    graphVersion: 'v25.0',
    migrationId: 'a-migration',
    reference: 'MV-4F7K-2Q',
    practice: false,
    result: 'moved',
    number: { e164: '+84912345678', display: '+84 912 345 678', displayName: 'Cửa hàng Lan' },
    customer: 'Công ty TNHH Lan và Bạn',
    startedAt: '2026-03-02T09:00:00.000Z',
    registeredAt: '2026-03-02T09:19:00.000Z',
    endedAt: '2026-03-02T09:20:00.000Z',
    people: ['Trần Thị Lan', 'Ngô Văn Đức'],
    ids: {
      before: { wabaId: before.wabaId, wabaName: before.wabaName, phoneNumberId: before.phoneNumberId },
      after: { wabaId: after.wabaId, wabaName: after.wabaName, phoneNumberId: after.phoneNumberId },
    },
    readAt: { before: before.readAt, after: after.readAt },
    ...compare(before, after, AROUND),
    steps: [...COMMANDS, 'confirm' as const].map((command) => ({ command, done: true })),
    timeline: [
      { ...entry, at: '2026-03-02T09:00:00.000Z', kind: 'migration_started' },
      { ...entry, at: '2026-03-02T09:01:00.000Z', kind: 'number_chosen' },
      { ...entry, at: '2026-03-02T09:02:00.000Z', kind: 'check_confirmed', check: 'two_step_off' },
      ...COMMANDS.map((command, index) => ({
        ...entry,
        at: `2026-03-02T09:1${index}:00.000Z`,
        kind: 'command_done' as const,
        command,
      })),
      { ...entry, at: '2026-03-02T09:20:00.000Z', kind: 'status_changed', to: 'confirmed', by: 'system' },
    ],
    ...change,
  }
}

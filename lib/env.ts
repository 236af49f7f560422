import 'server-only'
import { readFileSync, statSync } from 'node:fs'
import * as z from 'zod'

/** One line per fault. Names settings, never their values: the values may be secrets. */
export class EnvError extends Error {
  override readonly name = 'EnvError'
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(faults.join('\n'))
    this.faults = faults
  }
}

/** sysexits.h EX_CONFIG: a supervisor should not restart us until somebody has changed the settings. */
export const EXIT_CONFIG = 78

const isLoopback = (host: string) => host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)

function parseUrl(value: string): URL | null {
  return URL.canParse(value) ? new URL(value) : null
}

const hasCredentials = (url: URL) => url.username !== '' || url.password !== ''

const isOrigin = (url: URL) =>
  (url.protocol === 'https:' || url.protocol === 'http:') &&
  url.pathname === '/' &&
  url.search === '' &&
  url.hash === '' &&
  !hasCredentials(url)

const isGraphUrl = (url: URL) =>
  (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) &&
  url.search === '' &&
  url.hash === '' &&
  !hasCredentials(url)

const isPostgresUrl = (url: URL) => url.protocol === 'postgres:' || url.protocol === 'postgresql:'

const isMailUrl = (url: URL) => (url.protocol === 'smtp:' || url.protocol === 'smtps:') && url.hostname !== ''

const urlWhere = (test: (url: URL) => boolean, reason: string) =>
  z.string().refine((value) => {
    const url = parseUrl(value)
    return url !== null && test(url)
  }, reason)

const withoutSlash = (value: string) => value.replace(/\/+$/, '')

/** An empty setting is a setting that is not there: compose files and shells make many of those. */
const fields = {
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number, 1 to 65535')
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65_535, 'must be a port number, 1 to 65535')
    .default(3000),
  HOST: z.string().regex(/^\S+$/, 'must be an address to listen on').default('127.0.0.1'),
  DATABASE_URL: urlWhere(isPostgresUrl, 'must be a postgres:// address (npm start sets it for the embedded database)'),
  DATA_DIR: z.string().default('./data'),
  PUBLIC_URL: urlWhere(isOrigin, 'must be an origin only, such as https://move.example.com')
    .transform((value) => new URL(value).origin)
    .optional(),
  GRAPH_API_URL: urlWhere(isGraphUrl, 'must be https, or http on a loopback address')
    .transform(withoutSlash)
    .default('https://graph.facebook.com'),
  GRAPH_API_VERSION: z
    .string()
    .regex(/^v\d{1,3}\.\d$/, 'must look like v25.0')
    .default('v25.0'),
  CARRYOVER_KEY: z.string().optional(),
  CARRYOVER_KEY_FILE: z.string().optional(),
  CARRYOVER_SETUP_EMAIL: z.email('must be an email address').optional(),
  CARRYOVER_SETUP_PASSWORD: z.string().optional(),
  CARRYOVER_SETUP_API_TOKEN: z.string().min(20, 'must have 20 characters or more').optional(),
  META_APP_SECRET: z
    .string()
    .regex(/^\S{16,}$/, 'must be the app secret of your Meta app')
    .optional(),
  META_WEBHOOK_VERIFY_TOKEN: z
    .string()
    .regex(/^\S{8,}$/, 'must have 8 characters or more')
    .optional(),
  SMTP_URL: urlWhere(isMailUrl, 'must be an smtp:// or smtps:// address').optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/, 'must be an email address, or a name with one in <>')
    .optional(),
  WORKER: z.enum(['on', 'off', 'only'], 'must be on, off or only').default('on'),
  MIN_FREE_MEGABYTES: z
    .string()
    .regex(/^\d{1,7}$/, 'must be a number of megabytes')
    .transform(Number)
    .default(200),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
    .default('info'),
} as const

const schema = z.object(fields)

const KEY_FORM = 'must be 32 random bytes or more, as base64 or hex'

function decodeKey(text: string): Buffer | string {
  const bytes = /^([0-9a-f]{2})+$/i.test(text) ? Buffer.from(text, 'hex') : decodeBase64(text)
  if (bytes === null || bytes.length < 32) return KEY_FORM
  // A sample from a page, or a key held down: no random key of this length repeats so much.
  return new Set(bytes).size < 8 ? 'is not random' : bytes
}

function decodeBase64(text: string): Buffer | null {
  return /^[A-Za-z0-9+/_-]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : null
}

function readKeyFile(file: string): Buffer | string {
  try {
    if (process.platform !== 'win32' && (statSync(file).mode & 0o007) !== 0)
      return 'can be read by everybody: chmod 600'
    return decodeKey(readFileSync(file, 'utf8').trim())
  } catch {
    return 'cannot be read'
  }
}

function readMasterKey(key: string | undefined, file: string | undefined): { name: string; key: Buffer | string } {
  if (key) return { name: 'CARRYOVER_KEY', key: decodeKey(key) }
  if (file) return { name: 'CARRYOVER_KEY_FILE', key: readKeyFile(file) }
  return { name: 'CARRYOVER_KEY', key: `or CARRYOVER_KEY_FILE is needed: ${KEY_FORM}` }
}

/** Reads every setting at once, so that one start shows every fault. */
export function readEnv(source: Readonly<Record<string, string | undefined>>) {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = schema.safeParse(present)
  const faults = parsed.success
    ? []
    : parsed.error.issues.map((issue) => {
        const name = String(issue.path[0])
        return name in present ? `${name} ${issue.message}` : `${name} is needed`
      })
  const master = readMasterKey(present.CARRYOVER_KEY, present.CARRYOVER_KEY_FILE)
  if (typeof master.key === 'string') faults.push(`${master.name} ${master.key}`)
  const { CARRYOVER_SETUP_EMAIL: email, CARRYOVER_SETUP_PASSWORD: password } = present
  if (email && !password) faults.push('CARRYOVER_SETUP_PASSWORD is needed beside CARRYOVER_SETUP_EMAIL')
  if (password && !email) faults.push('CARRYOVER_SETUP_EMAIL is needed beside CARRYOVER_SETUP_PASSWORD')
  if (present.CARRYOVER_SETUP_API_TOKEN && !email) {
    faults.push('CARRYOVER_SETUP_EMAIL is needed beside CARRYOVER_SETUP_API_TOKEN')
  }
  const { SMTP_URL: mailUrl, MAIL_FROM: mailFrom } = present
  if (mailUrl && !mailFrom) faults.push('MAIL_FROM is needed beside SMTP_URL')
  if (mailFrom && !mailUrl) faults.push('SMTP_URL is needed beside MAIL_FROM')
  if (!parsed.success || typeof master.key === 'string' || faults.length > 0) throw new EnvError(faults)
  const { data } = parsed
  return {
    PORT: data.PORT,
    HOST: data.HOST,
    DATABASE_URL: data.DATABASE_URL,
    DATA_DIR: data.DATA_DIR,
    publicUrl: data.PUBLIC_URL ?? `http://localhost:${data.PORT}`,
    graphApiUrl: data.GRAPH_API_URL,
    graphApiVersion: data.GRAPH_API_VERSION,
    masterKey: master.key,
    setupEmail: data.CARRYOVER_SETUP_EMAIL,
    setupPassword: data.CARRYOVER_SETUP_PASSWORD,
    setupApiToken: data.CARRYOVER_SETUP_API_TOKEN,
    metaAppSecret: data.META_APP_SECRET,
    metaVerifyToken: data.META_WEBHOOK_VERIFY_TOKEN,
    mail: data.SMTP_URL && data.MAIL_FROM ? { url: data.SMTP_URL, from: data.MAIL_FROM } : null,
    worker: data.WORKER,
    minFreeMegabytes: data.MIN_FREE_MEGABYTES,
    logLevel: data.LOG_LEVEL,
  }
}

export type Env = Readonly<ReturnType<typeof readEnv>>

let cached: Env | undefined

/** The settings of this process. Throws `EnvError` with every fault; boot turns that into lines and exit code 78. */
export function env(): Env {
  cached ??= readEnv(process.env)
  return cached
}

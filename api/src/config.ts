import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'

/** Everything that can be set from outside, read once and frozen. */
export interface Config {
  /** Where the API listens; loopback unless said. */
  host: string
  /** TCP port of the API. */
  port: number
  /** Absolute folder of the embedded database and the stored files. */
  dataDir: string
  /** A PostgreSQL of the operator's; the embedded one runs where it is absent. */
  databaseUrl: string | undefined
  /** The same database past a pooler, by a user that may change the schema; `databaseUrl` where absent. */
  databaseMigrationUrl: string | undefined
  /** Address by which the outside reaches the API, without a trailing slash; undefined: http://localhost:PORT. */
  publicUrl: string | undefined
  role: 'all' | 'api' | 'worker'
  objectStore: ObjectStoreConfig
  taskQueue: TaskQueueConfig
  /** What product photos made ready for drawing may take below the data folder; 0 for nothing. */
  fittedCacheMb: number
  /** Tasks that one worker process runs at a time. */
  workerConcurrency: number
  /** Sides of the square pictures, in pixels, ascending. */
  imageWidths: number[]
  imageFormats: ImageFormat[]
  /** Opens /metrics from elsewhere than the machine itself. */
  metricsToken: string | undefined
  /** Whose sessions of people are accepted; undefined: nobody's. */
  clerk: ClerkConfig | undefined
  /** How long a line of the log of changes is kept. */
  auditKeepDays: number
  /** How many proxies stand in front: the client's address is the one that the outermost of them saw. */
  trustProxy: number
  /** Requests a minute; 0 for no limit. */
  rateLimits: {
    /** Of a secret key: what only reads, what changes, and what draws or decodes pictures. */
    reads: number
    writes: number
    costly: number
    /** Of one client address with a publishable key: what it reads, and what it sends in. */
    visits: number
    submissions: number
  }
  /** Whether webhooks and logo addresses may lead to private addresses and to this machine. */
  outboundAllowPrivate: boolean
  /** Off: webhooks are noted, and sent once it is on again. */
  webhooks: 'on' | 'off'
  /** What an endpoint is given to answer. */
  webhookTimeoutSeconds: number
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
}

export type ObjectStoreConfig =
  | { kind: 'filesystem' }
  /** `publicUrl`: where browsers find the bucket; `apiEndpoint`: a server that stands in for Google's. */
  | { kind: 'gcs'; bucket: string; publicUrl: string | undefined; apiEndpoint: string | undefined }

export type TaskQueueConfig = { kind: 'postgres' } | CloudTasksConfig

export interface CloudTasksConfig {
  kind: 'cloud-tasks'
  project: string
  location: string
  queue: string
  /** Where the worker is called; its tokens are for this audience. */
  workerUrl: string
  /** In whose name it is called. */
  serviceAccount: string
  /** `host:port` of a server that stands in for Google's. */
  apiEndpoint: string | undefined
  /** Where the certificates are that sign the tokens, and who is to have issued them; Google where undefined. */
  certificatesUrl: string | undefined
  issuer: string | undefined
}

export interface ClerkConfig {
  /** PEM of the instance's public key. */
  jwtKey: string
  /** Where it issues its tokens. */
  issuer: string
  authorizedParties: string[]
}

export type ImageFormat = 'webp' | 'avif' | 'jpeg'

/** Lists every problem at once, so that a start is corrected in one go. */
export class ConfigError extends Error {
  readonly problems: string[]
  constructor(problems: string[]) {
    super(`The configuration is not valid:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.problems = problems
  }
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/**
 * Reads the environment; throws a ConfigError that names every variable that is wrong. `defaults` stand in for
 * variables that are not set.
 */
export function readConfig(
  env: Record<string, string | undefined> = process.env,
  defaults: Record<string, string> = {},
): Readonly<Config> {
  const problems: string[] = []
  // An empty variable is an unset one: compose files and CI write `PORT=` for "not given".
  const read = (name: string): string | undefined => env[name]?.trim() || defaults[name]

  const oneOf = <T extends string>(name: string, allowed: readonly T[], fallback: T): T => {
    const value = read(name)
    if (value === undefined || (allowed as readonly string[]).includes(value)) return (value ?? fallback) as T
    problems.push(`${name} is "${value}"; it must be one of ${allowed.join(', ')}`)
    return fallback
  }
  const integer = (name: string, min: number, max: number, fallback: number): number => {
    const value = read(name)
    if (value === undefined) return fallback
    const number = Number(value)
    if (Number.isInteger(number) && number >= min && number <= max) return number
    problems.push(`${name} is "${value}"; it must be a whole number from ${min} to ${max}`)
    return fallback
  }
  const url = (name: string, protocols: string[]): string | undefined => {
    const value = read(name)
    if (value === undefined) return undefined
    // A database behind a socket has no host: postgresql://user:password@/vitrine?host=/cloudsql/…
    const full = protocols.includes('postgres:') ? value.replace('@/', '@localhost/') : value
    const parsed = URL.canParse(full) ? new URL(full) : undefined
    // The value itself is not repeated: a database address holds a password.
    if (!parsed || !protocols.includes(parsed.protocol))
      problems.push(
        `${name} must be an address that starts with ${protocols.map((p) => `${p}//`).join(' or ')}`,
      )
    return value
  }

  const list = <T>(
    name: string,
    fallback: T[],
    read_: (entry: string) => T | undefined,
    expected: string,
  ): T[] => {
    const value = read(name)
    if (value === undefined) return fallback
    const entries = value.split(',').map((entry) => read_(entry.trim()))
    if (entries.every((entry) => entry !== undefined) && new Set(entries).size === entries.length)
      return entries as T[]
    problems.push(`${name} is "${value}"; it must be ${expected}`)
    return fallback
  }

  const secret = (name: string): string | undefined => {
    const value = read(name)
    // Not repeated either, and long enough not to be guessed.
    if (value !== undefined && !/^[\x21-\x7e]{16,}$/.test(value))
      problems.push(`${name} must be at least 16 printable characters without spaces`)
    return value
  }

  const address = (name: string) => url(name, ['http:', 'https:'])?.replace(/\/+$/, '')
  /** A variable that another one asks for. */
  const required = (name: string, because: string): string => {
    const value = read(name)
    if (value === undefined) problems.push(`${name} must be given with ${because}`)
    return value ?? ''
  }
  const objectStore = (): ObjectStoreConfig => {
    const kind = oneOf('OBJECT_STORE', ['filesystem', 'gcs'], 'filesystem')
    if (kind === 'filesystem') return { kind }
    const bucket = required('GCS_BUCKET', 'OBJECT_STORE=gcs')
    const apiEndpoint = address('GCS_API_ENDPOINT') ?? emulator()
    return { kind, bucket, publicUrl: address('GCS_PUBLIC_URL'), apiEndpoint }
  }
  /** As Google's own clients take it: with or without a scheme, and some with the path of the interface. */
  const emulator = (): string | undefined => {
    const value = read('STORAGE_EMULATOR_HOST')?.replace(/\/+(storage\/v1\/*)?$/, '')
    return value && !value.includes('://') ? `http://${value}` : value
  }
  /** `host:port`; people write an address. */
  const endpoint = (name: string): string | undefined => {
    const value = read(name)?.replace(/^http:\/\/|\/+$/g, '')
    if (value !== undefined && !/^[^/:\s]+:\d{1,5}$/.test(value))
      problems.push(`${name} must be host:port, such as 127.0.0.1:8123`)
    return value
  }
  const role = oneOf('ROLE', ['all', 'api', 'worker'], 'all')
  const taskQueue = (): TaskQueueConfig => {
    const kind = oneOf('TASK_QUEUE', ['postgres', 'cloud-tasks'], 'postgres')
    if (kind === 'postgres') return { kind }
    const because = 'TASK_QUEUE=cloud-tasks'
    // On one machine there is nobody to call the worker from outside, and no door to leave open.
    if (role === 'all') problems.push(`ROLE must be api or worker with ${because}`)
    address('CLOUD_TASKS_WORKER_URL')
    return {
      kind,
      project: required('CLOUD_TASKS_PROJECT', because),
      location: required('CLOUD_TASKS_LOCATION', because),
      queue: required('CLOUD_TASKS_QUEUE', because),
      workerUrl: required('CLOUD_TASKS_WORKER_URL', because).replace(/\/+$/, ''),
      serviceAccount: required('CLOUD_TASKS_SERVICE_ACCOUNT', because),
      apiEndpoint: endpoint('CLOUD_TASKS_API_ENDPOINT'),
      certificatesUrl: address('CLOUD_TASKS_CERTIFICATES_URL'),
      issuer: read('CLOUD_TASKS_ISSUER'),
    }
  }

  const store = objectStore()

  const readClerk = (): ClerkConfig | undefined => {
    // Written with \n where a line cannot be broken.
    const jwtKey = read('CLERK_JWT_KEY')?.replaceAll('\\n', '\n')
    const publishableKey = read('CLERK_PUBLISHABLE_KEY')
    const parties = list(
      'CLERK_AUTHORIZED_PARTIES',
      [],
      readOrigin,
      'origins such as https://admin.example.com',
    )
    if (!jwtKey && !publishableKey && parties.length === 0) return undefined
    if (!jwtKey?.startsWith('-----BEGIN PUBLIC KEY-----'))
      problems.push('CLERK_JWT_KEY must be the PEM public key of the Clerk instance')
    const issuer = clerkIssuer(publishableKey ?? '')
    if (!issuer)
      problems.push('CLERK_PUBLISHABLE_KEY must be that of the Clerk instance, pk_live_… or pk_test_…')
    // A token for any other application of the instance would open this one.
    if (parties.length === 0)
      problems.push('CLERK_AUTHORIZED_PARTIES must name the origins whose pages may send sessions here')
    return { jwtKey: jwtKey ?? '', issuer: issuer ?? '', authorizedParties: parties }
  }

  const config: Config = {
    host: read('HOST') ?? '127.0.0.1',
    port: integer('PORT', 1, 65535, 8080),
    dataDir: resolve(read('DATA_DIR') ?? '.vitrine'),
    databaseUrl: url('DATABASE_URL', ['postgres:', 'postgresql:']),
    databaseMigrationUrl: url('DATABASE_MIGRATION_URL', ['postgres:', 'postgresql:']),
    publicUrl: address('PUBLIC_URL'),
    role,
    objectStore: store,
    taskQueue: taskQueue(),
    // One more than cores: while one waits for storage or the database, no core does. A sixth faster, measured on two.
    workerConcurrency: integer('WORKER_CONCURRENCY', 1, 64, availableParallelism() + 1),
    // Beside a bucket, the disk is often memory.
    fittedCacheMb: integer('FITTED_CACHE_MB', 0, 1_000_000, store.kind === 'filesystem' ? 1024 : 0),
    imageWidths: list('IMAGE_WIDTHS', [480, 1000], readWidth, 'widths from 16 to 2000, such as 480,1000'),
    imageFormats: list('IMAGE_FORMATS', ['webp', 'avif', 'jpeg'], readFormat, 'some of webp, avif and jpeg'),
    metricsToken: secret('METRICS_TOKEN'),
    clerk: readClerk(),
    auditKeepDays: integer('AUDIT_KEEP_DAYS', 30, 3650, 400),
    trustProxy: integer('TRUST_PROXY', 0, 10, 0),
    rateLimits: Object.freeze({
      reads: integer('RATE_LIMIT_READS', 0, 1_000_000, 6000),
      writes: integer('RATE_LIMIT_WRITES', 0, 1_000_000, 1800),
      costly: integer('RATE_LIMIT_COSTLY', 0, 1_000_000, 600),
      visits: integer('RATE_LIMIT_VISITS', 0, 1_000_000, 3000),
      submissions: integer('RATE_LIMIT_SUBMISSIONS', 0, 1_000_000, 30),
    }),
    outboundAllowPrivate: oneOf('OUTBOUND_ALLOW_PRIVATE', ['0', '1'], '0') === '1',
    webhooks: oneOf('WEBHOOKS', ['on', 'off'], 'on'),
    webhookTimeoutSeconds: integer('WEBHOOK_TIMEOUT_SECONDS', 1, 60, 15),
    logLevel: oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
  }
  if (problems.length > 0) throw new ConfigError(problems)
  return Object.freeze(config)
}

function readWidth(entry: string): number | undefined {
  const width = Number(entry)
  return Number.isInteger(width) && width >= 16 && width <= 2000 ? width : undefined
}

function readOrigin(entry: string): string | undefined {
  return URL.canParse(entry) && new URL(entry).origin === entry ? entry : undefined
}

/** A publishable key holds the instance's host in base64: `pk_live_` or `pk_test_`, then `host$`. */
function clerkIssuer(publishableKey: string): string | undefined {
  const encoded = /^pk_(?:live|test)_([A-Za-z0-9+/=_-]+)$/.exec(publishableKey)?.[1]
  const host = encoded && /^([a-z0-9.-]+)\$$/.exec(Buffer.from(encoded, 'base64').toString())?.[1]
  return host ? `https://${host}` : undefined
}

function readFormat(entry: string): ImageFormat | undefined {
  return (['webp', 'avif', 'jpeg'] as const).find((format) => format === entry)
}

/** The environment by which a child process comes to the same configuration, with some of it replaced. */
export function childEnvironment(overrides: Record<string, string>): Record<string, string | undefined> {
  return { ...process.env, ...overrides }
}

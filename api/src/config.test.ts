import { expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

test('nothing need be set, and the result cannot be changed', () => {
  const config = readConfig({})
  expect(config).toMatchObject({ host: '127.0.0.1', port: 8080, role: 'all', databaseUrl: undefined })
  expect(Object.isFrozen(config)).toBe(true)
})

test('an empty variable is one that is not set', () => {
  expect(readConfig({ PORT: '', ROLE: ' ', DATABASE_URL: '' })).toEqual(readConfig({}))
})

test('every problem is named at once, and no password among them', () => {
  const wrong = {
    PORT: '70000',
    ROLE: 'boss',
    LOG_LEVEL: 'loud',
    WORKER_CONCURRENCY: '1.5',
    DATABASE_URL: 'mysql://u:s3cret@x/y',
    PUBLIC_URL: 'shop.example',
    OBJECT_STORE: 's3',
    TASK_QUEUE: 'redis',
  }
  const error = (() => {
    try {
      return readConfig(wrong)
    } catch (reason) {
      return reason as ConfigError
    }
  })() as ConfigError
  expect(error).toBeInstanceOf(ConfigError)
  for (const name of Object.keys(wrong))
    expect(error.problems.filter((problem) => problem.startsWith(name))).toHaveLength(1)
  expect(error.message).not.toContain('s3cret')
})

test('what a driver needs is asked for with it', () => {
  expect(() => readConfig({ OBJECT_STORE: 'gcs' })).toThrow('GCS_BUCKET must be given with OBJECT_STORE=gcs')
  const { objectStore, fittedCacheMb } = readConfig({
    OBJECT_STORE: 'gcs',
    GCS_BUCKET: 'b',
    GCS_PUBLIC_URL: 'https://cdn.x/',
  })
  expect(objectStore).toMatchObject({ kind: 'gcs', bucket: 'b', publicUrl: 'https://cdn.x' })
  expect(fittedCacheMb).toBe(0)
  expect(readConfig({}).fittedCacheMb).toBe(1024)
  // A driver that is not used asks for nothing, whatever else is set.
  expect(readConfig({ GCS_BUCKET: 'b' }).objectStore).toEqual({ kind: 'filesystem' })
})

test('an emulator is found by the variable that Google’s own clients read, however it is written', () => {
  const gcs = { OBJECT_STORE: 'gcs', GCS_BUCKET: 'b' }
  for (const host of ['localhost:9000', 'http://localhost:9000/', 'http://localhost:9000/storage/v1'])
    expect(readConfig({ ...gcs, STORAGE_EMULATOR_HOST: host }).objectStore).toMatchObject({
      apiEndpoint: 'http://localhost:9000',
    })
  const tasks = {
    TASK_QUEUE: 'cloud-tasks',
    ROLE: 'api',
    CLOUD_TASKS_PROJECT: 'p',
    CLOUD_TASKS_LOCATION: 'l',
  }
  const rest = {
    CLOUD_TASKS_QUEUE: 'q',
    CLOUD_TASKS_WORKER_URL: 'http://w',
    CLOUD_TASKS_SERVICE_ACCOUNT: 'a@b',
  }
  const at = (endpoint: string) => readConfig({ ...tasks, ...rest, CLOUD_TASKS_API_ENDPOINT: endpoint })
  expect(at('http://localhost:8123/').taskQueue).toMatchObject({ apiEndpoint: 'localhost:8123' })
  expect(() => at('localhost')).toThrow('CLOUD_TASKS_API_ENDPOINT must be host:port')
})

test('a database may be behind a socket, as Cloud SQL’s are', () => {
  const databaseUrl = 'postgresql://u:p@/vitrine?host=/cloudsql/p:r:i'
  expect(readConfig({ DATABASE_URL: databaseUrl })).toMatchObject({ databaseUrl })
  expect(() => readConfig({ PUBLIC_URL: 'https://u@/x' })).toThrow('PUBLIC_URL')
})

test('Cloud Tasks asks for its queue, and for a worker that is called from outside', () => {
  const problems = (() => {
    try {
      readConfig({ TASK_QUEUE: 'cloud-tasks' })
    } catch (error) {
      return (error as ConfigError).problems
    }
  })()
  expect(problems?.map((problem) => problem.split(' ')[0])).toEqual([
    'ROLE',
    'CLOUD_TASKS_PROJECT',
    'CLOUD_TASKS_LOCATION',
    'CLOUD_TASKS_QUEUE',
    'CLOUD_TASKS_WORKER_URL',
    'CLOUD_TASKS_SERVICE_ACCOUNT',
  ])
})

test('the address of the outside loses its last slash', () => {
  expect(readConfig({ PUBLIC_URL: 'https://x.example/' }).publicUrl).toBe('https://x.example')
})

test('Clerk is configured as a whole or not at all', () => {
  const whole = {
    CLERK_JWT_KEY: '-----BEGIN PUBLIC KEY-----\\nMIIB\\n-----END PUBLIC KEY-----',
    CLERK_PUBLISHABLE_KEY: `pk_live_${btoa('clerk.example.com$')}`,
    CLERK_AUTHORIZED_PARTIES: 'https://admin.example.com',
  }
  expect(readConfig({}).clerk).toBeUndefined()
  expect(readConfig(whole).clerk).toMatchObject({ issuer: 'https://clerk.example.com' })
  for (const name of Object.keys(whole)) expect(() => readConfig({ ...whole, [name]: '' })).toThrow(name)
  expect(() => readConfig({ ...whole, CLERK_AUTHORIZED_PARTIES: 'admin.example.com' })).toThrow(
    'CLERK_AUTHORIZED',
  )
})

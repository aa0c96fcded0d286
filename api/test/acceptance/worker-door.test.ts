import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import type { Door } from '../../src/worker/door.ts'
import { openDoor, startWorker } from '../../src/worker/start.ts'
import { type CloudTasksServer, startCloudTasksServer } from '../drivers/cloud-tasks/server.ts'
import { createSigner, type Signer } from '../drivers/cloud-tasks/tokens.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

// Who may bring a task to a worker, and what it is answered.

const AUDIENCE = 'https://worker.example'
const EMAIL = 'tasks@shop.iam.gserviceaccount.com'
const ID = '00000000-0000-4000-8000-000000000000'
const log = createLog('silent')

let cloud: CloudTasksServer
let vitrine: TestVitrine
let door: Door
let signer: Signer
let certificates: () => Promise<Record<string, string>>

beforeAll(async () => {
  cloud = await startCloudTasksServer()
  // Nobody calls AUDIENCE: each test knocks itself.
  const env = {
    TASK_QUEUE: 'cloud-tasks',
    ROLE: 'api',
    CLOUD_TASKS_PROJECT: 'shop',
    CLOUD_TASKS_LOCATION: 'europe-west1',
    CLOUD_TASKS_QUEUE: 'vitrine',
    CLOUD_TASKS_WORKER_URL: AUDIENCE,
    CLOUD_TASKS_SERVICE_ACCOUNT: EMAIL,
    CLOUD_TASKS_API_ENDPOINT: cloud.endpoint,
  }
  vitrine = await startVitrine({ worker: false, env })
  signer = createSigner(AUDIENCE, EMAIL)
  const config = { ...readConfig(env), port: 0 }
  await startWorker({ config, service: vitrine.service, log })
  door = (await openDoor({ config, service: vitrine.service, log, certificates: () => certificates() }))!
})
afterAll(async () => {
  await door?.stop(0)
  await vitrine?.stop()
  await cloud?.stop()
})

const knock = (
  headers: Record<string, string> = {},
  options: { path?: string; body?: string; port?: number } = {},
) =>
  fetch(`http://127.0.0.1:${options.port ?? door.port}${options.path ?? '/tasks/tenant.purge'}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: options.body ?? JSON.stringify({ id: ID }),
  })
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const now = () => Math.floor(Date.now() / 1000)
const runs = async () =>
  (await vitrine.database.query<{ tries: number }>('select tries from outbox.tasks')).map(
    ({ tries }) => tries,
  )

beforeAll(() => {
  certificates = async () => signer.certificates
})

describe('is shut to', () => {
  const google = {
    'x-cloudtasks-queuename': 'vitrine',
    'x-cloudtasks-taskname': 'a',
    'x-appengine-queuename': 'vitrine',
    'user-agent': 'Google-Cloud-Tasks',
  }
  const cases: [string, () => Record<string, string>][] = [
    ['no credentials', () => ({})],
    ['headers alone', () => google],
    ['another scheme', () => ({ authorization: `Basic ${signer.sign()}` })],
    ['what is no token', () => bearer('abc')],
    ['a token without a signature', () => bearer(`${signer.sign().split('.').slice(0, 2).join('.')}.`)],
    [
      'a token whose signature Cloud Run removed',
      () => bearer(signer.sign().replace(/[^.]+$/, 'SIGNATURE_REMOVED_BY_GOOGLE')),
    ],
    [
      'alg none',
      () => {
        const [, claims] = signer.sign().split('.')
        return bearer(`${Buffer.from('{"alg":"none","kid":"k1"}').toString('base64url')}.${claims}.AA`)
      },
    ],
    ['a token of another key', () => bearer(createSigner(AUDIENCE, EMAIL).sign())],
    ['a key that is not known', () => bearer(signer.sign({}, { kid: 'k2' }))],
    ['a key named like what every object has', () => bearer(signer.sign({}, { kid: '__proto__' }))],
    ['another issuer', () => bearer(signer.sign({ iss: 'https://accounts.example' }))],
    ['another audience', () => bearer(signer.sign({ aud: 'https://other.example' }))],
    ['no audience', () => bearer(signer.sign({ aud: undefined }))],
    ['another service account', () => bearer(signer.sign({ email: 'other@shop.iam.gserviceaccount.com' }))],
    ['an e-mail that is not verified', () => bearer(signer.sign({ email_verified: false }))],
    ['an e-mail verified in words', () => bearer(signer.sign({ email_verified: 'true' }))],
    ['a token past its time', () => bearer(signer.sign({ iat: now() - 3700, exp: now() - 1 }))],
    ['a token before its time', () => bearer(signer.sign({ iat: now() + 600, exp: now() + 1200 }))],
    [
      'claims that were changed',
      () => {
        const [head, , signature] = signer.sign({ email: 'other@shop.example' }).split('.')
        const [, claims] = signer.sign().split('.')
        return bearer(`${head}.${claims}.${signature}`)
      },
    ],
  ]
  test.each(cases)('%s', async (_name, headers) => {
    const response = await knock(headers())
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer realm="vitrine"',
    ])
    expect(await response.json()).toMatchObject({ code: 'unauthenticated' })
  })

  test('a large body of somebody without a token, unread', async () => {
    expect((await knock({}, { body: 'x'.repeat(5_000_000) }).catch(() => ({ status: 401 }))).status).toBe(401)
  })
})

test('opens to the right token; what is done already is answered as done', async () => {
  const response = await knock(bearer(signer.sign()))
  expect([response.status, await response.json()]).toEqual([200, { status: 'done' }])
})

test('runs the task of the id once, however often it comes', async () => {
  const { client } = await vitrine.createAccount()
  const { id } = await client.tenants.create({ name: 'Gone' })
  await client.tenants.delete(id)
  const [row] = await vitrine.database.query<{ id: string }>(
    `select id from outbox.tasks where task = 'tenant.purge'`,
  )
  // Not under the name of another task.
  await knock(bearer(signer.sign()), { path: '/tasks/render.item', body: JSON.stringify(row) })
  expect(await vitrine.database.query('select from outbox.tasks where id = $1', [row!.id])).toHaveLength(1)
  const responses = await Promise.all(
    Array.from({ length: 5 }, () => knock(bearer(signer.sign()), { body: JSON.stringify(row) })),
  )
  for (const { status } of responses) expect([200, 429]).toContain(status)
  expect(responses.some(({ status }) => status === 200)).toBe(true)
  expect(await vitrine.database.query('select from outbox.tasks where id = $1', [row!.id])).toEqual([])
})

test('a fault that may pass is 503, never a refusal', async () => {
  certificates = async () => {
    throw new Error('Google does not answer')
  }
  const response = await knock(bearer(signer.sign()))
  certificates = async () => signer.certificates
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, null])

  await vitrine.database.query('alter table outbox.tasks rename to tasks_away')
  const away = await knock(bearer(signer.sign()))
  await vitrine.database.query('alter table outbox.tasks_away rename to tasks')
  expect([away.status, away.headers.get('retry-after')]).toEqual([503, '2'])

  // A handler that fails: an item that is not there has no handler of this name.
  await vitrine.database.query(
    `insert into outbox.tasks (id, task, payload, push_at) values ($1, 'no.such', '{}', 'infinity')`,
    [ID],
  )
  const failed = await knock(bearer(signer.sign()), { path: '/tasks/no.such' })
  expect([failed.status, failed.headers.get('retry-after')]).toEqual([503, '1'])
  expect(await runs()).toContain(1)
})

test('bodies that are none of ours are refused', async () => {
  for (const body of ['', '{', '[]', '{}', '{"id":7}', '{"id":"x"}', 'null'])
    expect((await knock(bearer(signer.sign()), { body })).status).toBe(400)
})

test('there is nothing else behind it, and it tells how it is', async () => {
  for (const path of ['/', '/v1/tenants', '/tasks', '/tasks/', '/TASKS/a', '/tasks/a/b', '//tasks/a'])
    expect((await knock(bearer(signer.sign()), { path })).status).toBe(404)
  const get = (path: string) => fetch(`http://127.0.0.1:${door.port}${path}`)
  expect((await get('/healthz')).status).toBe(200)
  const ready = await get('/readyz')
  expect([ready.status, await ready.json()]).toEqual([
    200,
    { status: 'ready', checks: { database: 'ok', storage: 'ok' } },
  ])
})

test('an API has no such door', async () => {
  const port = Number(new URL(vitrine.url).port)
  for (const path of ['/tasks/tenant.purge', '/v1/tasks/tenant.purge'])
    expect((await knock(bearer(signer.sign()), { path, port })).status).toBe(404)
})

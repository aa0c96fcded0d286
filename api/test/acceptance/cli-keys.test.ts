import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Vitrine } from '../../../sdk/src/index.ts'
import { request } from '../harness/http.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

let vitrine: TestVitrine
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
})
afterAll(() => vitrine?.stop())

/** As an operator types it, on the database of the service that runs. */
async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { ...process.env, DATABASE_URL: vitrine.database.adminUrl, DATA_DIR: vitrine.dataDir }
  return promisify(execFile)(process.execPath, [MAIN, ...args], { env }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    ({ code, stdout, stderr }) => ({ code, out: stdout, err: stderr }),
  )
}
const json = async (...args: string[]) => JSON.parse((await run(...args, '--json')).out)

test('an operator makes, lists, rolls and revokes keys of an account', async () => {
  const { accountId, secretKey } = await json('accounts', 'create', '--name', 'Partner')
  const client = new Vitrine({ apiKey: secretKey, baseUrl: vitrine.url, maxRetries: 0 })
  const account = ['--account', accountId]
  const made = await json(
    'keys',
    'create',
    ...account,
    '--name',
    'shop',
    '--scopes',
    'tenants:read, audit:read',
  )
  expect(made).toMatchObject({ type: 'secret', scopes: ['tenants:read', 'audit:read'] })
  const ask = async (key: string) => (await request(`${vitrine.url}/v1/tenants`, { key })).status
  expect(await ask(made.secret)).toBe(200)

  const table = (await run('keys', 'list', ...account)).out.split('\n')
  expect(table[0]).toMatch(/^ID +TYPE +NAME +KEY +TENANT +LAST USED +EXPIRES$/)
  expect(table[1]).toContain('shop')
  expect((await json('keys', 'list', ...account)).map(({ id }: { id: string }) => id)).toContain(made.id)

  const rolled = await json('keys', 'roll', made.id, ...account, '--overlap', '1')
  expect([await ask(made.secret), await ask(rolled.secret)]).toEqual([200, 200])
  expect((await run('keys', 'revoke', made.id, ...account)).out).toBe(`Revoked ${made.id}.\n`)
  await expect.poll(() => ask(rolled.secret), { timeout: 5000 }).toBe(401)
  // A second time there is nothing left to revoke.
  expect(await run('keys', 'revoke', made.id, ...account)).toMatchObject({ code: 1, err: 'No such key.\n' })

  const { data } = await client.auditLog.list()
  expect(data.map(({ actorType, operation, resourceId }) => [actorType, operation, resourceId])).toEqual([
    ['operator', 'revokeApiKey', made.id],
    ['operator', 'rollApiKey', made.id],
    ['operator', 'createApiKey', made.id],
    ['operator', 'createAccount', accountId],
  ])
})

test('what is mistyped is named, and nothing is made', async () => {
  const { accountId } = await json('accounts', 'create', '--name', 'Other')
  const before = await json('keys', 'list', '--account', accountId)
  const wrong: [string[], RegExp][] = [
    [['keys', 'list'], /--account/],
    [['keys', 'list', '--account', 'acct_01jd3x8q7ve4k9mz2c5h6t0r1w'], /No such account/],
    [
      ['keys', 'create', '--account', accountId, '--name', 'x', '--scopes', 'all'],
      /no all; there are tenants:read/,
    ],
    [['keys', 'create', '--account', accountId, '--name', 'x', '--type', 'publishable'], /allowedOrigins/],
    [['keys', 'roll', 'key_x', '--account', accountId, '--overlap', '169'], /0 to 168/],
  ]
  const answers = await Promise.all(wrong.map(([args]) => run(...args)))
  for (const [at, { code, err }] of answers.entries()) {
    expect([wrong[at]![0], code]).toEqual([wrong[at]![0], 1])
    expect(err).toMatch(wrong[at]![1])
  }
  expect(await json('keys', 'list', '--account', accountId)).toEqual(before)
})

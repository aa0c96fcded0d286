import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { claims, clerkEnv, jwtKey, now, ORGANIZATION, PARTY, part, rsa, token } from '../harness/clerk.ts'
import { request } from '../harness/http.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

let vitrine: TestVitrine
let accountId: string
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false, env: clerkEnv })
  accountId = (await vitrine.createAccount()).accountId
  await vitrine.service.accounts.link(accountId, ORGANIZATION)
})
afterAll(() => vitrine?.stop())

const ask = (bearer: string, path = '/v1/account', more: Parameters<typeof request>[1] = {}) =>
  request(vitrine.url + path, { ...more, headers: { authorization: `Bearer ${bearer}`, ...more.headers } })

describe('a session token', () => {
  test('that is right opens the account of its organization', async () => {
    const answer = await ask(token(claims()))
    expect([answer.status, answer.body.id]).toEqual([200, accountId])
    expect(answer.headers.get('ratelimit-policy')).toContain('reads')
  })

  test('of the first version does too', async () => {
    const { o, v, ...old } = claims()
    expect((await ask(token({ ...old, org_id: ORGANIZATION, org_role: 'org:admin' }))).status).toBe(200)
  })

  const unsigned = `${part({ alg: 'none', typ: 'JWT' })}.${part(claims())}.`
  const symmetric = () => {
    const text = `${part({ alg: 'HS256', typ: 'JWT', kid: 'ins_1' })}.${part(claims())}`
    return `${text}.${createHmac('sha256', jwtKey).update(text).digest('base64url')}`
  }
  const tampered = () => {
    const [head, , signature] = token(claims()).split('.')
    return `${head}.${part(claims({ sub: 'user_other' }))}.${signature}`
  }
  test.each<[string, () => string]>([
    ['expired', () => token(claims({ iat: now() - 120, nbf: now() - 120, exp: now() - 60 }))],
    ['not yet valid', () => token(claims({ nbf: now() + 60, iat: now() + 60, exp: now() + 120 }))],
    ['of another issuer', () => token(claims({ iss: 'https://clerk.other.example' }))],
    ['without an issuer', () => token(claims({ iss: undefined }))],
    ['for another party', () => token(claims({ azp: 'https://evil.example' }))],
    ['for a party that only begins so', () => token(claims({ azp: `${PARTY}.evil.example` }))],
    ['without a party', () => token(claims({ azp: undefined }))],
    ['unsigned', () => unsigned],
    ['signed with the public key as a secret', symmetric],
    ['changed', tampered],
    ['signed by somebody else', () => token(claims(), { key: rsa().privateKey })],
    ['of another kind', () => token(claims(), { header: { typ: 'at+jwt' } })],
    ['of no session', () => token(claims({ sid: undefined }))],
    ['of a session that is not complete', () => token(claims({ sts: 'pending' }))],
    ['that is no token', () => 'eyJ.eyJ.x'],
  ])('%s answers 401', async (_, make) => {
    const answer = await ask(make())
    expect([answer.status, answer.body.code]).toEqual([401, 'unauthenticated'])
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="vitrine"')
    expect(answer.text).not.toMatch(/azp|kid|signature|clerk\./i)
  })

  test.each([
    ['no organization', { o: undefined }, 'no active organization'],
    ['an organization that nobody knows', { o: { id: 'org_unknown', rol: 'admin' } }, 'No account is linked'],
  ])('with %s answers 403 that says so', async (_, changes, words) => {
    const answer = await ask(token(claims(changes)))
    expect([answer.status, answer.body.code]).toEqual([403, 'forbidden'])
    expect(answer.body.detail).toContain(words)
  })

  test('in a cookie opens nothing', async () => {
    const answer = await request(`${vitrine.url}/v1/account`, {
      headers: { cookie: `__session=${token(claims())}` },
    })
    expect(answer.status).toBe(401)
  })
})

test('a member may not manage keys; a role of your own may nothing', async () => {
  const as = (rol: string) => token(claims({ o: { id: ORGANIZATION, rol } }))
  expect((await ask(as('admin'), '/v1/api-keys')).status).toBe(200)
  expect((await ask(as('member'), '/v1/tenants')).status).toBe(200)
  const refused = await ask(as('member'), '/v1/api-keys')
  expect([refused.status, refused.body.detail]).toEqual([403, expect.stringContaining('keys:write')])
  expect((await ask(as('guest'), '/v1/tenants')).status).toBe(403)
})

test('a repetition under one Idempotency-Key is told by the session, whose token changes every minute', async () => {
  const create = (bearer: string) =>
    ask(bearer, '/v1/collections', {
      method: 'POST',
      json: { name: 'Once' },
      headers: { 'idempotency-key': 'k' },
    })
  const first = await create(token(claims()))
  const again = await create(token(claims({ iat: now() - 1 })))
  expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id])
  expect((await create(token(claims({ sid: 'sess_other' })))).status).toBe(422)
})

test('an organization is linked to one account, and unlinked within 5 s', async () => {
  const other = await vitrine.createAccount()
  await expect(vitrine.service.accounts.link(other.accountId, ORGANIZATION)).rejects.toMatchObject({
    code: 'conflict',
  })
  await vitrine.service.accounts.link(accountId, null)
  await expect.poll(async () => (await ask(token(claims()))).status, { timeout: 5000 }).toBe(403)
  await vitrine.service.accounts.link(accountId, ORGANIZATION)
})

test('where Clerk is not configured the door is closed', async () => {
  const closed = await startVitrine({ worker: false })
  try {
    const answer = await request(`${closed.url}/v1/account`, {
      headers: { authorization: `Bearer ${token(claims())}` },
    })
    expect([answer.status, answer.body.detail]).toEqual([401, expect.stringContaining('not configured')])
  } finally {
    await closed.stop()
  }
})

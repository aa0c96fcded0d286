import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, request } from '../harness/http.ts'
import { startVitrine, type TestProcess, type TestVitrine } from '../harness/vitrine.ts'

const READS = 100
const VISITS = 20

let vitrine: TestVitrine
let other: TestProcess
beforeAll(async () => {
  const env = {
    RATE_LIMIT_READS: String(READS),
    RATE_LIMIT_VISITS: String(VISITS),
    RATE_LIMIT_COSTLY: '1',
    TRUST_PROXY: '1',
  }
  vitrine = await startVitrine({ worker: false, env })
  other = await vitrine.startProcess('api')
})
afterAll(() => vitrine?.stop())

const statuses = (answers: Answer[], status: number) => answers.filter((answer) => answer.status === status)

test('two processes hold one limit, and say how it stands', async () => {
  const { secretKey: key } = await vitrine.createAccount()
  const answers: Answer[] = []
  for (let wave = 0; wave < 10; wave += 1)
    answers.push(
      ...(await Promise.all(
        [vitrine, other].flatMap(({ url }) =>
          Array.from({ length: 10 }, () => request(`${url}/v1/account`, { key })),
        ),
      )),
    )
  expect(statuses(answers, 200).length).toBeGreaterThanOrEqual(READS)
  // A fiftieth for each process.
  const processes = Math.max(1, vitrine.instances.length) + 1
  expect(statuses(answers, 200).length).toBeLessThanOrEqual(READS + processes * 2)
  expect(statuses(answers, 200).length + statuses(answers, 429).length).toBe(answers.length)

  const [first] = answers
  expect(first!.headers.get('ratelimit-policy')).toBe(`"reads";q=${READS};w=60`)
  expect(first!.headers.get('ratelimit')).toMatch(/^"reads";r=\d+;t=\d+$/)
  const refused = statuses(answers, 429)[0]!
  expect(refused.body).toMatchObject({
    code: 'rate_limited',
    status: 429,
    detail: expect.stringContaining('100 reads'),
  })
  expect(refused.headers.get('ratelimit')).toMatch(/^"reads";r=0;t=\d+$/)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)

  // Another policy, and another key, are not touched by it.
  const write = await request(`${vitrine.url}/v1/collections`, { method: 'POST', key, json: { name: 'A' } })
  expect([write.status, write.headers.get('ratelimit-policy')]).toEqual([201, '"writes";q=1000000;w=60'])
  const stranger = await vitrine.createAccount()
  expect((await request(`${other.url}/v1/account`, { key: stranger.secretKey })).status).toBe(200)
})

test('a publishable key is limited for each address, which the client cannot choose', async () => {
  const { client } = await vitrine.createAccount()
  const { slug } = await client.tenants.create({ name: 'Shop' })
  const { secret: key } = await client.apiKeys.create({
    type: 'publishable',
    name: 'k',
    allowedOrigins: ['*'],
  })
  const visit = (address: string) =>
    request(`${vitrine.url}/v1/portals/${slug}`, {
      key,
      headers: { 'x-forwarded-for': address, origin: 'https://shop.example' },
    })
  // What stands before the last hop is the client's own word.
  const spoofed: Answer[] = []
  for (let n = 0; n < VISITS + 5; n += 1) spoofed.push(await visit(`10.0.0.${n}, 192.0.2.7`))
  expect(statuses(spoofed, 200)).toHaveLength(VISITS)
  const refused = statuses(spoofed, 429)[0]!
  expect(refused.headers.get('access-control-allow-origin')).toBe('https://shop.example')
  expect(refused.headers.get('access-control-expose-headers')).toContain('RateLimit')
  expect((await visit('192.0.2.8')).status).toBe(200)
  // One network of IPv6 is one visitor, however many addresses it takes.
  const many: Answer[] = []
  for (let n = 0; n < VISITS + 1; n += 1) many.push(await visit(`2001:db8:1:2::${n + 1}`))
  expect(many.at(-1)!.status).toBe(429)
  expect((await visit('2001:db8:1:3::1')).status).toBe(200)
  const names = await vitrine.database.query<{ name: string }>('select name from rate_windows')
  expect(names.filter(({ name }) => /192\.0\.2|2001:/.test(name))).toEqual([])
})

test('a refusal comes before the body, and uses up no Idempotency-Key', async () => {
  const { secretKey: key } = await vitrine.createAccount()
  const create = (name: string) =>
    request(`${vitrine.url}/v1/tenants`, {
      method: 'POST',
      key,
      json: { name },
      headers: { 'idempotency-key': name },
    })
  expect((await create('one')).status).toBe(201)
  expect((await create('two')).status).toBe(429)
  expect(await vitrine.database.query(`select 1 from idempotency_keys where name = 'two'`)).toEqual([])
})

import { request as httpRequest } from 'node:http'
import { networkInterfaces } from 'node:os'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { request } from '../harness/http.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

let vitrine: TestVitrine
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false, inProcess: 'figures are those of one process' })
})
afterAll(() => vitrine?.stop())

describe('readiness', () => {
  afterEach(() => vitrine.database.query('delete from pgboss.job'))

  test('an idle installation is ready and waits for nothing', async () => {
    const { status, body } = await request(`${vitrine.url}/readyz`)
    expect(status).toBe(200)
    expect(body).toEqual({
      status: 'ready',
      checks: { database: 'ok', storage: 'ok', queue: 'ok' },
      oldestTaskSeconds: null,
    })
  })

  test('tasks that nobody takes are told, without refusing to serve', async () => {
    await vitrine.database.query(`insert into pgboss.job (name) values ('tasks')`)
    const soon = await request(`${vitrine.url}/readyz`)
    expect(soon.body.checks.queue).toBe('ok')
    expect(soon.body.oldestTaskSeconds).toBeGreaterThanOrEqual(0)

    await vitrine.database.query(`update pgboss.job set start_after = now() - interval '6 minutes'`)
    const late = await request(`${vitrine.url}/readyz`)
    expect([late.status, late.body.status]).toEqual([200, 'ready'])
    expect(late.body.checks.queue).toMatch(/^slow: .*five minutes/)
    expect(late.body.oldestTaskSeconds).toBeGreaterThan(355)
  })
})

test('a queue that does not tell is told as well, and keeps nobody from being served', async () => {
  await vitrine.database.query('alter table pgboss.job rename to hidden')
  try {
    const { status, body } = await request(`${vitrine.url}/readyz`)
    expect([status, body.status, body.checks.queue]).toEqual([200, 'ready', 'unavailable'])
    expect(body.oldestTaskSeconds).toBeNull()
    const metrics = await request(`${vitrine.url}/metrics`)
    expect(metrics.text).toContain('vitrine_queue_oldest_task_age_seconds Nan\n')
  } finally {
    await vitrine.database.query('alter table pgboss.hidden rename to job')
  }
})

describe('metrics', () => {
  const read = (headers: Record<string, string> = {}, url = vitrine.url) =>
    request(`${url}/metrics`, { headers })

  test('requests are counted and timed by operation and class of status', async () => {
    const { client, secretKey } = await vitrine.createAccount('Counted')
    const tenant = await client.tenants.create({ name: 'Secretive' })
    await client.tenants.get(tenant.id)
    await request(`${vitrine.url}/v1/tenants/nonsense`, { key: secretKey })
    await request(`${vitrine.url}/no/such/address-${tenant.slug}`)
    const { status, headers, text } = await read()
    expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8'])
    expect(text).toContain(
      'vitrine_http_request_duration_seconds_count{operation="getTenant",status="2xx"} 1\n',
    )
    expect(text).toContain(
      'vitrine_http_request_duration_seconds_count{operation="getTenant",status="4xx"} 1\n',
    )
    expect(text).toMatch(/_count\{operation="none",status="4xx"\} \d/)
    expect(text).toMatch(/^vitrine_http_requests_in_flight 1$/m)
    expect(text).toMatch(/^vitrine_queue_oldest_task_age_seconds \d/m)
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds \d/m)
    expect(text).toMatch(/^process_resident_memory_bytes \d/m)
    for (const secret of [tenant.id, tenant.slug, secretKey, 'Secretive']) expect(text).not.toContain(secret)
  })

  test.each([
    ['x-forwarded-for', '127.0.0.1'],
    ['forwarded', 'for=127.0.0.1'],
    ['x-real-ip', '127.0.0.1'],
    ['via', '1.1 proxy'],
  ])('through a proxy that says %s they do not exist', async (name, value) => {
    const none = await request(`${vitrine.url}/no-such-address`)
    // Without a token configured, no token opens them: not the word for nothing either.
    for (const token of ['', 'Bearer', 'Bearer undefined']) {
      const answer = await read({ [name]: value, ...(token && { authorization: token }) })
      expect({ ...answer.body, requestId: '' }).toEqual({ ...none.body, requestId: '' })
    }
  })

  test('not under another name for this machine, which a page can make up', async () => {
    expect(await statusUnderHost(vitrine.url, 'rebound.example')).toBe(404)
    expect(await statusUnderHost(vitrine.url, 'localhost')).toBe(200)
  })

  test('the token opens them from anywhere; nothing else does', async () => {
    const token = 'a-token-of-the-operator'
    const { url } = await vitrine.startProcess('api', { METRICS_TOKEN: token, HOST: '0.0.0.0' })
    const far = { 'x-forwarded-for': '192.0.2.1' }
    expect((await read({ ...far, authorization: `Bearer ${token}` }, url)).status).toBe(200)
    for (const wrong of [token, `Bearer ${token}x`, `Bearer ${token.slice(1)}`, 'Bearer', `bearer ${token}`])
      expect((await read({ ...far, authorization: wrong }, url)).status).toBe(404)
    expect((await read({}, url)).status).toBe(200)

    const outside = Object.values(networkInterfaces())
      .flat()
      .find((entry) => entry?.family === 'IPv4' && !entry.internal)
    if (!outside) return
    const address = url.replace('127.0.0.1', outside.address)
    expect((await read({}, address)).status).toBe(404)
    expect((await read({ authorization: `Bearer ${token}` }, address)).status).toBe(200)
  })
})

/** `fetch` chooses the Host itself. */
function statusUnderHost(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    httpRequest(`${url}/metrics`, { headers: { host } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
}

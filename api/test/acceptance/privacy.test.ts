import { afterAll, beforeAll, expect, test } from 'vitest'
import { request } from '../harness/http.ts'
import { startReceiver } from '../harness/receiver.ts'
import { CANARIES, openShop, orderFor } from '../harness/shop.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

let vitrine: TestVitrine
let receiver: Awaited<ReturnType<typeof startReceiver>>
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
  receiver = await startReceiver(({ path }, response) => {
    if (path === '/resets') response.destroy()
    else response.writeHead(path === '/fails' ? 500 : 200).end()
  })
})
afterAll(async () => {
  await vitrine?.stop()
  await receiver?.stop()
})

/** Where a canary is found, in whatever case. */
const canariesIn = (text: string) => CANARIES.filter((canary) => text.toLowerCase().includes(canary))

test('contact data is in the order and in what an endpoint asks for, and nowhere else', async () => {
  const env = { LOG_LEVEL: 'trace' }
  const [api, worker] = [await vitrine.startProcess('api', env), await vitrine.startProcess('worker', env)]
  const { client, secretKey, publishableKey: key, tenant, pen } = await openShop(vitrine)
  for (const [path, more] of [
    ['/thin', {}],
    ['/full', { include: 'full' }],
    ['/fails', { include: 'full' }],
    ['/resets', { format: 'legacy' }],
  ] as const)
    await client.webhookEndpoints.create({ url: receiver.urlOf(path), types: ['order.created'], ...more })

  const orders = `${api.url}/v1/portals/${tenant.slug}/orders`
  const lines = [{ itemId: pen.id, quantity: 1 }]
  const good = orderFor(lines, { notes: 'Zephyrine is away', internalReference: 'canari' })
  const post = (json: unknown, headers = {}) => request(orders, { method: 'POST', key, json, headers })
  const kept = { 'idempotency-key': 'one' }
  const { status, body } = await post(good, kept)
  expect(status).toBe(201)
  expect(canariesIn(JSON.stringify(body))).toEqual([])
  const refused = [
    await post({ ...good, notes: 'Zephyrine' }, kept),
    await post({ ...good, customer: { ...good.customer, email: 'zephyrine canari' } }),
    await post({ ...good, shipping: { ...good.shipping, country: 'canari' } }),
    await post({ ...good, shipping: { ...good.shipping, postalCode: 'zephyrine'.repeat(9) } }),
    await post({ ...good, lines: [{ itemId: pen.id, quantity: 0 }] }),
    await post({ ...good, lines: [{ itemId: pen.id.replace('prd', 'pck'), quantity: 1 }] }),
    await post(JSON.stringify(good).slice(0, 200)),
  ]
  for (const answer of refused) {
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(canariesIn(answer.text)).toEqual([])
  }
  const found = await request(`${api.url}/v1/orders?q=zephyrine`, { key: secretKey })
  expect(canariesIn(found.text)).toEqual(CANARIES)
  await expect
    .poll(() => new Set(receiver.received.map(({ path }) => path)).size, { timeout: 20_000 })
    .toBe(4)
  const sent = (path: string) => receiver.received.find((message) => message.path === path)!
  expect(canariesIn(sent('/thin').text)).toEqual([])
  expect(canariesIn(sent('/full').text)).toEqual(CANARIES)
  const attempts = async () =>
    (await vitrine.database.query(`select 1 from webhook_deliveries where attempts <> '[]'`)).length
  await expect.poll(attempts, { timeout: 10_000 }).toBe(4)

  const metrics = await request(`${api.url}/metrics`)
  expect(canariesIn(metrics.text)).toEqual([])
  const tables = await vitrine.database.query<{ name: string }>(
    `select table_schema || '.' || table_name as name from information_schema.tables
     where table_schema in ('public', 'pgboss', 'outbox') and table_type = 'BASE TABLE'`,
  )
  const holding: string[] = []
  for (const { name } of tables) {
    const rows = await vitrine.database.query<{ text: string }>(`select t::text as text from ${name} t`)
    if (canariesIn(rows.map(({ text }) => text).join('\n')).length > 0) holding.push(name)
  }
  expect(holding).toEqual(['public.orders'])

  await client.orders.eraseContact(body.id)
  await api.kill()
  await worker.kill()
  const logs = api.output() + worker.output()
  expect(logs).toContain('submitOrder')
  expect(canariesIn(logs)).toEqual([])
})

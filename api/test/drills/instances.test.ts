import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PortalEvent, Vitrine, VitrinePortal } from '../../../sdk/src/index.ts'
import { report } from '../harness/drill.ts'
import { request } from '../harness/http.ts'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import { startVitrine, type TestProcess, type TestVitrine } from '../harness/vitrine.ts'

// Three API and two worker processes on one database. `npm run test:instances` puts the acceptance tests to them too.

const PRODUCTS = 6

let vitrine: TestVitrine
let secretKey: string
let client: Vitrine
let on: Vitrine[]
beforeAll(async () => {
  vitrine = await startVitrine({ instances: { api: 3, workers: 2 } })
  ;({ secretKey, client } = await vitrine.createAccount())
  on = vitrine.instances.map(clientOf)
})
afterAll(() => vitrine?.stop())

const clientOf = ({ url }: TestProcess) => new Vitrine({ apiKey: secretKey, baseUrl: url, maxRetries: 0 })
const price = { amount: 100, currency: 'EUR' }

test('what one process was told, the others know at once', async () => {
  const [first, second, third] = on as [Vitrine, Vitrine, Vitrine]
  const made = await first.tenants.create({ name: 'Read' })
  expect(await second.tenants.get(made.id)).toEqual(await first.tenants.get(made.id))
  expect((await third.tenants.list()).data.map(({ id }) => id)).toContain(made.id)
  const changed = await second.tenants.update(made.id, { name: 'Changed' }, { ifMatch: made })
  expect(await first.tenants.get(made.id)).toMatchObject({ name: 'Changed', version: changed.version })
  await expect(third.tenants.update(made.id, { name: 'Stale' }, { ifMatch: made })).rejects.toMatchObject({
    status: 412,
  })
  await third.tenants.delete(made.id)
  await expect(first.tenants.get(made.id)).rejects.toMatchObject({ status: 404 })
})

test('one key has one effect, whichever process it comes to', async () => {
  const tries = Array.from({ length: 30 }, (_, n) =>
    on[n % on.length]!.products.create({ name: 'Once', price }, { idempotencyKey: 'once' }).then(
      ({ id }) => id,
      (error) => {
        expect(error).toMatchObject({ status: 409, code: 'idempotency_in_progress' })
        return undefined
      },
    ),
  )
  const ids = new Set((await Promise.all(tries)).filter(Boolean))
  expect(ids.size).toBe(1)
  for (const each of on) {
    const again = await each.products.create({ name: 'Once', price }, { idempotencyKey: 'once' })
    expect(ids).toContain(again.id)
  }
  const rows = await vitrine.database.query(`select from items where name = 'Once'`)
  expect(rows).toHaveLength(1)
})

test('a portal followed through one process tells what came in through another and two workers drew', async () => {
  const ids: string[] = []
  for (let n = 0; n < PRODUCTS; n += 1) {
    const { id } = await client.products.create({ name: `P${n}`, price })
    await client.products.setImage(id, await photoJpeg({ size: 300, color: `#40${n}0${n}0` }))
    await client.products.setPlacement(id, {
      layers: [{ mode: 'box', centerXPct: 50, centerYPct: 50, widthPct: 40 }],
    })
    ids.push(id)
  }
  const tenant = await on[0]!.tenants.create({ name: 'Shown' })
  const { secret } = await client.apiKeys.create({ type: 'publishable', name: 'p', allowedOrigins: ['*'] })
  const portals = new VitrinePortal({ publishableKey: secret, baseUrl: vitrine.instances[2]!.url })
  const events: PortalEvent[] = []
  const drawn = new Set<string>()
  let sentAt = 0
  let toldMs = 0
  for await (const event of portals.events(tenant.slug)) {
    events.push(event)
    if (!sentAt) {
      sentAt = performance.now()
      await on[1]!.tenants.setLogo(tenant.id, logoSvg())
    }
    if (event.event === 'render' && event.data.renderStatus === 'ready') {
      toldMs ||= performance.now() - sentAt
      drawn.add(event.data.itemId)
    }
    if (ids.every((id) => drawn.has(id))) break
  }
  report('three API and two workers', { 'logo to first picture told ms': toldMs, pictures: drawn.size })
  const { data } = await portals.items(tenant.slug)
  expect(data.filter(({ renderStatus }) => renderStatus === 'ready')).toHaveLength(PRODUCTS)
  const [row] = await vitrine.database.query<{ all: number; distinct: number }>(
    `select count(*)::int as all, count(distinct item_id)::int as distinct from renders`,
  )
  expect(row).toEqual({ all: PRODUCTS, distinct: PRODUCTS })
})

test('a key that is rolled or revoked in one process is refused by all within 5 s', async () => {
  const ask = (url: string, key: string) => request(`${url}/v1/account`, { key }).then(({ status }) => status)
  const everywhere = (key: string) => Promise.all(vitrine.instances.map(({ url }) => ask(url, key)))
  const rolled = await client.apiKeys.create({ type: 'secret', name: 'rolled' })
  const revoked = await client.apiKeys.create({ type: 'secret', name: 'revoked' })
  expect([...(await everywhere(rolled.secret)), ...(await everywhere(revoked.secret))]).toEqual(
    Array(6).fill(200),
  )
  const startedAt = performance.now()
  const { secret: fresh } = await on[0]!.apiKeys.roll(rolled.id, { overlapHours: 0 })
  await on[1]!.apiKeys.revoke(revoked.id)
  expect(await everywhere(fresh)).toEqual([200, 200, 200])
  await expect.poll(() => everywhere(rolled.secret), { timeout: 5000 }).toEqual([401, 401, 401])
  await expect.poll(() => everywhere(revoked.secret), { timeout: 5000 }).toEqual([401, 401, 401])
  report('roll and revoke', { 'felt by all after ms': performance.now() - startedAt })
})

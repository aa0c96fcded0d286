import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Vitrine } from '../../../sdk/src/index.ts'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

/** Times items: a thousand pictures that one account waits for, in two thousand jobs and more. */
const TENANTS = 50
const ITEMS = 20
/** Of the busy account's pictures, how many may be made before the newcomer's first: those under way, and a few. */
const FEW = 30

let vitrine: TestVitrine
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
})
afterAll(() => vitrine?.stop())

async function fill(client: Vitrine, items: number): Promise<void> {
  const photo = await photoJpeg({ size: 200 })
  for (let n = 0; n < items; n += 1) {
    const { id } = await client.products.create({ name: `P${n}`, price: { amount: 1, currency: 'EUR' } })
    await client.products.setImage(id, photo)
    await client.products.setPlacement(id, {
      layers: [{ mode: 'box', centerXPct: 30 + n, centerYPct: 50, widthPct: 30 }],
    })
  }
}

test('a thousand jobs of one account do not hold up the first of another', { timeout: 150_000 }, async () => {
  const { query } = vitrine.database
  const busy = await vitrine.createAccount('Busy')
  const other = await vitrine.createAccount('Other')
  await fill(busy.client, ITEMS)
  await fill(other.client, 2)
  const { id } = await busy.client.tenants.create({ name: 'T', logo: logoSvg() })
  // Their logo is the first one's: what counts here is the work that waits, and that is all theirs.
  await query(
    `insert into tenants (id, account_id, slug, name, logo, locale)
     select overlay(id placing lpad(n::text, 4, '0') from length(id) - 3), account_id, slug || n, name, logo, locale
     from tenants, generate_series(1, $2) n where id = $1`,
    [id, TENANTS - 1],
  )
  for await (const tenant of busy.client.tenants.list({ limit: 100 }))
    if (tenant.id !== id) await busy.client.generations.create(tenant.id)

  const worker = await vitrine.startProcess('worker')
  const pictures = async (account: string) => {
    const rows = await query<{ n: number }>(
      `select count(*)::int as n from renders where account_id = $1 and files <> '[]'`,
      [account],
    )
    return rows[0]!.n
  }
  await expect.poll(() => pictures(busy.accountId), { timeout: 60_000 }).toBeGreaterThan(5)

  const before = await pictures(busy.accountId)
  const startedAt = performance.now()
  const tenant = await other.client.tenants.create({ name: 'Newcomer', logo: logoSvg('#00ff00') })
  const createdAt = performance.now()
  await expect.poll(() => pictures(other.accountId), { timeout: 100_000, interval: 25 }).toBeGreaterThan(0)
  const firstMs = performance.now() - createdAt
  const meanwhile = (await pictures(busy.accountId)) - before
  await other.client.generations.wait(tenant.generation!.id)
  const wholeMs = performance.now() - createdAt
  const left = TENANTS * ITEMS - (await pictures(busy.accountId))
  console.log(
    `another's first picture after ${firstMs.toFixed(0)} ms, whole after ${wholeMs.toFixed(0)} ms ` +
      `(its creation ${(createdAt - startedAt).toFixed(0)} ms); the busy account had ${meanwhile} made meanwhile, ${left} wait`,
  )
  expect(meanwhile).toBeLessThan(FEW)
  expect(left).toBeGreaterThan((TENANTS * ITEMS) / 2)
  await worker.kill('SIGKILL')
})

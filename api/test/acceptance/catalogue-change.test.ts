import { afterAll, beforeAll, expect, test } from 'vitest'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

let vitrine: TestVitrine
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
})
afterAll(() => vitrine?.stop())

const place = (widthPct: number) => ({
  layers: [{ mode: 'box' as const, centerXPct: 50, centerYPct: 50, widthPct }],
})

/** What every tenant shows of every item, by `tenant item`. */
async function shown(): Promise<Map<string, string>> {
  const rows = await vitrine.database.query<{ key: string; fingerprint: string }>(
    `select tenant_id || ' ' || item_id as key, fingerprint from renders`,
  )
  return new Map(rows.map(({ key, fingerprint }) => [key, fingerprint]))
}

/** No generation is left, nor a task that could start one; what is tidied up a day later starts none. */
async function atRest(): Promise<void> {
  const busy = `select 1 from generations where status in ('queued', 'running')
    union all select 1 from pgboss.job where state < 'completed' and start_after < now() + interval '1 hour'`
  await expect.poll(() => vitrine.database.query(busy), { timeout: 20_000, interval: 100 }).toHaveLength(0)
}

test('a new placement reaches every tenant, renders that item alone, and lets a newcomer pass', async () => {
  const { client } = await vitrine.createAccount()
  const items = []
  for (const name of ['Mug', 'Pen', 'Cap']) {
    const item = await client.products.create({ name, price: { amount: 100, currency: 'EUR' } })
    await client.products.setImage(item.id, await photoJpeg({ size: 200 }))
    items.push(await client.products.setPlacement(item.id, place(30)))
  }
  const tenants = await Promise.all(
    Array.from({ length: 12 }, (_, n) => client.tenants.create({ name: `Tenant ${n}`, logo: logoSvg() })),
  )
  const first = await vitrine.startProcess('worker')
  for (const { generation } of tenants) await client.generations.wait(generation!.id)
  await atRest()
  await first.kill()
  const before = await shown()
  expect(before.size).toBe(36)

  // Both wait in the queue when the worker comes, the change first.
  const mug = items[0]!
  await client.products.setPlacement(mug.id, place(50))
  const newcomer = await client.tenants.create({ name: 'Newcomer', logo: logoSvg('#00aa55') })
  await vitrine.startProcess('worker')
  const ended = await client.generations.wait(newcomer.generation!.id)

  await atRest()
  const later = await vitrine.database.query(
    `select 1 from generations where reason = 'catalog_changed' and finished_at > $1`,
    [ended.finishedAt],
  )
  // In the order of the queue alone, none would be left: the newcomer came last.
  expect(later.length).toBeGreaterThan(2)

  const now = await shown()
  const changed = [...before.keys()].filter((key) => before.get(key) !== now.get(key))
  expect(changed.toSorted()).toEqual(tenants.map(({ id }) => `${id} ${mug.id}`).toSorted())
}, 90_000)

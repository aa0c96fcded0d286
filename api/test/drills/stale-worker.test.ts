import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Vitrine } from '../../../sdk/src/index.ts'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

let vitrine: TestVitrine
let client: Vitrine
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
  client = (await vitrine.createAccount()).client
})
afterAll(() => vitrine?.stop())

const items = (columns: string) =>
  vitrine.database.query<Record<string, string>>(`select ${columns} from generation_items order by item_id`)

test('a worker that was away past its lease cannot record over a newer one', {
  timeout: 120_000,
}, async () => {
  const photo = await photoJpeg({ size: 400 })
  for (let n = 0; n < 6; n += 1) {
    const { id } = await client.products.create({ name: `P${n}`, price: { amount: 1, currency: 'EUR' } })
    await client.products.setImage(id, photo)
    await client.products.setPlacement(id, {
      layers: [{ mode: 'box', centerXPct: 40 + n, centerYPct: 50, widthPct: 30 }],
    })
  }
  const stale = await vitrine.startProcess('worker', { WORKER_CONCURRENCY: '2' })
  const tenant = await client.tenants.create({ name: 'T', logo: logoSvg('#ff0000') })
  const claimed = async () => (await items(`item_id, claim`)).filter(({ claim }) => claim !== null)
  await expect.poll(claimed, { interval: 1, timeout: 30_000 }).not.toEqual([])
  process.kill(stale.pid, 'SIGSTOP')
  const held = await claimed()
  // Between two tasks nothing is held; then there is nothing to see here, and the next try will.
  expect(held.length).toBeGreaterThan(0)

  const fresh = await vitrine.startProcess('worker')
  const generation = await client.generations.wait(tenant.generation!.id, { timeoutMs: 60_000 })
  expect(generation).toMatchObject({ status: 'succeeded', progress: { total: 6, done: 6, failed: 0 } })
  const before = await vitrine.database.query('select * from renders order by id')
  const [entriesBefore, queueBefore] = [await items('*'), (await client.generations.list(tenant.id)).data]

  process.kill(stale.pid, 'SIGCONT')
  // It is awake once it has taken part again: the other one is gone, and a new generation still ends.
  await fresh.kill('SIGKILL')
  const next = await client.generations.create(tenant.id)
  await client.generations.wait(next.id, { timeoutMs: 60_000 })
  expect(await vitrine.database.query('select * from renders order by id')).toEqual(before)
  expect((await items('*')).filter(({ generation_id }) => generation_id !== next.id)).toEqual(entriesBefore)
  expect((await client.generations.list(tenant.id)).data.slice(1)).toEqual(queueBefore)
  await stale.kill('SIGKILL')
})

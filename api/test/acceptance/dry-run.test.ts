import { afterAll, beforeAll, expect, test } from 'vitest'
import { NotFoundError } from '../../../sdk/src/index.ts'
import { request } from '../harness/http.ts'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

let vitrine: TestVitrine
beforeAll(async () => {
  vitrine = await startVitrine()
})
afterAll(() => vitrine?.stop())

const layers = [{ mode: 'box', centerXPct: 50, centerYPct: 50, widthPct: 40 } as const]

test('a dry run tells what a generation would do, and does nothing', async () => {
  const { client, secretKey: key } = await vitrine.createAccount()
  const products = []
  for (let n = 0; n < 3; n += 1) {
    const { id } = await client.products.create({ name: `P${n}`, price: { amount: 1, currency: 'EUR' } })
    await client.products.setImage(id, await photoJpeg({ size: 80 }))
    products.push(await client.products.setPlacement(id, { layers }))
  }
  const nothing = { total: 0, upToDate: 0, toRender: 0, expectedSeconds: 0 }
  const plain = await client.tenants.create({ name: 'Plain' })
  expect(await client.generations.estimate(plain.id)).toEqual(nothing)

  const tenant = await client.tenants.create({ name: 'Acme', logo: logoSvg() })
  await client.generations.wait(tenant.generation!.id)
  expect(await client.generations.estimate(tenant.id)).toEqual({ ...nothing, total: 3, upToDate: 3 })

  // As slow as can be told apart: what is expected follows from what was measured.
  const { query } = vitrine.database
  const measured = await query<{ seconds: number }>('select seconds from renders')
  for (const { seconds } of measured) expect(seconds).toBeGreaterThan(0)
  await query('update renders set seconds = 100')
  await query(`update renders set fingerprint = 'old' where item_id = any($1)`, [
    products.slice(1).map(({ id }) => id),
  ])
  const before = await query('select id, status, fingerprint from renders order by id')
  const estimate = await client.generations.estimate(tenant.id)
  expect(estimate).toMatchObject({ total: 3, upToDate: 1, toRender: 2 })
  const times = estimate.expectedSeconds / 200
  expect(1 / times).toBeCloseTo(Math.round(1 / times), 1)

  expect((await client.generations.list(tenant.id)).data).toHaveLength(1)
  expect(await query('select id, status, fingerprint from renders order by id')).toEqual(before)

  // A key that was used for the dry run is not good for the real one.
  const url = `${vitrine.url}/v1/tenants/${tenant.id}/generations`
  const post = (query: string) =>
    request(url + query, { method: 'POST', key, headers: { 'idempotency-key': 'once' } })
  expect((await post('?dryRun=true')).status).toBe(200)
  expect((await post('?dryRun=true')).headers.get('idempotent-replayed')).toBe('true')
  expect((await post('')).status).toBe(422)
  expect((await post('?dryRun=yes')).status).toBe(400)
  const real = await client.generations.create(tenant.id)
  expect((await client.generations.wait(real.id)).progress).toEqual({ total: 3, done: 3, failed: 0 })

  const other = await vitrine.createAccount('Other')
  await expect(other.client.generations.estimate(tenant.id)).rejects.toThrow(NotFoundError)
})

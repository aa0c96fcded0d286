import { readdir, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Vitrine } from '../../../sdk/src/index.ts'
import { examine } from '../../src/cli/doctor/examine.ts'
import { REPLACED_KEPT_SECONDS } from '../../src/contract/tasks.ts'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

const LATER = (REPLACED_KEPT_SECONDS + 120) * 1000

let vitrine: TestVitrine
let client: Vitrine
let accountId: string
beforeAll(async () => {
  vitrine = await startVitrine()
  const account = await vitrine.createAccount()
  client = account.client
  accountId = account.accountId
  const mug = await client.products.create({ name: 'Mug', price: { amount: 890, currency: 'EUR' } })
  await client.products.setImage(mug.id, await photoJpeg())
  await client.products.setPlacement(mug.id, {
    layers: [{ mode: 'box', centerXPct: 50, centerYPct: 50, widthPct: 30 }],
  })
})
afterAll(() => vitrine?.stop())

/** Names of the files that are kept for a tenant. */
async function filesOf(tenantId: string): Promise<string[]> {
  const folder = join(vitrine.dataDir, 'files', accountId, tenantId)
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .toSorted()
}

async function createTenant(logo: Buffer) {
  const tenant = await client.tenants.create({ name: 'T', logo })
  await client.generations.wait(tenant.generation!.id)
  return tenant.id
}

async function replaceLogo(tenantId: string, logo: Buffer): Promise<void> {
  const { generation } = await client.tenants.setLogo(tenantId, logo)
  await client.generations.wait(generation!.id)
}

const tidy = (tenantId: string, after: number) =>
  vitrine.service.tenants.tidy(accountId, tenantId, Date.now() + after)

test('what was replaced stays for a day, then goes; what is shown stays', async () => {
  const id = await createTenant(logoSvg('#cc0000'))
  const first = await filesOf(id)
  await replaceLogo(id, logoSvg('#0000cc'))
  const both = await filesOf(id)
  expect(both.length).toBe(2 * first.length)

  await tidy(id, 0)
  await tidy(id, LATER - 300_000)
  expect(await filesOf(id)).toEqual(both)

  await tidy(id, LATER)
  const left = await filesOf(id)
  expect(left).toEqual(both.filter((name) => !first.includes(name)))
  const [render] = (await client.tenants.renders(id)).data
  for (const { url } of render!.images) expect((await fetch(url)).status).toBe(200)
  await tidy(id, LATER)
  expect(await filesOf(id)).toEqual(left)
})

test('a generation that ends asks for it, a day later; the first of a tenant replaces nothing', async () => {
  const waiting = async (id: string) => {
    const rows = await vitrine.database.query<{ delay: number }>(
      `select extract(epoch from start_after - created_on)::int as delay from pgboss.job
       where data->>'task' = 'tenant.tidy' and data->'payload'->>'tenantId' = $1`,
      [id],
    )
    return rows.map(({ delay }) => delay)
  }
  const id = await createTenant(logoSvg('#00cc00'))
  expect(await waiting(id)).toEqual([])
  await replaceLogo(id, logoSvg('#cccc00'))
  expect(await waiting(id)).toEqual([REPLACED_KEPT_SECONDS])

  const { files } = vitrine.service
  const longAgo = new Date(Date.now() - 2 * LATER)
  for await (const { key } of files.list(`${accountId}/${id}/`))
    await utimes(join(vitrine.dataDir, 'files', key), longAgo, longAgo)
  const orphans = async () => {
    const found = await examine(vitrine.database.adminUrl, files)
    return found.orphans.filter(({ key }) => key.includes(id)).length
  }
  expect(await orphans(), 'what a task will remove is no orphan').toBe(0)
  await vitrine.database.query(`delete from pgboss.job where data->'payload'->>'tenantId' = $1`, [id])
  expect(await orphans()).toBeGreaterThan(0)
})

test('a logo that comes back as it is being removed is there', async () => {
  const [red, blue] = [logoSvg('#dd0000'), logoSvg('#0000dd')]
  const id = await createTenant(red)
  const first = await filesOf(id)
  await replaceLogo(id, blue)
  // Removed after it was found there, and before its row says so.
  const { files } = vitrine.service
  const put = files.put
  let removed = false
  files.put = async (key, body) => {
    const answer = await put(key, body)
    if (!removed && answer === 'exists' && key.endsWith('-color.png')) {
      await tidy(id, LATER)
      removed = true
    }
    return answer
  }
  try {
    await replaceLogo(id, red)
  } finally {
    files.put = put
  }
  expect(removed).toBe(true)
  expect(await filesOf(id)).toEqual(expect.arrayContaining(first))
  const { logo } = await client.tenants.get(id)
  for (const { url } of logo!.images) expect((await fetch(url)).status).toBe(200)
})

test('while pictures are being made nothing is removed', async () => {
  const id = await createTenant(logoSvg('#aa0000'))
  await replaceLogo(id, logoSvg('#00aa00'))
  const before = await filesOf(id)
  await vitrine.database.query(
    `update generations set status = 'running', finished_at = null where tenant_id = $1
     and id = (select max(id) from generations where tenant_id = $1)`,
    [id],
  )
  await tidy(id, LATER)
  expect(await filesOf(id)).toEqual(before)
})

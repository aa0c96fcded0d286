import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Vitrine, VitrinePortal } from '../../../sdk/src/index.ts'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

let vitrine: TestVitrine
let account: { accountId: string; client: Vitrine }
let client: Vitrine
let portals: VitrinePortal
beforeAll(async () => {
  vitrine = await startVitrine()
  account = await vitrine.createAccount()
  client = account.client
  const mug = await client.products.create({ name: 'Mug', price: { amount: 890, currency: 'EUR' } })
  await client.products.setImage(mug.id, await photoJpeg())
  await client.products.setPlacement(mug.id, {
    layers: [{ mode: 'box', centerXPct: 50, centerYPct: 50, widthPct: 40 }],
  })
  const { secret } = await client.apiKeys.create({ type: 'publishable', name: 'site', allowedOrigins: ['*'] })
  portals = new VitrinePortal({ publishableKey: secret, baseUrl: vitrine.url, maxRetries: 0 })
})
afterAll(() => vitrine?.stop())

test('a form with every field makes a tenant with all of them', async () => {
  const fields = {
    name: 'Crédit Agricole',
    slug: 'ca',
    externalId: 'crm-7',
    primaryColor: '#123456',
    locale: 'fr',
    settings: { leadTimeWeeks: { min: 2, max: 4 }, supportEmail: 'a@example.com', demo: true },
    metadata: { segment: 'bank' },
  } as const
  const tenant = await client.tenants.create({ ...fields, logo: logoSvg('#007a33') })
  expect(tenant).toMatchObject(fields)
  expect(tenant.logo).toMatchObject({ hasTransparency: true, colors: ['#007a33'] })
  expect(tenant.secondaryColor).toMatch(/^#[0-9a-f]{6}$/)
  expect(tenant.generation).toMatchObject({ tenantId: tenant.id, reason: 'tenant_created' })
  expect(tenant.embedHtml).toContain('portal="ca"')
  const { generation: _, ...shown } = tenant
  expect(await client.tenants.get(tenant.id)).toEqual(shown)
})

test('without a logo the portal is live at once, with plain photos', async () => {
  const tenant = await client.tenants.create({ name: 'No Logo' })
  expect(tenant).toMatchObject({ slug: 'no-logo', logo: null, generation: null })
  const portal = await portals.get('no-logo')
  expect(portal.featuredProducts[0]).toMatchObject({ renderStatus: 'unbranded', alt: 'Mug' })
  const generation = (await client.tenants.setLogo(tenant.id, logoSvg())).generation!
  expect(await client.generations.wait(generation.id)).toMatchObject({
    status: 'succeeded',
    reason: 'logo_changed',
  })
  expect((await portals.get('no-logo')).featuredProducts[0]).toMatchObject({ renderStatus: 'ready' })
})

test('made and waited for in one call: the answer has the generation that has finished', async () => {
  const told: string[] = []
  const tenant = await client.tenants.createAndWait(
    { name: 'Waited For', logo: logoSvg() },
    { onProgress: ({ status }) => told.push(status) },
  )
  expect(tenant.generation).toMatchObject({ status: 'succeeded', progress: { failed: 0 } })
  expect(told.at(-1)).toBe('succeeded')
})

test('an update changes what was sent and nothing else', async () => {
  const tenant = await client.tenants.create({ name: 'Before', externalId: 'e-1', primaryColor: '#ff0000' })
  const changed = await client.tenants.update(tenant.id, { name: 'After', primaryColor: null, slug: 'after' })
  expect(changed).toMatchObject({ name: 'After', externalId: 'e-1', slug: 'after', version: 2 })
  expect(changed.primaryColor).not.toBe('#ff0000')
  await expect(client.tenants.update(tenant.id, { name: 'Late' }, { ifMatch: tenant })).rejects.toMatchObject(
    {
      status: 412,
      code: 'version_mismatch',
    },
  )
  await expect(client.tenants.update(tenant.id, { slug: 'admin' })).rejects.toMatchObject({
    code: 'invalid_request',
  })
  await client.tenants.create({ name: 'Taken', slug: 'taken' })
  await expect(client.tenants.update(tenant.id, { slug: 'taken' })).rejects.toMatchObject({
    code: 'slug_taken',
  })
  await expect(portals.get('before')).rejects.toMatchObject({ status: 404 })
})

test('archiving hides the portal until it is active again, and then it is up to date', async () => {
  const tenant = await client.tenants.create({ name: 'Sleeper', logo: logoSvg() })
  await client.generations.wait(tenant.generation!.id)
  await client.tenants.update(tenant.id, { status: 'archived' })
  await expect(portals.get('sleeper')).rejects.toMatchObject({ status: 404 })
  await expect(portals.items('sleeper')).rejects.toMatchObject({ status: 404 })
  expect((await fetch(`${vitrine.url}/portal/sleeper`)).status).toBe(404)

  const cap = await client.products.create({ name: 'Cap', price: { amount: 100, currency: 'EUR' } })
  await client.products.setImage(cap.id, await photoJpeg({ color: '#00ff00' }))
  await client.products.setPlacement(cap.id, {
    layers: [{ mode: 'box', centerXPct: 50, centerYPct: 50, widthPct: 30 }],
  })
  // Until the change of the catalogue has been dealt with, without this tenant.
  const awake = await client.tenants.create({ name: 'Awake', logo: logoSvg() })
  await client.generations.wait(awake.generation!.id)
  await client.tenants.update(tenant.id, { status: 'active' })
  await expect
    .poll(async () => (await portals.item('sleeper', 'cap')).renderStatus, { timeout: 15_000, interval: 100 })
    .toBe('ready')
  expect((await fetch(`${vitrine.url}/portal/sleeper`)).status).toBe(200)
})

test('a new logo keeps each old picture until its new one is there', async () => {
  const tenant = await client.tenants.create({ name: 'Rebrand', logo: logoSvg('#ff0000') })
  await client.generations.wait(tenant.generation!.id)
  const before = await portals.item('rebrand', 'mug')
  const { generation } = await client.tenants.setLogo(tenant.id, logoSvg('#0000ff'))
  for (;;) {
    const { status } = await client.generations.get(generation!.id)
    const now = await portals.item('rebrand', 'mug')
    expect(now.images.length).toBe(before.images.length)
    expect((await fetch(now.images[0]!.url)).status).toBe(200)
    expect(now.alt).toBe('Mug with the Rebrand logo')
    if (status === 'succeeded') break
    expect(['queued', 'running']).toContain(status)
  }
  const after = await portals.item('rebrand', 'mug')
  expect(after.renderStatus).toBe('ready')
  expect(after.images[0]!.url).not.toBe(before.images[0]!.url)
})

test('deleting takes the portal, the renders and the files along', async () => {
  const tenant = await client.tenants.create({ name: 'Gone', logo: logoSvg() })
  await client.generations.wait(tenant.generation!.id)
  const folder = join(vitrine.dataDir, 'files', account.accountId, tenant.id)
  expect((await readdir(folder)).toSorted()).toEqual(['logo', 'renders'])
  const { url } = tenant.logo!.images[0]!
  await client.tenants.delete(tenant.id)
  await expect(client.tenants.get(tenant.id)).rejects.toMatchObject({ status: 404 })
  await expect(client.generations.get(tenant.generation!.id)).rejects.toMatchObject({ status: 404 })
  await expect(portals.get('gone')).rejects.toMatchObject({ status: 404 })
  await expect.poll(() => readdir(folder).catch(() => 'none'), { timeout: 10_000 }).toBe('none')
  expect((await fetch(url)).status).toBe(404)
  expect((await client.tenants.create({ name: 'Gone' })).slug).toBe('gone')
})

test('a tenant can be deleted while its pictures are being made, and leaves no file', async () => {
  for (let round = 0; round < 6; round += 1) {
    const tenant = await client.tenants.create({ name: `Busy ${round}`, logo: logoSvg(`#00000${round}`) })
    const running = async () => (await client.generations.get(tenant.generation!.id)).status
    await expect.poll(running, { interval: 5, timeout: 10_000 }).not.toBe('queued')
    await client.tenants.delete(tenant.id)
    const folder = join(vitrine.dataDir, 'files', account.accountId, tenant.id)
    await expect.poll(() => readdir(folder).catch(() => 'none'), { timeout: 10_000 }).toBe('none')
  }
})

test('a name without a letter, or reserved, is refused with what to do', async () => {
  for (const name of ['***', 'Admin'])
    await expect(client.tenants.create({ name })).rejects.toMatchObject({
      code: 'invalid_request',
      errors: [{ path: '/slug' }],
    })
})

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../harness/browser.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'
import { startHost } from './host.ts'
import { soon, visit } from './visit.ts'

type Portal = HTMLElementTagNameMap['vitrine-portal']

let vitrine: TestVitrine
let browser: Browser
beforeAll(async () => {
  ;[vitrine, browser] = await Promise.all([startVitrine({ worker: false }), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await vitrine?.stop()
})

test('the hosted page of a private portal opens with a session in its address, which it takes out at once', async () => {
  const { client } = await vitrine.createAccount()
  await client.products.create({ name: 'Mug', price: { amount: 100, currency: 'EUR' } })
  const { id, portalUrl } = await client.tenants.create({ name: 'Inner circle', access: 'private' })
  const { token } = await client.tenants.createPortalSession(id, {})

  const { page, violations, errors } = await visit(browser, portalUrl)
  await page.getByRole('heading', { name: 'This shop is private' }).waitFor()
  expect(await page.locator('vitrine-portal').count()).toBe(0)

  await page.goto(`${portalUrl}#session=${token}`)
  await page.locator('vitrine-portal').getByRole('heading', { level: 1 }).waitFor()
  expect(page.url()).not.toContain('session')
  await page.getByText('Mug').first().waitFor()
  // Kept for this tab.
  await page.reload()
  await page.getByText('Mug').first().waitFor()
  expect(await page.context().cookies()).toEqual([])
  expect({ violations, errors }).toEqual({ violations: [], errors: [] })

  const elsewhere = await (await browser.newContext()).newPage()
  await elsewhere.goto(portalUrl)
  await elsewhere.getByRole('heading', { name: 'This shop is private' }).waitFor()
})

test('an embedded private portal opens with a session, says what it needs without one, and keeps the cart when it ends', async () => {
  const { client } = await vitrine.createAccount()
  const { id: itemId } = await client.products.create({
    name: 'Mug',
    price: { amount: 100, currency: 'EUR' },
  })
  const tenant = await client.tenants.create({ name: 'Inner circle', access: 'private' })
  const { token } = await client.tenants.createPortalSession(tenant.id, {})
  const host = await startHost(vitrine.url)
  const key = await client.apiKeys.create({
    type: 'publishable',
    name: 'Host',
    allowedOrigins: [host.origin],
  })
  const { page, violations, errors } = await visit(browser, 'about:blank')
  const codes: unknown[] = []
  await page.exposeFunction('told', (code: unknown) => codes.push(code))
  await page.addInitScript(() =>
    document.addEventListener('vitrine:error', (event) =>
      (globalThis as unknown as { told(code: unknown): void }).told((event as CustomEvent).detail.code),
    ),
  )
  const asked: { url: string; authorization: string | undefined }[] = []
  page.on('request', (request) => {
    if (request.method() === 'GET' && request.url().includes('/v1/'))
      asked.push({ url: request.url(), authorization: request.headers().authorization })
  })
  const open = (attributes: Record<string, string>) =>
    page.goto(host.page({ portal: tenant.slug, 'publishable-key': key.secret, ...attributes }, 'en'))
  const refused = page.getByText('It is private, and your visit may have ended.')

  for (const attributes of [{}, { session: 'ps_wrong' }] as Record<string, string>[]) {
    await open(attributes)
    await refused.waitFor()
    expect(await page.getByText('Mug').count()).toBe(0)
  }
  await soon(() => codes).toEqual(['unauthenticated', 'unauthenticated'])

  // Given later, as a page does that asks its server for one.
  asked.length = 0
  const portal = page.locator('vitrine-portal')
  await portal.evaluate((element, session) => element.setAttribute('session', session), token)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await portal.evaluate((element: Portal, id) => element.addToCart(id, 3), itemId)
  await portal.evaluate((element: Portal) => element.navigate('catalogue'))
  await page.locator('.results').getByText('Mug').waitFor()
  expect(asked.length).toBeGreaterThan(1)
  expect(asked.filter(({ authorization }) => authorization !== `Bearer ${token}`)).toEqual([])
  expect(asked.filter(({ url }) => url.includes(token))).toEqual([])
  expect(
    await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])),
  ).not.toContain(token)

  await portal.evaluate((element, session) => element.setAttribute('session', `${session}x`), token)
  await refused.waitFor()
  expect(await portal.evaluate((element: Portal) => element.cart)).toEqual([
    { itemId, kind: 'product', quantity: 3 },
  ])
  expect({ violations, errors }).toEqual({ violations: [], errors: [] })
  await host.stop()
})

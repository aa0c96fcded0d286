import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../harness/browser.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'
import { visit } from './visit.ts'

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

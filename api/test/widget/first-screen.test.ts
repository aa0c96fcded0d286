import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../harness/browser.ts'
import { openShop, type Shop } from './shop.ts'
import { visit } from './visit.ts'

let shop: Shop
let browser: Browser
beforeAll(async () => {
  ;[shop, browser] = await Promise.all([openShop(), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await shop?.stop()
})

/** What a page asks of the portal, in order. */
function asked(page: Page): string[] {
  const paths: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (/^\/(portal|v1)\//.test(pathname)) paths.push(`${request.method()} ${pathname}`)
  })
  return paths
}

const home = (page: Page) => page.getByRole('heading', { level: 1, name: 'Créé pour Société Générale.' })

test('what the page loads beside the script is what is shown: nothing is asked again, and nothing moves', async () => {
  const { page, violations, errors } = await visit(browser, 'about:blank')
  const paths = asked(page)
  await page.goto(shop.page({ ahead: '1' }))
  await home(page).waitFor()
  await page.locator('.hero img.shown').waitFor()
  expect(paths).toEqual([`GET /portal/${shop.tenant.slug}/first.json`])
  // The page's own policy allows it all, and the picture that was begun before is the one that is shown.
  const unused: string[] = []
  page.on('console', (message) => unused.push(message.text()))
  await page.getByRole('link', { name: 'Tous les produits', exact: true }).click()
  await page.locator('.results .card').first().waitFor()
  expect({ violations, errors, unused }).toEqual({ violations: [], errors: [], unused: [] })
  expect(await page.locator('link[rel=preload]').count()).toBe(0)
})

test.each([
  ['refused', 403],
  ['broken', 500],
])('where it is %s the portal is asked for as ever', async (_, status) => {
  const { page, errors } = await visit(browser, 'about:blank')
  const paths = asked(page)
  await page.route('**/first.json', (route) => route.fulfill({ status }))
  await page.goto(shop.page({ ahead: '1' }))
  await home(page).waitFor()
  expect(paths.slice(0, 2)).toEqual([
    `GET /portal/${shop.tenant.slug}/first.json`,
    `GET /v1/portals/${shop.tenant.slug}`,
  ])
  expect(errors).toEqual([])
})

test('where it takes long, the shape of the screen is shown meanwhile', async () => {
  const { page, layoutShift } = await visit(browser, 'about:blank')
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/first.json', async (route) => {
    await held
    await route.continue()
  })
  await page.goto(shop.page({ ahead: '1' }), { waitUntil: 'commit' })
  await page.locator('.hero .bone').first().waitFor()
  release()
  await home(page).waitFor()
  expect(await layoutShift()).toBe(0)
})

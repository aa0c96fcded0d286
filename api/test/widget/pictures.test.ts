import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../harness/browser.ts'
import { logoSvg } from '../harness/pictures.ts'
import { openShop, type Shop } from './shop.ts'
import { soon, visit } from './visit.ts'

let shop: Shop
let browser: Browser
beforeAll(async () => {
  ;[shop, browser] = await Promise.all([openShop({ worker: false }), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await shop?.stop()
})

test('while nothing changes, asking again costs a 304 and comes ever less often', async () => {
  const tenant = await shop.client.tenants.create({ name: 'Waiting', logo: logoSvg() })
  const { page } = await visit(browser, 'about:blank')
  const asked: { at: number; headers: Promise<Record<string, string>> }[] = []
  page.on('request', (request) => {
    if (request.method() === 'GET' && request.url().endsWith('/v1/portals/waiting'))
      asked.push({ at: Date.now(), headers: request.allHeaders() })
  })
  await page.goto(shop.page({ portal: tenant.slug }))
  await soon(() => asked.length).toBe(4)
  const [first, ...later] = await Promise.all(asked.map(({ headers }) => headers))
  expect(first).not.toHaveProperty('if-none-match')
  for (const headers of later) expect(headers).toHaveProperty('if-none-match')
  const waits = asked.slice(1).map(({ at }, i) => at - asked[i]!.at)
  // Not each longer than the one before: a loaded machine adds some to any.
  expect(waits[2]!).toBeGreaterThan(waits[0]!)
})

test('pictures are swapped in as they are rendered, and nothing moves', async () => {
  const { page, layoutShift, violations, errors } = await visit(browser, shop.page(), { height: 1600 })
  const picture = page.locator('.block .card', { hasText: 'Mug émaillé' }).locator('img.shown')
  await picture.waitFor()
  const plain = await picture.getAttribute('src')
  const progress = page.getByRole('progressbar')
  await progress.waitFor()
  // What a visitor sees while one picture takes the other's place: never none.
  await page.evaluate(() => {
    const watched = globalThis as unknown as { bare: boolean }
    const root = document.querySelector('vitrine-portal')!.shadowRoot!
    const look = () => {
      for (const one of root.querySelectorAll('.block vitrine-picture'))
        if (one.querySelector('img') && !one.querySelector('img.shown')) watched.bare = true
      requestAnimationFrame(look)
    }
    look()
  })

  await shop.vitrine.startProcess('worker')
  await soon(() => picture.last().getAttribute('src')).not.toBe(plain)
  await progress.waitFor({ state: 'detached', timeout: 60_000 })
  // The old one goes once the new one has faded in.
  await soon(() => picture.count()).toBe(1)
  expect(await picture.getAttribute('alt')).toBe('Mug émaillé, avec le logo Société Générale')
  expect(await page.evaluate(() => (globalThis as unknown as { bare?: boolean }).bare)).toBeUndefined()
  expect(await layoutShift()).toBe(0)
  expect({ violations, errors }).toEqual({ violations: [], errors: [] })
}, 120_000)

test('once all is rendered, nobody asks again', async () => {
  const { page } = await visit(browser, shop.page())
  await page.getByRole('heading', { level: 1 }).waitFor()
  let requests = 0
  page.on('request', (request) => {
    if (request.url().includes('/v1/')) requests++
  })
  await page.waitForTimeout(2500)
  expect(requests).toBe(0)
})

test('files fit the place they are shown in, and room is kept for them', async () => {
  const { page, layoutShift } = await visit(browser, `${shop.page()}#/catalogue`, { width: 360, height: 740 })
  const first = page.locator('.results img.shown').first()
  await first.waitFor()
  const told = await first.evaluate((img: HTMLImageElement) => ({
    sizes: img.sizes,
    width: img.getBoundingClientRect().width,
    attributes: [img.width > 0, img.height > 0, img.decoding, img.loading, img.fetchPriority],
  }))
  expect(told.sizes).toBe(`${Math.ceil(told.width)}px`)
  expect(told.attributes).toEqual([true, true, 'async', 'eager', 'high'])
  expect(await page.locator('.results img').last().getAttribute('loading')).toBe('lazy')
  expect(await layoutShift()).toBe(0)
})

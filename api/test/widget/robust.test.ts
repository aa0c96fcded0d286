import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../harness/browser.ts'
import { texts } from './ask.ts'
import { hostileStrings } from './hostile-strings.ts'
import { openShop, type Shop } from './shop.ts'
import { soon, visit } from './visit.ts'

let shop: Shop
let browser: Browser
beforeAll(async () => {
  ;[shop, browser] = await Promise.all([openShop(), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await shop?.stop()
})

const ready = (page: Page) =>
  page.getByRole('heading', { level: 1, name: 'Créé pour Société Générale.' }).waitFor()

/** A sheet of the page's own, as its policy allows it. */
const style = (page: Page, css: string) =>
  page.evaluate((text) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    document.adoptedStyleSheets.push(sheet)
  }, css)

/** Where everything one sees in the portal stands, and how it is written. */
const looks = (page: Page) =>
  page.evaluate(() => {
    const root = document.querySelector('vitrine-portal')!.shadowRoot!
    return [...root.querySelectorAll('h1, h2, h3, p, a, vitrine-picture, button')].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect()
      const from = root.querySelector('.portal')!.getBoundingClientRect()
      const { color, fontFamily, letterSpacing, textTransform, display } = getComputedStyle(element)
      return [
        element.tagName,
        x - from.x,
        y - from.y,
        width,
        height,
        color,
        fontFamily,
        letterSpacing,
        textTransform,
        display,
      ].join(' ')
    })
  })

test('rules of the page that reach for everything do not change the portal', async () => {
  const { page } = await visit(browser, shop.page())
  await ready(page)
  const before = await looks(page)
  await style(
    page,
    `* { all: unset; letter-spacing: 9px; text-transform: uppercase; text-indent: 3em; line-height: 4; white-space: pre;
         word-spacing: 2em; font: italic 900 40px cursive; color: hotpink; cursor: wait }
     html { font-size: 16px }
     style, script, head { display: none !important }
     h1, a, button, p, .button, .card { display: none !important; float: right; margin: 99px !important }`,
  )
  const after = await looks(page)
  expect(after.filter((look, at) => look !== before[at])).toEqual([])
})

test('with huge letters, from right to left, and in a narrow column nothing sticks out', async () => {
  const { page } = await visit(browser, shop.page())
  await ready(page)
  for (const css of [
    'html { font-size: 34px }',
    'html { direction: rtl; font-size: 16px }',
    'vitrine-portal { width: 280px; float: right }',
  ]) {
    await style(page, css)
    for (const view of ['home', 'catalogue', 'product/mug', 'cart'] as const) {
      await page.evaluate((to) => document.querySelector('vitrine-portal')!.setAttribute('view', to), view)
      await page.locator('h1').waitFor()
      const out = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(`${css} ${view} ${out}`).toBe(`${css} ${view} 0`)
    }
  }
})

test('two portals, a strip and a button on one page each know what is theirs', async () => {
  const { slug } = await shop.client.tenants.create({ name: 'Autre', locale: 'en' })
  const { page, errors, violations } = await visit(browser, shop.page({ routing: 'none' }))
  await ready(page)
  await page.evaluate((portal) => {
    const first = document.querySelector('vitrine-portal')!
    for (const name of ['vitrine-portal', 'vitrine-products', 'vitrine-cart-button']) {
      const element = document.createElement(name)
      for (const { name, value } of first.attributes) element.setAttribute(name, value)
      if (name === 'vitrine-portal') element.setAttribute('portal', portal)
      if (name === 'vitrine-products') element.setAttribute('collection', 'boire')
      element.id = name
      document.body.append(element)
    }
  }, slug)
  const other = page.locator('#vitrine-portal')
  const first = page.locator('vitrine-portal:not([id])')
  await other.getByRole('heading', { level: 1, name: 'Créé pour Autre.' }).waitFor()
  const strip = page.locator('#vitrine-products')
  await soon(() => strip.getByRole('heading', { level: 3 }).allTextContents()).toEqual([
    'Mug émaillé',
    'Gourde isotherme',
  ])

  await strip.getByRole('link', { name: 'Gourde isotherme' }).click()
  await first.getByRole('heading', { level: 1, name: 'Gourde isotherme' }).waitFor()
  await first.getByRole('button', { name: texts.fr.add }).click()
  const button = page.locator('#vitrine-cart-button').getByRole('link')
  await soon(() => button.getAttribute('aria-label')).toMatch(/1/)
  expect(await other.getByRole('heading', { level: 1 }).textContent()).toBe('Créé pour Autre.')
  expect(
    await page.evaluate(
      () => document.querySelector<HTMLElementTagNameMap['vitrine-portal']>('#vitrine-portal')!.cart,
    ),
  ).toEqual([])
  await button.click()
  await first.getByRole('heading', { level: 1, name: texts.fr.cart }).waitFor()
  expect({ errors, violations }).toEqual({ errors: [], violations: [] })
})

test('the cart follows other tabs, and survives whatever was written into its place', async () => {
  const { page } = await visit(browser, shop.page())
  await ready(page)
  const other = await page.context().newPage()
  await other.goto(shop.page())
  await other.getByRole('heading', { level: 1 }).waitFor()
  await other.evaluate(() => document.querySelector('vitrine-portal')!.addToCart('mug', 70))
  const cart = () =>
    page.evaluate(() => document.querySelector('vitrine-portal')!.cart.map(({ quantity }) => quantity))
  await soon(cart).toEqual([70])
  const key = await page.evaluate(() => Object.keys(localStorage)[0]!)
  for (const written of [
    '',
    '{',
    'null',
    '[]',
    '{"version":2,"lines":[]}',
    '{"version":1,"lines":[null,{"itemId":7},{"itemId":"prd_1","kind":"product","quantity":-1,"price":0}]}',
  ]) {
    await page.evaluate(([name, value]) => localStorage.setItem(name!, value!), [key, written])
    await page.reload()
    await ready(page)
    expect(await cart()).toEqual([])
  }
})

test('a slow API shows room for what is to come, a sick one says so, and both recover', async () => {
  const { page, shifted } = await visit(browser, 'about:blank')
  let answer: 'slow' | 'well' | number = 'slow'
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/v1/portals/**', async (route) => {
    if (answer === 'slow') await held
    if (typeof answer === 'string') return route.continue()
    const code = answer === 429 ? 'rate_limited' : 'internal'
    await route.fulfill({
      status: answer,
      headers: { 'Access-Control-Allow-Origin': '*' },
      contentType: 'application/problem+json',
      body: JSON.stringify({ code, requestId: 'req_1' }),
    })
  })
  await page.goto(shop.page())
  await page.locator('.skeleton').first().waitFor()
  expect(await page.locator('#after').isVisible()).toBe(true)
  release()
  await ready(page)
  expect(await shifted()).toEqual([])
  for (const [status, words] of [
    [500, 'Référence req_1'],
    [429, 'Réessayez dans un instant'],
  ] as const) {
    answer = status
    await page.reload()
    await page.getByRole('alert').getByText(words).waitFor()
    answer = 'well'
    await page.getByRole('button', { name: 'Réessayer' }).click()
    await ready(page)
  }
})

test('fifty hostile strings in every text of the catalogue run nowhere', async () => {
  expect(hostileStrings).toHaveLength(50)
  const price = { amount: 100, currency: 'EUR' }
  const made = await Promise.all(
    hostileStrings.map(async (text, at) => {
      const collection =
        at < 10
          ? await shop.client.collections.create({ name: text, slug: `evil-c-${at}`, description: text })
          : undefined
      const product = await shop.client.products.create({
        name: text,
        description: text,
        slug: `evil-${at}`,
        category: text,
        price,
        position: 0,
        collectionId: collection?.id,
      })
      if (at < 10)
        await shop.client.packs.create({
          name: text,
          description: text,
          slug: `evil-pack-${at}`,
          price,
          items: [{ productId: product.id, quantity: 1 }],
          position: 0,
        })
      return product
    }),
  )
  expect(made).toHaveLength(50)
  const evil = await shop.client.tenants.create({ name: hostileStrings[0]!, locale: 'fr' })
  const { page, errors, violations, origins } = await visit(browser, shop.page({ portal: evil.slug }))
  const show = async (view: string) => {
    await page.evaluate((to) => document.querySelector('vitrine-portal')!.setAttribute('view', to), view)
    await page.locator('h1', { hasText: /\S/ }).waitFor()
  }
  await page.getByRole('heading', { level: 1, name: hostileStrings[0]!, exact: false }).waitFor()
  for (const view of [
    'packs',
    'collections',
    'collection/evil-c-3',
    'pack/evil-pack-4',
    'product/evil-5',
    'catalogue',
  ])
    await show(view)
  const cards = page.locator('.results .card h2')
  for (let shown = 24; shown < 72; shown += 24) {
    await soon(() => cards.count()).toBe(shown)
    await page.getByRole('button', { name: 'Afficher plus' }).click()
  }
  await soon(() => cards.count()).toBeGreaterThanOrEqual(72)
  const told = (await cards.allTextContents()).map((text) => text.trim())
  expect(hostileStrings.filter((text) => !told.includes(text))).toEqual([])
  await page.evaluate(() => document.querySelector('vitrine-portal')!.addToCart('evil-12'))
  await show('cart')
  await page.locator('.line').waitFor()
  const hosted = `${shop.vitrine.url}/portal/${evil.slug}`
  const pwned = () => page.evaluate(() => (globalThis as unknown as { pwned?: number }).pwned)
  expect(await pwned()).toBeUndefined()
  await page.goto(hosted)
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await pwned()).toBeUndefined()
  expect({ errors, violations }).toEqual({ errors: [], violations: [] })
  expect([...origins].sort()).toEqual([shop.host.origin, shop.vitrine.url].sort())
})

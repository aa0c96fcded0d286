import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../harness/browser.ts'
import { answer, answerOrders, type Lang, texts, walkToEnd } from './ask.ts'
import { openShop, type Shop } from './shop.ts'
import { differenceFrom } from './snapshots.ts'
import { visit } from './visit.ts'

let shop: Shop
let browser: Browser
let slug: string
beforeAll(async () => {
  ;[shop, browser] = await Promise.all([openShop({ worker: false }), launchBrowser()])
  // Without a logo nothing waits to be rendered.
  const settings = { leadTimeWeeks: { min: 3, max: 4 }, supportEmail: 'bonjour@example.com' }
  slug = (await shop.client.tenants.create({ name: 'Maison Dupré', primaryColor: '#0b6e4f', settings })).slug
})
afterAll(async () => {
  await browser?.close()
  await shop?.stop()
})

type Walk = Record<string, (page: Page, lang: Lang) => Promise<unknown>>

const goTo = (hash: string) => (page: Page) =>
  page.evaluate((to) => {
    location.hash = to
  }, hash)

async function fillCart(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const portal = document.querySelector('vitrine-portal')!
    await portal.addToCart('mug', 60)
    await portal.addToCart('gourde', 2)
    await portal.addToCart('bienvenue', 3)
  })
}

async function begin(page: Page, lang: Lang): Promise<void> {
  await fillCart(page)
  await goTo('#/quote/information')(page)
  await page.getByRole('heading', { level: 1, name: texts[lang].information }).waitFor()
}

async function deliver(page: Page, lang: Lang): Promise<void> {
  await begin(page, lang)
  await answer(page, 'customer')
  await page.getByRole('button', { name: texts[lang].continue }).click()
  await page.locator('[name="sameBilling"]').uncheck()
}

async function refuse(page: Page, lang: Lang): Promise<void> {
  await begin(page, lang)
  await page.locator('[name="customer.email"]').fill('camille@')
  await page.getByRole('button', { name: texts[lang].continue }).click()
  await page.locator('.error-summary').waitFor()
}

async function ask(page: Page, lang: Lang): Promise<void> {
  await fillCart(page)
  await walkToEnd(page, lang)
}

async function confirm(page: Page, lang: Lang): Promise<void> {
  await ask(page, lang)
  await answerOrders(page, () => ({
    status: 201,
    body: { id: 'ord_1', number: 'Q-1042', status: 'pending_quote' },
  }))
  await page.getByRole('button', { name: texts[lang].send }).click()
  await page.getByRole('heading', { level: 1, name: texts[lang].sent }).waitFor()
}

const home = goTo('#/')
const catalogue = goTo('#/catalogue')
const product = goTo('#/products/mug')
const cart = async (page: Page) => {
  await fillCart(page)
  await goTo('#/cart')(page)
}

/** Every key screen narrow and wide; light and dark, French and English take turns. */
test.each<[string, Walk]>([
  ['phone light fr', { home, information: begin, confirmation: confirm }],
  ['desktop dark en', { home, confirmation: confirm }],
  ['phone dark en', { catalogue, delivery: deliver }],
  ['desktop light fr', { catalogue, delivery: deliver }],
  ['phone light en', { product, details: ask }],
  ['desktop dark fr', { product, details: ask }],
  ['phone dark fr', { cart }],
  ['desktop light en', { cart, refused: refuse }],
])('%s looks as it did', async (look, walk) => {
  const [size, scheme, lang] = look.split(' ') as [string, string, Lang]
  const [width, height] = size === 'phone' ? [360, 740] : [1280, 900]
  const { page } = await visit(browser, 'about:blank', { width, height, dark: scheme === 'dark' })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const differences: string[] = []
  for (const [screen, act] of Object.entries(walk)) {
    await page.goto('about:blank')
    await page.goto(shop.page({ portal: slug, theme: 'auto' }, lang))
    await page.locator('vitrine-portal h1').waitFor()
    await act(page, lang)
    await settle(page)
    const name = [screen, size, scheme, lang].join('-')
    const difference = await differenceFrom(name, await page.screenshot({ animations: 'disabled' }))
    if (difference) differences.push(difference)
  }
  expect(differences).toEqual([])
})

/** All pictures in view have come and have been drawn; nothing is on its way, and nothing has the focus. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(() => {
    const root = document.querySelector('vitrine-portal')?.shadowRoot
    const inView = [...(root?.querySelectorAll<HTMLImageElement>('vitrine-picture img') ?? [])].filter(
      (img) => img.getBoundingClientRect().top < innerHeight,
    )
    return inView.every((img) => img.complete && img.matches('.shown'))
  })
  await page.evaluate(async () => {
    await document.fonts.ready
    scrollTo(0, 0)
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  })
}

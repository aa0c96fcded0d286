import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../harness/browser.ts'
import { answerOrders, texts, walkToEnd } from './ask.ts'
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

const words = texts.fr
const send = (page: Page) => page.getByRole('button', { name: words.send }).click()
const sent = (page: Page) => page.getByRole('heading', { level: 1, name: words.sent }).waitFor()
const inCart = (page: Page) => page.evaluate(() => document.querySelector('vitrine-portal')!.cart.length)

/** At the last step, with a mug in the cart. */
async function atTheEnd(options: { add?: string; attributes?: Record<string, string> } = {}): Promise<Page> {
  const { page } = await visit(browser, shop.page(options.attributes))
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.evaluate((id) => document.querySelector('vitrine-portal')!.addToCart(id), options.add ?? 'mug')
  await walkToEnd(page, 'fr')
  return page
}

test('an answer that is lost on the way, a reload and a second try make one order', async () => {
  const page = await atTheEnd()
  const before = await numbers()
  const keys: (string | undefined)[] = []
  await page.route('**/v1/portals/*/orders', async (route) => {
    keys.push(route.request().headers()['idempotency-key'])
    if (keys.length > 1) return route.continue()
    await route.fetch()
    await route.abort()
  })
  await send(page)
  await page.getByRole('alert').getByText('Il n’y a pas de connexion').waitFor()
  expect(await inCart(page)).toBe(1)
  await soon(async () => (await numbers()).length).toBe(before.length + 1)
  await page.reload()
  await page.getByRole('heading', { level: 1, name: words.details }).waitFor()
  await send(page)
  await sent(page)
  expect(new Set(keys).size).toBe(1)
  expect(await numbers()).toHaveLength(before.length + 1)
  expect(await inCart(page)).toBe(0)
})

async function numbers(): Promise<string[]> {
  return (await shop.client.orders.list()).data.map(({ number }) => number)
}

test('too many, busy, broken: each in words that help, the cart kept, and the next try goes through', async () => {
  const page = await atTheEnd()
  const troubles: [number, string, string][] = [
    [429, 'rate_limited', 'Trop de demandes'],
    [503, 'unavailable', 'reprend son souffle'],
    [500, 'internal', 'n’a pas pu être envoyée'],
  ]
  let now = 0
  const tries = await answerOrders(page, () => {
    const [status, code] = troubles[now]!
    return { status, body: { code, requestId: `req_${status}` } }
  })
  for (const [status, , said] of troubles) {
    await send(page)
    await page.getByRole('alert').getByText(said).waitFor()
    await page.getByRole('alert').getByText(`req_${status}`).waitFor()
    expect(await inCart(page)).toBe(1)
    now++
  }
  expect(tries).toHaveLength(3)
  await page.unroute('**/v1/portals/*/orders')
  await page.context().setOffline(true)
  await send(page)
  await page.getByRole('alert').getByText('Il n’y a pas de connexion').waitFor()
  await page.context().setOffline(false)
  await send(page)
  await sent(page)
})

test('what the API refuses stands at its field, in words of ours', async () => {
  const page = await atTheEnd()
  const errors = [{ path: '/customer/email', message: '<img src=x onerror=alert(1)>' }]
  await answerOrders(page, () => ({ status: 400, body: { code: 'invalid_request', errors } }))
  await send(page)
  await page.getByRole('heading', { level: 1, name: words.information }).waitFor()
  const email = page.locator('[name="customer.email"]')
  expect(await email.getAttribute('aria-invalid')).toBe('true')
  await page.getByRole('alert').getByRole('link').click()
  expect(await email.evaluate((field) => field.matches(':focus'))).toBe(true)
})

test('an item that is withdrawn meanwhile is named in the cart, and without it the request goes through', async () => {
  const product = await shop.client.products.create({
    name: 'Bougie',
    slug: 'bougie',
    price: { amount: 1900, currency: 'EUR' },
  })
  const page = await atTheEnd({ add: 'bougie' })
  await page.evaluate(() => document.querySelector('vitrine-portal')!.addToCart('mug'))
  await shop.client.products.delete(product.id)
  await send(page)
  await page.getByRole('alert').getByRole('link', { name: words.see }).click()
  await page.getByRole('heading', { level: 1, name: words.cart }).waitFor()
  await page.getByText('N’est plus proposé').first().waitFor()
  await page
    .getByRole('button', { name: /^Retirer/ })
    .first()
    .click()
  await page.getByRole('link', { name: words.ask }).click()
  for (const name of [words.continue, words.continue, words.send])
    await page.getByRole('button', { name }).click()
  await sent(page)
})

test('the page may hold a request back', async () => {
  const page = await atTheEnd()
  const tries = await answerOrders(page, () => ({ status: 500 }))
  const order = page.evaluate(
    () =>
      new Promise((resolve) =>
        document.addEventListener('vitrine:order-submit', (event) => {
          event.preventDefault()
          resolve((event as CustomEvent).detail.order.lines)
        }),
      ),
  )
  await send(page)
  expect(await order).toEqual([{ itemId: expect.stringMatching(/^prd_/), quantity: 50 }])
  await page.getByRole('alert').waitFor()
  expect(tries).toEqual([])
})

test('a demonstration says that it is one, and sends nothing', async () => {
  const { slug } = await shop.client.tenants.create({ name: 'Démo', locale: 'fr', settings: { demo: true } })
  const page = await atTheEnd({ attributes: { portal: slug } })
  await send(page)
  await page
    .getByRole('alert')
    .getByText(/démonstration/)
    .waitFor()
  expect(await inCart(page)).toBe(1)
})

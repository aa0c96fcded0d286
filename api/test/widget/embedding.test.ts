import type { Browser } from 'playwright-core'
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

const screens = [
  '#/',
  '#/packs',
  '#/packs/bienvenue',
  '#/collections',
  '#/collections/boire',
  '#/catalogue?q=m',
  '#/products/hostile',
]

test.each(['fr', 'en'])(
  'every screen in %s: no violation of a strict policy, no third party, no cookie',
  async (lang) => {
    const { page, violations, errors, origins, layoutShift } = await visit(browser, shop.page({}, lang))
    for (const hash of screens) {
      await page.evaluate((to) => {
        location.hash = to
      }, hash)
      await page.locator('h1', { hasText: /\S/ }).waitFor()
      await page.locator('img.shown').first().waitFor()
    }
    expect({ violations, errors }).toEqual({ violations: [], errors: [] })
    expect([...origins].sort()).toEqual([shop.host.origin, shop.vitrine.url].sort())
    expect(await page.context().cookies()).toEqual([])
    expect(await layoutShift()).toBe(0)
  },
)

test('hostile names and descriptions stay text', async () => {
  const { page, errors } = await visit(browser, `${shop.page()}#/products/hostile`)
  await page.getByRole('heading', { level: 1, name: '<img src=x onerror=' }).waitFor()
  await page.goto(`${shop.page()}#/catalogue?q=${encodeURIComponent('<script>globalThis.pwned=1</script>')}`)
  await page.getByRole('searchbox').waitFor()
  expect(await page.evaluate(() => (globalThis as unknown as { pwned?: number }).pwned)).toBeUndefined()
  expect(errors).toEqual([])
})

test.each([
  ['an unknown portal', { portal: 'nowhere' }, 'not_found', 'Cette boutique n’existe pas'],
  ['attributes left out', { 'publishable-key': '' }, 'setup', 'Cette boutique ne peut pas s’afficher ici'],
])('%s is told in words, and to the host as an event', async (_, attributes, code, title) => {
  const { page, layoutShift } = await visit(browser, shop.page(attributes))
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  expect(await layoutShift()).toBe(0)
  const event = page.evaluate(
    () =>
      new Promise((resolve) =>
        document.addEventListener('vitrine:error', (event) => resolve((event as CustomEvent).detail.code)),
      ),
  )
  await page.evaluate(() => document.querySelector('vitrine-portal')?.requestUpdate('portal'))
  expect(await event).toBe(code)
})

test('on the API’s own origin a key that opens nothing is named', async () => {
  const { page } = await visit(browser, `${shop.vitrine.url}/portal/${shop.tenant.slug}`)
  await page.getByRole('heading', { level: 1, name: 'Créé pour Société Générale.' }).waitFor()
  await page.evaluate(() =>
    document.querySelector('vitrine-portal')?.setAttribute('publishable-key', 'pk_wrong'),
  )
  await page.getByRole('heading', { level: 1, name: 'Cette boutique ne peut pas s’afficher ici' }).waitFor()
  await page.getByRole('button', { name: 'Réessayer' }).waitFor()
})

test('elsewhere CORS hides why a key or an origin is refused, so the people of the site get all the reasons', async () => {
  for (const url of [
    shop.page().replace('//localhost', '//127.0.0.1'),
    shop.page({ 'publishable-key': 'pk_wrong' }),
  ]) {
    const { page } = await visit(browser, url)
    const alert = page.getByRole('alert')
    await alert.getByText('La boutique est injoignable.').waitFor()
    await alert.getByText('Pour les responsables de ce site').click()
    await alert.getByText(`L’API ne répond pas à ${new URL(url).origin}`).waitFor()
  }
})

test('an item that is gone leads back to the catalogue', async () => {
  const { page } = await visit(browser, `${shop.page()}#/products/gone`)
  await page.getByRole('heading', { name: 'Cet article n’est plus proposé' }).waitFor()
  await page.getByRole('alert').getByRole('link', { name: 'Voir tous les produits' }).click()
  await page.getByRole('heading', { level: 1, name: 'Tous les produits' }).waitFor()
})

test('while the API is away the screen says so, and the button brings it back', async () => {
  const { page, focused } = await visit(browser, shop.page())
  await page.getByRole('heading', { name: /Créé pour/ }).waitFor()
  await page.context().setOffline(true)
  await page.getByRole('link', { name: 'Tous les produits', exact: true }).click()
  await page.getByText('La boutique est injoignable').waitFor()
  await page.context().setOffline(false)
  await page.getByRole('button', { name: 'Réessayer' }).click()
  await page.locator('.results .card').first().waitFor()
  expect(await focused()).toBe('Tous les produits')
})

test('the tenant’s colours are legible in light and in dark', async () => {
  for (const theme of ['light', 'dark']) {
    const { page } = await visit(browser, shop.page({ theme }))
    const button = page.locator('.hero a.button')
    await button.waitFor()
    const [text, ground, around] = await button.evaluate((element) => {
      const own = getComputedStyle(element)
      const portal = getComputedStyle(element.closest('.portal')!)
      return [own.color, own.backgroundColor, portal.backgroundColor]
    })
    expect(contrast(text!, ground!)).toBeGreaterThan(4.5)
    expect(contrast(ground!, around!)).toBeGreaterThan(1.5)
  }
})

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light! + 0.05) / (dark! + 0.05)
}

function luminance(color: string): number {
  const [r, g, b] = color.match(/\d+/g)!.map((channel) => {
    const share = Number(channel) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../harness/browser.ts'
import { openShop, type Shop } from './shop.ts'
import { soon, visit } from './visit.ts'

let shop: Shop
let browser: Browser
beforeAll(async () => {
  ;[shop, browser] = await Promise.all([openShop({ worker: true }), launchBrowser()])
  const generation = await shop.client.generations.list(shop.tenant.id)
  await shop.client.generations.wait(generation.data[0]!.id)
})
afterAll(async () => {
  await browser?.close()
  await shop?.stop()
})

const page = () => `${shop.vitrine.url}/portal/${shop.tenant.slug}`

test('a link to it shows what it is: title, description, a picture that carries the logo', async () => {
  const response = await fetch(page())
  const html = await response.text()
  expect(html).toContain('<title>Boutique Société Générale</title>')
  const meta = Object.fromEntries(
    [...html.matchAll(/<meta (?:name|property)="([^"]+)" content="([^"]*)">/g)].map(([, name, content]) => [
      name,
      content,
    ]),
  )
  expect(meta).toMatchObject({
    description:
      'La boutique d’objets publicitaires de Société Générale : chaque article porte déjà son logo.',
    'og:title': 'Boutique Société Générale',
    'og:url': page(),
    'og:locale': 'fr_FR',
    'twitter:card': 'summary_large_image',
  })
  const picture = await fetch(meta['og:image']!)
  expect(picture.headers.get('content-type')).toMatch(/^image\/(jpeg|png|webp)$/)
  expect(Number(meta['og:image:width'])).toBeGreaterThanOrEqual(400)
  const policy = response.headers.get('content-security-policy')
  expect(policy).not.toContain('unsafe')
  expect(policy).toContain(`require-trusted-types-for 'script'`)
})

test('without scripts the home screen is painted and the whole catalogue can be read', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const plain = await context.newPage()
  const violations: string[] = []
  plain.on('console', (message) => violations.push(message.text()))
  await plain.goto(page())
  await plain.getByRole('heading', { level: 1, name: 'Créé pour Société Générale.' }).waitFor()
  // The emulation of a browser without scripts keeps noscript hidden; what it holds can be read.
  const words = await plain.locator('noscript').textContent()
  expect(words).toContain('Ceci est la vitrine de la boutique.')
  expect(words).toContain('Stylo 27')
  const hero = plain.locator('.hero img')
  expect(await hero.getAttribute('alt')).toMatch(/avec le logo Société Générale$/)
  expect(violations).toEqual([])
  await context.close()
})

test('the script takes over what is painted without moving, fading or breaking anything', async () => {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const { page: browserPage, violations, errors, shifted } = await visit(browser, 'about:blank')
  await browserPage.route('**/vitrine.js', async (route) => {
    await held
    await route.continue()
  })
  await browserPage.goto(page(), { waitUntil: 'commit' })
  await browserPage.getByRole('heading', { level: 1, name: 'Créé pour Société Générale.' }).waitFor()
  await soon(() => browserPage.locator('.hero img').evaluate((img: HTMLImageElement) => img.complete)).toBe(
    true,
  )
  const boxes = () =>
    browserPage.evaluate(() =>
      [
        ...document
          .querySelector('vitrine-portal')!
          .shadowRoot!.querySelectorAll('h1, h2, h3, .nav a, vitrine-picture, .footer'),
      ].map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect()
        return [element.tagName, x, y, width, height].join(' ')
      }),
    )
  const before = await boxes()
  const opacities = browserPage.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const seen: number[] = []
        const root = document.querySelector('vitrine-portal')!.shadowRoot!
        document.addEventListener('vitrine:ready', () => setTimeout(() => resolve(seen), 300))
        // What is painted: a frame's last observer sees it, where a task between two frames may see half of a change.
        const look = () =>
          requestAnimationFrame(() => {
            const last = new ResizeObserver(() => {
              last.disconnect()
              const img = root.querySelector('.hero img')
              seen.push(img ? Number(getComputedStyle(img).opacity) : 0)
              look()
            })
            last.observe(document.body)
          })
        look()
      }),
  )
  release()
  expect(Math.min(...(await opacities))).toBe(1)
  expect(await boxes()).toEqual(before)
  await browserPage.getByRole('link', { name: 'Tous les produits', exact: true }).click()
  await browserPage.locator('.results .card').first().waitFor()
  expect({ violations, errors, shifted: await shifted() }).toEqual({
    violations: [],
    errors: [],
    shifted: [],
  })
})

test('a link to a product opens that product, and nothing is painted before it', async () => {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const { page: browserPage, shifted, violations, errors } = await visit(browser, 'about:blank')
  await browserPage.route('**/vitrine.js', async (route) => {
    await held
    await route.continue()
  })
  const homeIsPainted = () =>
    browserPage
      .locator('vitrine-portal h1')
      .evaluate((h1) => h1.checkVisibility({ contentVisibilityAuto: true }))
  await browserPage.goto(`${page()}#/products/mug`, { waitUntil: 'commit' })
  await browserPage.locator('vitrine-portal').waitFor({ state: 'attached' })
  expect(await homeIsPainted()).toBe(false)
  release()
  await browserPage.getByRole('heading', { level: 1, name: 'Mug émaillé' }).waitFor()
  await browserPage.getByRole('button', { name: 'Ajouter au panier' }).waitFor()
  expect({ shifted: await shifted(), violations, errors }).toEqual({
    shifted: [],
    violations: [],
    errors: [],
  })

  // Where the script does not come, the home screen is better than nothing.
  await browserPage.unroute('**/vitrine.js')
  await browserPage.route('**/vitrine.js', (route) => route.abort())
  await browserPage.reload()
  await soon(homeIsPainted).toBe(true)
})

test('a name that looks like code is text in the page, and the page follows the catalogue', async () => {
  const product = await shop.client.products.create({
    name: '</template><script>globalThis.pwned=1</script>',
    slug: 'evil',
    price: { amount: 100, currency: 'EUR' },
    position: 0,
  })
  const html = await (await fetch(page())).text()
  expect(html).toContain('&#60;/template&#62;&#60;script&#62;')
  expect(html).not.toContain('<script>globalThis')
  await shop.client.products.update(product.id, { name: 'Sage' }, { ifMatch: product })
  expect(await (await fetch(page())).text()).toContain('Sage')
})

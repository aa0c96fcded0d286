import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../harness/browser.ts'
import { openShop, type Shop } from './shop.ts'
import { soon, type Visit, visit } from './visit.ts'

let shop: Shop
let browser: Browser
beforeAll(async () => {
  ;[shop, browser] = await Promise.all([openShop(), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await shop?.stop()
})

async function open(hash = '', lang = 'fr', attributes: Record<string, string> = {}): Promise<Visit> {
  return visit(browser, shop.page(attributes, lang) + hash)
}

const heading = ({ page }: Visit, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name }).waitFor()
/** Spaces of all kinds are one space: Intl writes some that do not break. */
const textOf = async (locator: Locator) => ((await locator.textContent()) ?? '').replace(/\s+/g, ' ').trim()
const cards = ({ page }: Visit) => page.locator('.results .card')

test.each([
  ['fr', 'Créé pour Société Générale.', 'Packs', 'Les préférés', '49,00 € HT'],
  ['en', 'Made for Société Générale.', 'Packs', 'Best sellers', '€49.00 excl. tax'],
])('home in %s: welcome, packs, collections, best sellers', async (lang, welcome, packs, best, price) => {
  const at = await open('', lang)
  await heading(at, welcome)
  for (const name of [packs, 'Collections', best])
    await at.page.getByRole('region', { name, exact: true }).getByRole('listitem').first().waitFor()
  const text = await textOf(at.page.locator('.card', { hasText: 'Pack Bienvenue' }).last())
  expect(text).toContain(price)
})

test.each([
  [
    'fr',
    '6 articles',
    /12,50\s€ HT/,
    'Personnalisation incluse',
    'À partir de 50 pièces, puis de 10 en 10',
    '3 à 4 semaines',
  ],
  [
    'en',
    '6 items',
    /€12.50 excl. tax/,
    'Personalisation included',
    'From 50 pieces, then 10 at a time',
    '3 to 4 weeks',
  ],
])(
  'a product in %s: price, quantities, lead time, the packs it is part of',
  async (lang, inside, ...words) => {
    const at = await open('#/products/mug', lang)
    await heading(at, 'Mug émaillé')
    for (const word of words) await at.page.locator('.item-text').getByText(word).first().waitFor()
    await at.page.locator('.block .card', { hasText: 'Pack Bienvenue' }).getByText(inside).waitFor()
  },
)

test('a pack shows what is inside, with pictures and quantities', async () => {
  const at = await open('#/packs/bienvenue')
  await heading(at, 'Pack Bienvenue')
  const inside = at.page.getByRole('region', { name: 'Ce qu’il contient' })
  await inside.getByRole('listitem').nth(2).waitFor()
  expect(await inside.getByRole('listitem').allInnerTexts()).toEqual([
    expect.stringMatching(/Mug émaillé\s+× 1/),
    expect.stringMatching(/Gourde isotherme\s+× 2/),
    expect.stringMatching(/Carnet A5\s+× 3/),
  ])
  await soon(() => inside.locator('img.shown').count()).toBe(3)
})

test('a collection shows its products; an empty one has words', async () => {
  const at = await open('#/collections/boire')
  await heading(at, 'Boire')
  await soon(() => cards(at).count()).toBe(2)
  await at.page.goto(`${shop.page()}#/collections/vide`)
  await heading(at, 'Vide')
  await at.page.getByText('Aucun produit dans cette collection').waitFor()
})

test('the catalogue is searched without minding accents, filtered, sorted and told', async () => {
  const at = await open('#/catalogue')
  const status = at.page.locator('.count')
  await soon(() => textOf(status)).toBe('24 articles affichés')
  await at.page.getByRole('searchbox').fill('EMAILLE')
  await soon(() => textOf(status)).toBe('1 article')
  expect(at.page.url()).toContain('q=EMAILLE')
  await at.page.getByRole('searchbox').fill('introuvable')
  await at.page.getByText('Aucun résultat pour « introuvable »').waitFor()
  await at.page.getByRole('searchbox').fill('')
  await at.page.getByRole('button', { name: 'Boire' }).click()
  await soon(() => textOf(status)).toBe('2 articles')
  await at.page.getByLabel('Trier par').selectOption('-price')
  await soon(() => textOf(cards(at).first())).toContain('Gourde isotherme')
})

test('more of the catalogue is loaded on demand, and the focus goes on where it grew', async () => {
  const at = await open('#/catalogue')
  await at.page.getByRole('button', { name: 'Afficher plus' }).click()
  await soon(() => cards(at).count()).toBe(31)
  await soon(at.focused).toBe('Stylo 21')
  expect(await at.page.getByRole('button', { name: 'Afficher plus' }).count()).toBe(0)
})

test('deep links open their screen, and the back button finds the place one left', async () => {
  const at = await open('#/catalogue?sort=name')
  await at.page.getByRole('button', { name: 'Afficher plus' }).click()
  const link = at.page.getByRole('link', { name: 'Stylo 9', exact: true })
  await link.scrollIntoViewIfNeeded()
  const before = await at.page.evaluate(() => window.scrollY)
  expect(before).toBeGreaterThan(500)
  await link.click()
  await heading(at, 'Stylo 9')
  await soon(at.focused).toBe('Stylo 9')
  expect(await at.page.evaluate(() => window.scrollY)).toBe(0)
  await at.page.goBack()
  await soon(() => cards(at).count()).toBe(31)
  await soon(at.focused).toBe('Stylo 9')
  expect(Math.abs((await at.page.evaluate(() => window.scrollY)) - before)).toBeLessThan(5)
})

test('an anchor of the host page is left alone', async () => {
  const at = await open('#/packs')
  await heading(at, 'Packs')
  await at.page.evaluate(() => {
    location.hash = '#after'
  })
  await at.page.waitForTimeout(100)
  await heading(at, 'Packs')
})

test('without routing the address stays as it is, and navigate() and the events do the work', async () => {
  const at = await open('', 'fr', { routing: 'none', view: 'packs' })
  await heading(at, 'Packs')
  const seen = at.page.evaluate(
    () =>
      new Promise((resolve) =>
        document.addEventListener('vitrine:navigate', (event) => resolve((event as CustomEvent).detail)),
      ),
  )
  await at.page.evaluate(() => document.querySelector('vitrine-portal')?.navigate('product', 'carnet'))
  await heading(at, 'Carnet A5')
  expect(await seen).toEqual({ view: 'product', id: 'carnet' })
  expect(new URL(at.page.url()).hash).toBe('')
})

test('the locale comes from the attribute, else the nearest lang, else the tenant', async () => {
  await heading(await open('', 'fr', { locale: 'en-GB' }), 'Made for Société Générale.')
  await heading(await open('', 'de'), 'Créé pour Société Générale.')
})

test('texts can be the host’s own', async () => {
  const at = await open()
  await heading(at, /Créé pour/)
  await at.page.evaluate(() => {
    document.querySelector('vitrine-portal')!.messages = { fr: { welcomeTitle: 'Bonjour {name}' } }
  })
  await heading(at, 'Bonjour Société Générale')
})

test('everything can be done by keyboard, with the focus where one expects it', async () => {
  const at = await open()
  await heading(at, /Créé pour/)
  const press = async (key: string, times = 1) => {
    for (let i = 0; i < times; i++) await at.page.keyboard.press(key)
  }
  const tabTo = async (name: string) => {
    for (let i = 0; i < 40 && (await at.focused()) !== name; i++) await press('Tab')
    expect(await at.focused()).toBe(name)
  }
  await tabTo('Rechercher')
  await press('Enter')
  await soon(at.focused).toBe('Rechercher un produit')
  await at.page.keyboard.type('mug')
  await soon(() => cards(at).count()).toBe(1)
  expect(await at.focused()).toBe('Rechercher un produit')
  await tabTo('Mug émaillé')
  await press('Enter')
  await soon(at.focused).toBe('Mug émaillé')
  await tabTo('Agrandir l’image de Mug émaillé')
  await press('Enter')
  await at.page.getByRole('dialog').waitFor()
  await press('Escape')
  await at.page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await at.focused()).toBe('Agrandir l’image de Mug émaillé')
  await tabTo('Quantité')
  await press('ArrowUp')
  await press('Tab')
  expect(await textOf(at.page.locator('.total'))).toBe('750,00 € HT au total')
})

test('a quantity that cannot be ordered is put right', async () => {
  const { page } = await open('#/products/mug')
  const input = page.getByRole('spinbutton')
  await input.fill('53')
  await input.blur()
  expect(await input.inputValue()).toBe('60')
  await input.fill('2')
  await input.blur()
  expect(await input.inputValue()).toBe('50')
})

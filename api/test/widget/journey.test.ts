import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OrderReceipt } from '../../../sdk/src/index.ts'
import { launchBrowser } from '../harness/browser.ts'
import { answer, answers, type Lang, texts } from './ask.ts'
import { audit } from './axe.ts'
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

test.each<[Lang, number]>([
  ['fr', 1280],
  ['en', 360],
])(
  'from the home page to the confirmation in %s at %i px',
  async (lang, width) => {
    const words = texts[lang]
    const { page, shifted, violations, errors } = await visit(browser, shop.page({}, lang), { width })
    const told = page.evaluate(
      () =>
        new Promise((resolve) =>
          document.addEventListener('vitrine:order-created', (event) =>
            resolve((event as CustomEvent).detail),
          ),
        ),
    )
    const findings: Record<string, string[]> = {}
    const look = async (screen: string) => {
      const found = await audit(page)
      if (found.length > 0) findings[screen] = found
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      const moved = await shifted()
      if (moved.length) findings[`${screen} moved`] = moved
      if (overflow > 0) findings[`${screen} overflows`] = [`${overflow} px`]
    }
    const at = (name: string) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor()

    await page.getByRole('heading', { level: 1 }).waitFor()
    await look('home')
    await page.getByRole('link', { name: 'Pack Bienvenue' }).first().click()
    await at('Pack Bienvenue')
    await page.getByRole('button', { name: words.add }).click()
    await look('pack')
    await page.evaluate(() => document.querySelector('vitrine-portal')?.navigate('product', 'mug'))
    await at('Mug émaillé')
    await page.getByRole('spinbutton').fill('60')
    await page.getByRole('button', { name: words.add }).click()
    await look('product')
    await page.getByRole('link', { name: words.see }).click()
    await at(words.cart)
    await soon(() => page.locator('.line').count()).toBe(2)
    await soon(async () => (await page.locator('.summary-total').textContent())?.replace(/\D/g, '')).toBe(
      '79900',
    )
    await look('cart')
    await page.getByRole('link', { name: words.ask }).click()

    await at(words.information)
    await page.getByRole('button', { name: words.continue }).click()
    await page.getByRole('alert').waitFor()
    await look('errors')
    await answer(page, 'customer')
    await page.getByRole('button', { name: words.continue }).click()
    await at(words.delivery)
    await answer(page, 'shipping')
    await page.locator('[name="shipping.country"]').selectOption('FR')
    await page.locator('[name=sameBilling]').uncheck()
    await look('delivery')
    await page.locator('[name=sameBilling]').check()
    await page.getByRole('button', { name: words.continue }).click()
    await at(words.details)
    await look('details')
    await page.locator('[name=notes]').fill('Merci')
    await page.getByRole('button', { name: words.send }).click()
    await at(words.sent)
    await look('confirmation')

    expect(findings).toEqual({})
    const { order: receipt } = (await told) as { order: OrderReceipt }
    await page.getByText(receipt.number).waitFor()
    const order = await shop.client.orders.get(receipt.id)
    const shipping = { addressLine1: '1 rue de la Paix', postalCode: '75002', city: 'Paris', country: 'FR' }
    expect(order).toMatchObject({
      tenantId: shop.tenant.id,
      customer: {
        companyName: answers['customer.companyName'],
        contactName: answers['customer.contactName'],
        email: answers['customer.email'],
      },
      shipping,
      billing: shipping,
      notes: 'Merci',
      lines: [
        { name: 'Pack Bienvenue', quantity: 1 },
        { name: 'Mug émaillé', quantity: 60 },
      ],
      subtotal: { amount: 79_900, currency: 'EUR' },
    })
    // The cart is empty again, and nothing of what was typed stays in the browser.
    expect(
      await page.evaluate(() => [
        document.querySelector('vitrine-portal')!.cart,
        JSON.stringify(sessionStorage),
      ]),
    ).toEqual([[], '{}'])
    expect(await shifted()).toEqual([])
    expect({ violations, errors }).toEqual({ violations: [], errors: [] })
  },
  90_000,
)

test('the same by keyboard alone, with the focus where one expects it', async () => {
  const words = texts.en
  const { page, focused, errors } = await visit(browser, shop.page({}, 'en'))
  const at = async (heading: string) => {
    await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor()
    await soon(focused).toBe(heading)
  }
  /** Forwards until the focus is on what is so called, as somebody would who sees where it is. */
  const tabTo = async (name: string) => {
    const seen: string[] = []
    for (let pressed = 0; pressed < 60; pressed++) {
      await page.keyboard.press('Tab')
      const now = await focused()
      if (now === name) return
      seen.push(now)
    }
    throw new Error(`${name} cannot be reached; on the way: ${seen.join(' | ')}`)
  }
  const press = async (name: string, key = 'Enter') => {
    await tabTo(name)
    await page.keyboard.press(key)
  }
  const type = async (field: string, text: string) => {
    await tabTo(field)
    await page.keyboard.type(text)
  }

  await page.getByRole('heading', { level: 1 }).waitFor()
  await press('All products')
  await at('All products')
  await press('Mug émaillé')
  await at('Mug émaillé')
  await press(words.add, 'Space')
  await page.getByText('50 in your cart.').waitFor()
  await press(words.see)
  await at(words.cart)
  await press('Remove Mug émaillé', 'Space')
  await soon(focused).toBe('Undo')
  await page.keyboard.press('Enter')
  await soon(focused).toBe(words.cart)
  await press(words.ask)
  await at(words.information)
  await press(words.continue)
  await soon(focused).toMatch(/^3 fields need/)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await soon(focused).toBe('customer.companyName')
  await page.keyboard.type('Acme')
  await type('customer.contactName', 'Ada Lovelace')
  await type('customer.email', 'ada@example.com')
  await press(words.continue)
  await at(words.delivery)
  await type('shipping.addressLine1', '1 High Street')
  await type('shipping.postalCode', '75002')
  await type('shipping.city', 'Paris')
  await tabTo('shipping.country')
  await page.keyboard.type('France')
  await press(words.continue)
  await at(words.details)
  await press(words.send)
  await at(words.sent)
  expect(errors).toEqual([])
})

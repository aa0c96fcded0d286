import type { Page } from 'playwright-core'

/** What somebody who asks for a quote types, by the names of the fields. */
export const answers = {
  'customer.companyName': 'Société Générale',
  'customer.contactName': 'Camille Durand',
  'customer.email': 'camille@example.com',
  'shipping.addressLine1': '1 rue de la Paix',
  'shipping.postalCode': '75002',
  'shipping.city': 'Paris',
}

export const texts = {
  fr: {
    add: 'Ajouter au panier',
    see: 'Voir le panier',
    cart: 'Panier',
    ask: 'Demander un devis',
    continue: 'Continuer',
    send: 'Envoyer la demande',
    information: 'Vos informations',
    delivery: 'Livraison',
    details: 'Derniers détails',
    sent: 'Votre demande est envoyée',
  },
  en: {
    add: 'Add to cart',
    see: 'See the cart',
    cart: 'Cart',
    ask: 'Ask for a quote',
    continue: 'Continue',
    send: 'Send the request',
    information: 'Your details',
    delivery: 'Delivery',
    details: 'Last details',
    sent: 'Your request has been sent',
  },
}
export type Lang = keyof typeof texts

/** Fills what of the answers is on screen. */
export async function answer(page: Page, prefix: string): Promise<void> {
  for (const [name, value] of Object.entries(answers))
    if (name.startsWith(prefix)) await page.locator(`[name="${name}"]`).fill(value)
}

/** From a page with things in the cart to the last step. */
export async function walkToEnd(page: Page, lang: Lang): Promise<void> {
  const words = texts[lang]
  await page.evaluate(() => document.querySelector('vitrine-portal')?.navigate('quote'))
  await page.getByRole('heading', { level: 1, name: words.information }).waitFor()
  await answer(page, 'customer')
  await page.getByRole('button', { name: words.continue }).click()
  await page.getByRole('heading', { level: 1, name: words.delivery }).waitFor()
  await answer(page, 'shipping')
  await page.locator('[name="shipping.country"]').selectOption('FR')
  await page.getByRole('button', { name: words.continue }).click()
  await page.getByRole('heading', { level: 1, name: words.details }).waitFor()
}

export interface Sent {
  key: string | undefined
  body: Record<string, unknown>
}

type Outcome = { status: number; body?: object; headers?: Record<string, string> } | 'abort'

/** Answers orders in the API's place, for the troubles that a sound API does not have. */
export async function answerOrders(page: Page, outcome: (sent: Sent[]) => Outcome): Promise<Sent[]> {
  const sent: Sent[] = []
  await page.route('**/v1/portals/*/orders', async (route) => {
    const request = route.request()
    sent.push({ key: request.headers()['idempotency-key'], body: request.postDataJSON() })
    const next = outcome(sent)
    if (next === 'abort') return route.abort()
    const { status, body = {}, headers = {} } = next
    const contentType = status < 400 ? 'application/json' : 'application/problem+json'
    const cors = { 'Access-Control-Allow-Origin': '*' }
    await route.fulfill({ status, contentType, headers: { ...cors, ...headers }, body: JSON.stringify(body) })
  })
  return sent
}

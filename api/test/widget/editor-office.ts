import { readFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { Placement, Vitrine } from '../../../sdk/src/index.ts'
// @ts-expect-error: an example as its readers copy it, plain JavaScript
import { createBackOffice } from '../../../widget/examples/placement-editor/server.js'
import { items } from '../../sample/catalogue.ts'
import { clerkEnv } from '../harness/clerk.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'
import { logoSvg } from '../render/samples.ts'

const PHOTOS = join(import.meta.dirname, '../../sample/photos')

/** A partner's back office with the editor in it, its key kept on the server, as the example has it. */
export interface Office {
  vitrine: TestVitrine
  client: Vitrine
  accountId: string
  url: string
  /** The same page where no key is on the server: people bring their session. */
  keylessUrl: string
  tenantId: string
  /** Ids of the products, in the order of the sample catalogue. */
  products: string[]
  stop(): Promise<void>
}

/** @param count how many of the sample items there are */
export async function openOffice(count: number): Promise<Office> {
  const vitrine = await startVitrine({ worker: false, env: clerkEnv })
  const { client, secretKey, accountId } = await vitrine.createAccount('Partner')
  const products: string[] = []
  for (const item of items.slice(0, count)) {
    const { id } = await client.products.create({
      name: item.externalId,
      externalId: item.externalId,
      price: { amount: 100, currency: 'EUR' },
    })
    await client.products.setImage(id, await readFile(join(PHOTOS, item.photo)))
    await client.products.setPlacement(id, item.placement as Placement)
    products.push(id)
  }
  const tenant = await client.tenants.create({ name: 'Slack', logo: logoSvg('logos', 'slack') })
  const servers: Server[] = []
  const serve = async (key?: string) => {
    const server: Server = createBackOffice({ api: vitrine.url, key })
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `http://localhost:${(server.address() as AddressInfo).port}`
  }
  return {
    vitrine,
    client,
    accountId,
    url: await serve(secretKey),
    keylessUrl: await serve(),
    tenantId: tenant.id,
    products,
    async stop() {
      for (const server of servers) {
        const closed = new Promise((resolve) => server.close(resolve))
        server.closeAllConnections()
        await closed
      }
      await vitrine.stop()
    },
  }
}

export interface Desk {
  page: Page
  errors: string[]
  /** The placement as it is in the editor. */
  placement(): Promise<Placement>
  /** Middle of something on the picture, in pixels of the page. */
  handle(name: string | RegExp): Promise<{ x: number; y: number }>
  /** Percent of the picture as a point of the page. */
  at(x: number, y: number): Promise<{ x: number; y: number }>
}

export async function sitDown(
  browser: Browser,
  office: Office,
  options: {
    item?: string
    tenant?: string
    lang?: string
    touch?: boolean
    width?: number
    /** Token of a person whom Clerk has signed in on the page, in the place of the server's key. */
    session?: string
  } = {},
): Promise<Desk> {
  const { item = office.products[0]!, lang = 'en', touch = false, width = 1280 } = options
  const context = await browser.newContext({ viewport: { width, height: 900 }, hasTouch: touch })
  const page = await context.newPage()
  if (options.session)
    await page.addInitScript((token) => {
      Object.assign(globalThis, { Clerk: { session: { getToken: async () => token } } })
    }, options.session)
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    // A refusal that the test provokes is told by the browser as well.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load'))
      errors.push(message.text())
  })
  const query = new URLSearchParams({ item, lang, ...(options.tenant ? { tenant: options.tenant } : {}) })
  await page.goto(`${options.session ? office.keylessUrl : office.url}/?${query}`)
  await page
    .getByRole('button', { name: /^(Layer|Calque) 1$/ })
    .first()
    .waitFor()
  const box = async () => (await page.locator('.stage').boundingBox())!
  return {
    page,
    errors,
    placement: () =>
      page.evaluate(
        () =>
          (document.querySelector('vitrine-placement-editor') as unknown as { placement: Placement })
            .placement,
      ),
    async handle(name) {
      const found = (await page.locator('.stage').getByRole('button', { name }).first().boundingBox())!
      return { x: found.x + found.width / 2, y: found.y + found.height / 2 }
    },
    async at(x, y) {
      const { x: left, y: top, width: side } = await box()
      return { x: left + (x / 100) * side, y: top + (y / 100) * side }
    },
  }
}

import { readdirSync, statSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PortalItem } from '../../../sdk/src/index.ts'
import { launchBrowser } from '../harness/browser.ts'
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

test('the files are as small as promised', () => {
  const dist = new URL('../../../widget/dist/', import.meta.url)
  const sizeOf = (name: string) => statSync(new URL(`${name}.gzip`, dist)).size
  const [quote] = readdirSync(dist).filter((name) => /^quote-[0-9a-f]{12}\.js$/.test(name))
  const sizes = { 'vitrine.js': sizeOf('vitrine.js'), quote: sizeOf(quote!) }
  console.log('gzip, bytes:', sizes)
  expect(sizes['vitrine.js']).toBeLessThan(25_000)
  expect(sizes.quote).toBeLessThan(12_000)
})

test('a thousand products scroll without a long task', async () => {
  const { page } = await visit(browser, 'about:blank')
  await serveThousand(page)
  await page.goto(`${shop.page()}#/catalogue`)
  for (let shown = PAGE; shown < 1000; shown += PAGE) {
    await soon(() => page.locator('.results .card').count()).toBe(shown)
    await page
      .getByRole('button', { name: 'Afficher plus' })
      .evaluate((button: HTMLElement) => button.click())
  }
  await soon(() => page.locator('.results .card').count()).toBe(1000)
  await page.waitForLoadState('networkidle')
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] })
  await page.evaluate(scrollThrough)
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] }
  const main = new Set(
    trace.traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  )
  // Time of the processor rather than of the clock: on a busy machine whatever runs is interrupted.
  const tasks = trace.traceEvents
    .filter(
      ({ name, pid, tid, tdur }) =>
        name.endsWith('RunTask') && main.has(`${pid} ${tid}`) && tdur !== undefined,
    )
    .map(({ tdur }) => tdur! / 1000)
    .sort((a, b) => b - a)
  expect(tasks.length).toBeGreaterThan(1000)
  console.log('longest tasks while scrolling, in ms:', tasks.slice(0, 5), 'of', tasks.length)
  expect(tasks[0]).toBeLessThan(50)
})

interface TraceEvent {
  name: string
  pid: number
  tid: number
  /** Microseconds that the thread itself ran. */
  tdur?: number
  args?: { name?: string }
}

async function scrollThrough(): Promise<void> {
  scrollTo(0, 0)
  while (scrollY + innerHeight < document.documentElement.scrollHeight - 2) {
    scrollBy(0, 900)
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
}

/** Longer than the API's own, which would only be more clicks. */
const PAGE = 200

/** The list of the API, as long as it takes. */
async function serveThousand(page: Page): Promise<void> {
  const url = `${shop.vitrine.url}/v1/portals/${shop.tenant.slug}/items?kind=product&limit=4`
  const headers = { 'X-Publishable-Key': shop.publishableKey, Origin: shop.host.origin }
  const { data } = (await (await fetch(url, { headers })).json()) as { data: PortalItem[] }
  await page.route('**/items?**', (route) => {
    const at = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0)
    const items = Array.from({ length: Math.min(PAGE, 1000 - at) }, (_, index): PortalItem => {
      const number = at + index
      const like = data[number % data.length]!
      return { ...like, id: `${like.id.slice(0, -4)}${String(number).padStart(4, '0')}`, slug: `p-${number}` }
    })
    const next = at + PAGE < 1000 ? String(at + PAGE) : null
    return route.fulfill({
      headers: { 'Access-Control-Allow-Origin': '*' },
      json: { data: items, nextCursor: next },
    })
  })
}

test('two hundred screens leave no more behind than fifty', async () => {
  const { page } = await visit(browser, shop.page({ routing: 'none' }))
  await page.getByRole('heading', { level: 1 }).waitFor()
  const devtools = await page.context().newCDPSession(page)
  const walk = (screens: number) =>
    page.evaluate(async (count) => {
      const portal = document.querySelector('vitrine-portal')!
      const ways = [
        'catalogue',
        'product/mug',
        'packs',
        'pack/bienvenue',
        'collection/boire',
        'home',
        'cart',
        'quote/information',
      ]
      for (let at = 0; at < count; at++) {
        portal.setAttribute('view', ways[at % ways.length]!)
        await portal.updateComplete
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }, screens)
  const look = async () => {
    await devtools.send('HeapProfiler.collectGarbage')
    const { usedSize } = await devtools.send('Runtime.getHeapUsage')
    const { nodes, jsEventListeners } = await devtools.send('Memory.getDOMCounters')
    return { usedSize, nodes, jsEventListeners }
  }
  // Pictures on their way hold the screens that they are for: what counts is what is left when no more is let go.
  const held = async () => {
    for (let before = await look(); ; ) {
      await page.waitForTimeout(1000)
      const now = await look()
      if (now.nodes >= before.nodes) return now
      before = now
    }
  }
  await walk(48)
  const before = await held()
  await walk(200)
  const after = await held()
  console.log('after 48 and after 248 screens:', before, after)
  expect(after.usedSize).toBeLessThan(before.usedSize * 1.1 + 200_000)
  expect(after.nodes).toBeLessThan(before.nodes * 1.1)
  expect(after.jsEventListeners).toBeLessThan(before.jsEventListeners * 1.1)
})

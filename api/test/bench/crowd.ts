import { readFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Tenant, Vitrine } from '../../../sdk/src/index.ts'
import { products } from '../../sample/catalogue.ts'
import { logoSvg } from '../render/samples.ts'
import { startInstallation } from './installation.ts'
import { percentile, printTable } from './table.ts'

const PHOTOS = join(import.meta.dirname, '../../sample/photos')
const LOGOS = ['google', 'slack', 'mastercard', 'firefox', 'gulp']
const VISITORS = 200
const WRITERS = 20
const ITEMS = 24
const TENANTS = 10
/** What a person does between two looks. */
const THINK_MS = 1500
const SHORT_S = 20
const FULL_S = 120

interface Tally {
  times: number[]
  errors: string[]
}

/**
 * As on a good day: two hundred people in the portals, twenty programs that write, and more pictures to make than the
 * machine has time for. Nothing may fail.
 */
export async function benchCrowd({ full = false }: { full?: boolean } = {}): Promise<void> {
  const seconds = full ? FULL_S : SHORT_S
  const { url, secretKey, client, stop } = await startInstallation()
  try {
    const itemIds: string[] = []
    for (const { photo, placement } of products.slice(0, ITEMS)) {
      const { id } = await client.products.create({ name: photo, price: { amount: 890, currency: 'EUR' } })
      await client.products.setImage(id, await readFile(join(PHOTOS, photo)))
      await client.products.setPlacement(id, placement)
      itemIds.push(id)
    }
    const tenants: Tenant[] = []
    for (let n = 0; n < TENANTS; n += 1) tenants.push(await newTenant(client, n))
    const key = await client.apiKeys.create({ type: 'publishable', name: 'crowd', allowedOrigins: ['*'] })
    const tallies = new Map<string, Tally>()
    const until = performance.now() + seconds * 1000
    const made = await pictures(client, tenants)

    const call = async (what: string, path: string, init: RequestInit = {}) => {
      const tally = tallies.get(what) ?? { times: [], errors: [] }
      tallies.set(what, tally)
      const startedAt = performance.now()
      try {
        const response = await fetch(url + path, init)
        await response.arrayBuffer()
        tally.times.push(performance.now() - startedAt)
        if (response.status >= 400) tally.errors.push(String(response.status))
      } catch (error) {
        tally.errors.push(String((error as { cause?: unknown }).cause ?? error))
      }
    }
    const visitor = { headers: { 'x-publishable-key': key.secret } }
    const write = (method: string, body: object) => ({
      method,
      headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const visit = async (n: number) => {
      await sleep(Math.random() * THINK_MS)
      const portal = `/v1/portals/${tenants[n % TENANTS]!.slug}`
      while (performance.now() < until) {
        await call('portal', portal, visitor)
        await sleep(Math.random() * 2 * THINK_MS)
        await call('items', `${portal}/items?limit=24&sort=${['position', 'name', 'price'][n % 3]}`, visitor)
        await sleep(Math.random() * 2 * THINK_MS)
        await call('item', `${portal}/items/${itemIds[Math.floor(Math.random() * itemIds.length)]}`, visitor)
        await sleep(Math.random() * 2 * THINK_MS)
      }
    }
    const writer = async (n: number) => {
      while (performance.now() < until) {
        const price = { amount: 500 + Math.floor(Math.random() * 500), currency: 'EUR' }
        const item = itemIds[(n * 7) % itemIds.length]!
        const tenant = tenants[n % TENANTS]!
        await call('change a product', `/v1/products/${item}`, write('PATCH', { price }))
        await sleep(Math.random() * THINK_MS)
        const items = [{ itemId: item, position: n, price }]
        await call('set an overlay', `/v1/tenants/${tenant.id}/catalog`, write('PUT', { items }))
        await sleep(Math.random() * THINK_MS)
        await call('create a tenant', '/v1/tenants', write('POST', { name: `New ${n}` }))
        await sleep(Math.random() * THINK_MS)
      }
    }
    // New logos all the time: there is always more to draw.
    const busy = async () => {
      for (let n = TENANTS; performance.now() < until; n += 1) {
        tenants.push(await newTenant(client, n))
        await sleep(1000)
      }
    }
    const count = (many: number, run: (n: number) => Promise<void>) =>
      Array.from({ length: many }, (_, n) => run(n))
    await Promise.all([...count(VISITORS, visit), ...count(WRITERS, writer), busy()])
    report(tallies, seconds, (await pictures(client, tenants)) - made)
  } finally {
    await stop()
  }
}

const newTenant = (client: Vitrine, n: number) =>
  client.tenants.create({ name: `Company ${n}`, logo: logoSvg('logos', LOGOS[n % LOGOS.length]!) })

async function pictures(client: Vitrine, tenants: Tenant[]): Promise<number> {
  let ready = 0
  for (const { id } of tenants)
    for await (const { status } of client.tenants.renders(id, { limit: 100 }))
      if (status === 'ready') ready += 1
  return ready
}

function report(tallies: Map<string, Tally>, seconds: number, made: number): void {
  printTable(
    `${VISITORS} visitors and ${WRITERS} writers for ${seconds} s, ${made} pictures made meanwhile (load ${loadavg()[0]!.toFixed(1)})`,
    [...tallies].map(([what, { times, errors }]) => ({
      '': what,
      'a second': times.length / seconds,
      'p50 ms': percentile(times, 50),
      'p95 ms': percentile(times, 95),
      'p99 ms': percentile(times, 99),
      errors: errors.length,
    })),
  )
  const errors = [...tallies.values()].flatMap((tally) => tally.errors)
  console.log(
    `\nErrors: ${errors.length}, 0 wanted: ${errors.length === 0 ? 'met' : `MISSED (${[...new Set(errors)].join(', ')})`}`,
  )
}

if (import.meta.main) await benchCrowd({ full: process.argv.includes('--full') })

import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import type { Vitrine } from '../../../sdk/src/index.ts'
import { launchBrowser } from '../harness/browser.ts'
import { logoSvg } from '../harness/pictures.ts'
import { freePort, startInstallation } from './installation.ts'
import { median, printTable } from './table.ts'

const REPEATS = 7
const ROUND_TRIPS_MS = [0, 40]
const TARGET = 1.3
/** What a new connection takes before its first request: TCP, then TLS 1.3. */
const CONNECT_ROUND_TRIPS = 2

/**
 * How long until the first product picture is painted, against a bare HTML page with the same pictures by the same
 * server: the hosted page beside a bare page of its own origin, the embedded portal beside one of the embedding site.
 * Each visit is a new browser profile, the four in turn. The way to both servers takes a round trip, and each new
 * connection two more, as a page by HTTPS does. At 0 ms what is left is the machine's own work: a bare page has no
 * text, no styles and no script.
 */
export async function benchWidget({ full = false } = {}): Promise<void> {
  const port = await freePort()
  const installation = await startInstallation({ PUBLIC_URL: `http://127.0.0.1:${port}` })
  const browser = await launchBrowser()
  const way = { roundTripMs: 0 }
  const pages = new Map<string, string>()
  const own = await startFront(port, way, pages, installation.url)
  const site = await startFront(0, way, pages)
  try {
    const { slug, embedHtml } = await fill(installation.client)
    const api = `http://127.0.0.1:${port}`
    // The same markup to the letter: what the hosted page has painted before its script comes.
    const hosted = await (await fetch(`${api}/portal/${slug}`)).text()
    const pictures = hosted.match(/<picture>.*?<\/picture>/gs) ?? []
    const html = (body: string) => `<!doctype html><meta charset="utf-8"><title>Shop</title>
<meta name="viewport" content="width=device-width"><body>${body}</body>`
    pages.set('/bare', html(`<style>img { max-width: 45%; height: auto }</style>${pictures.join('\n')}`))
    pages.set('/embedded', html(embedHtml))
    const sides = {
      'bare page, same origin': `${api}/bare`,
      'hosted page': `${api}/portal/${slug}`,
      'bare page on a site': `${site.origin}/bare`,
      'embedded on a site': `${site.origin}/embedded`,
    }
    for (const roundTripMs of ROUND_TRIPS_MS) {
      way.roundTripMs = roundTripMs
      const times = await inTurn(browser, Object.values(sides), full ? 3 * REPEATS : REPEATS)
      printTable(
        `First product picture painted, ${roundTripMs} ms a round trip, median of ${times[0]!.length} first visits`,
        Object.keys(sides).map((name, at) => {
          const ratio = median(times[at]!) / median(times[at - (at % 2)]!)
          return {
            '': name,
            ms: median(times[at]!),
            fastest: Math.min(...times[at]!),
            'against bare': ratio,
            target: at % 2 ? `${TARGET}: ${ratio <= TARGET ? 'met' : 'MISSED'}` : '',
          }
        }),
      )
    }
  } finally {
    await browser.close()
    for (const { server } of [own, site]) {
      server.close()
      server.closeAllConnections()
    }
    await installation.stop()
  }
}

/** A home screen of some packs and products, all of them with pictures. */
async function fill(client: Vitrine) {
  const photos = await Promise.all(
    ['tote-bag', 'steel-bottle', 'notebook', 'cap'].map((name) =>
      readFile(new URL(`../../sample/photos/${name}.jpg`, import.meta.url)),
    ),
  )
  const onFront = { layers: [{ mode: 'box' as const, centerXPct: 50, centerYPct: 50, widthPct: 30 }] }
  const made = []
  for (let n = 0; n < 12; n++) {
    const price = { amount: 900 + n, currency: 'EUR' }
    const product = await client.products.create({ name: `Product ${n}`, price, position: n })
    await client.products.setImage(product.id, photos[n % photos.length]!)
    await client.products.setPlacement(product.id, onFront)
    made.push(product)
  }
  for (let n = 0; n < 4; n++) {
    const items = [{ productId: made[n]!.id, quantity: 1 }]
    const price = { amount: 4900, currency: 'EUR' }
    const pack = await client.packs.create({ name: `Pack ${n}`, price, items, position: n })
    await client.packs.setImage(pack.id, photos[n]!)
    await client.packs.setPlacement(pack.id, onFront)
  }
  await client.apiKeys.create({ type: 'publishable', name: 'Site', allowedOrigins: ['*'] })
  const tenant = await client.tenants.create({ name: 'Bench', logo: logoSvg() })
  const { data } = await client.generations.list(tenant.id)
  await client.generations.wait(data[0]!.id)
  return tenant
}

/** A server as far away as is said: it answers its own pages, and hands on the rest. */
async function startFront(
  port: number,
  way: { roundTripMs: number },
  pages: Map<string, string>,
  behind?: string,
): Promise<{ origin: string; server: Server }> {
  const openedAt = new WeakMap<Socket, number>()
  const server = createServer(async (req, res) => {
    const connected = (openedAt.get(req.socket) ?? 0) + CONNECT_ROUND_TRIPS * way.roundTripMs
    await sleep(way.roundTripMs + Math.max(0, connected - performance.now()))
    const page = pages.get(req.url ?? '')
    if (page !== undefined) return res.setHeader('Content-Type', 'text/html').end(page)
    if (behind === undefined) return res.writeHead(404).end()
    handOn(req, res, behind)
  })
  server.on('connection', (socket) => openedAt.set(socket, performance.now()))
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

function handOn(req: IncomingMessage, res: ServerResponse, behind: string): void {
  const { method = 'GET', headers } = req
  req.pipe(
    request(behind + req.url, { method, headers }, (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(res)
    }).on('error', () => res.destroy()),
  )
}

/** Milliseconds of each address; the first round warms up. */
async function inTurn(browser: Browser, urls: string[], repeats: number): Promise<number[][]> {
  const times = urls.map(() => [] as number[])
  for (let round = 0; round <= repeats; round++)
    for (const [at, url] of urls.entries()) {
      const taken = await firstPicture(browser, url)
      if (round > 0) times[at]!.push(taken)
    }
  return times
}

async function firstPicture(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  try {
    const page = await context.newPage()
    await page.addInitScript(watchPictures)
    // By the console, since whatever asks the page itself works in it.
    const told = page.waitForEvent('console', (message) => message.text().startsWith(PAINTED))
    await page.goto(url, { waitUntil: 'commit' })
    return Number((await told).text().slice(PAINTED.length))
  } finally {
    await context.close()
  }
}

const PAINTED = 'painted '

/** A picture that has come and is not see-through, at the end of a frame: then it is on screen. */
function watchPictures(): void {
  const look = () => {
    const roots = [document, document.querySelector('vitrine-portal')?.shadowRoot]
    const pictures = roots.flatMap((root) => [
      ...(root?.querySelectorAll<HTMLImageElement>('picture img') ?? []),
    ])
    const there = pictures.some(
      (img) =>
        img.complete &&
        img.naturalWidth > 0 &&
        getComputedStyle(img).opacity === '1' &&
        img.getBoundingClientRect().top < innerHeight,
    )
    if (there) console.log(`painted ${performance.now()}`)
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import express from 'express'
import pg from 'pg'
import type { Vitrine } from '../../../sdk/src/index.ts'
import { etagOfBytes } from '../../src/contract/etag.ts'
import { portalView } from '../../src/features/portals/view.ts'
import type { Principal } from '../../src/ports/identity.ts'
import type { Service } from '../../src/service.ts'
import { photoJpeg } from '../harness/pictures.ts'
import { startServices } from './service.ts'
import { median, printTable } from './table.ts'

/** What one run measured, in requests per second. */
export interface PortalBench {
  name: string
  perSecond: number
  /** Share of what bare Express does with the same rows and the same bytes. */
  ratio: number
  target?: number | undefined
}

const CONNECTIONS = 8
const ROUND_MS = 1000
const ROUNDS = 5
const PIECES = 250
const ITEMS = 24
const FIRST_SCREEN = 8
/** What a portal shows, by one query: items and the tenant's pictures of them. */
const SHOWN = `
  select items.*, r.status as render_status, r.files from items
  left join renders r on r.item_id = items.id and r.tenant_id = $1
  where items.kind = 'product' and items.status = 'active' order by items.position, items.id limit $2`

/**
 * Portal reads of the whole API against a bare Express route that runs one equal query and sends equal JSON: the
 * same database, one pool each, in turn within one run, so that other work on the machine hits both. The requests
 * come from a process of their own over connections that are kept alive.
 */
export async function benchPortal(): Promise<{ results: PortalBench[]; pieces: Record<string, number> }> {
  const { services, close } = await startServices(['bench'])
  try {
    const { service, publicUrl, adminUrl, accountId, secretKey, client } = services.bench
    const { publishableKey, tenantId, productId } = await fill(client)
    const visitor = { 'x-publishable-key': publishableKey }
    const partner = { authorization: `Bearer ${secretKey}` }

    const results: PortalBench[] = []
    for (const { path, name = path, headers, query, values, target } of [
      {
        name: 'GET /v1/portals/{slug}',
        path: '/v1/portals/bench',
        headers: visitor,
        query: SHOWN,
        values: [tenantId, FIRST_SCREEN],
        target: 0.7,
      },
      {
        name: `GET /v1/portals/{slug}/items (${ITEMS})`,
        path: `/v1/portals/bench/items?limit=${ITEMS}`,
        headers: visitor,
        query: SHOWN,
        values: [tenantId, ITEMS],
        target: 0.7,
      },
      {
        name: 'GET /v1/tenants/{tenantId}',
        path: `/v1/tenants/${tenantId}`,
        headers: partner,
        query: 'select * from tenants where id = $1',
        values: [tenantId],
        target: 0.5,
      },
      {
        name: 'GET /v1/products/{productId}',
        path: `/v1/products/${productId}`,
        headers: partner,
        query: 'select * from items where id = $1',
        values: [productId],
        target: 0.5,
      },
      {
        path: '/healthz',
        name: 'GET /healthz',
        headers: {},
        query: undefined,
        values: [],
        target: undefined,
      },
    ]) {
      const body = await (await fetch(publicUrl + path, { headers })).text()
      const bare = await startBare(adminUrl, JSON.parse(body), query, values)
      const [ours, theirs] = await interleaved([
        { url: publicUrl + path, headers },
        { url: bare.url, headers },
      ])
      await bare.close()
      results.push(
        { name, perSecond: ours!, ratio: ours! / theirs!, target },
        { name: `  bare Express, ${query ? 'one' : 'no'} query`, perSecond: theirs!, ratio: 1 },
      )
    }
    const pieces = await measurePieces(service, {
      who: { accountId, id: 'bench', kind: 'key', scopes: new Set(), tenantId: undefined },
      publishableKey,
      databaseUrl: adminUrl,
      values: [tenantId, ITEMS],
    })
    return { results, pieces }
  } finally {
    await close()
  }
}

async function fill(client: Vitrine) {
  const photo = await photoJpeg({ size: 200 })
  let productId = ''
  for (let n = 0; n < ITEMS; n += 1) {
    const { id } = await client.products.create({
      name: `Product ${n}`,
      description: 'A sentence or two about what it is made of and how it is printed.',
      price: { amount: 890, currency: 'EUR' },
      tags: ['office', 'gift'],
    })
    await client.products.setImage(id, photo)
    productId = id
  }
  const { id: tenantId } = await client.tenants.create({ name: 'Bench' })
  const key = await client.apiKeys.create({ type: 'publishable', name: 'bench', allowedOrigins: ['*'] })
  return { publishableKey: key.secret, tenantId, productId }
}

/** One route: one query that reads the same rows, and an answer of the same size; or no query. */
async function startBare(databaseUrl: string, body: object, query: string | undefined, values: unknown[]) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 })
  const app = express()
  app.get('/', async (_req, res) => {
    if (query !== undefined) await pool.query(query, values)
    res.json(body)
  })
  const server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections()
      server.close()
      await pool.end()
    },
  }
}

/** What a portal read is made of, in milliseconds: medians of calls one after the other, without HTTP. */
async function measurePieces(
  service: Service,
  {
    who,
    publishableKey,
    databaseUrl,
    values,
  }: { who: Principal; publishableKey: string; databaseUrl: string; values: unknown[] },
): Promise<Record<string, number>> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 })
  const { db, portals, authenticators } = service
  const slug = 'bench'
  const make = async () => portalView(await portals.get(who, slug), (key) => key)
  const view = await make()
  let n = 0
  const pieces: Record<string, () => Promise<unknown>> = {
    'any query at all': () => pool.query('select 1'),
    'one query of the items, as bare Express has it': () => pool.query(SHOWN, values),
    'who asks (looked up every 2 s)': () =>
      authenticators.publishableKey!.prove({ headers: { 'x-publishable-key': publishableKey } }),
    'a transaction of its own for the account (row-level security), no query': () =>
      db.forAccount(who.accountId, async () => undefined),
    'the same with a query, all in one message': () =>
      db.look<[object]>(who.accountId, (trx) => [trx.raw('select 1')]),
    'whether a kept answer holds': () => portals.answer(who, slug, ['portal'], make),
    'an answer made anew: queries, view, JSON, hash': () => portals.answer(who, slug, ['new', ++n], make),
    'JSON and hash alone': async () => etagOfBytes(JSON.stringify(view)),
  }
  const times: Record<string, number> = {}
  for (const [name, piece] of Object.entries(pieces)) {
    const each: number[] = []
    for (let at = 0; at < PIECES; at += 1) {
      const startedAt = performance.now()
      await piece()
      each.push(performance.now() - startedAt)
    }
    times[name] = median(each.slice(PIECES / 5))
  }
  await pool.end()
  return times
}

interface Target {
  url: string
  headers: Record<string, string>
}

/** Medians of several rounds, the targets in turn; the first round warms up. */
async function interleaved(targets: Target[]): Promise<number[]> {
  const child = fork(fileURLToPath(import.meta.url), ['--load'], { execArgv: [] })
  const rates = targets.map(() => [] as number[])
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const [at, target] of targets.entries()) {
        child.send(target)
        const [rate] = (await once(child, 'message')) as [number]
        if (round > 0) rates[at]!.push(rate)
      }
    }
  } finally {
    child.disconnect()
    await once(child, 'exit')
  }
  return rates.map(median)
}

/** The process that asks: some connections, one request after the other on each. */
function load(): void {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const ask = ({ url, headers }: Target) =>
    new Promise<void>((resolve, reject) => {
      request(url, { agent, headers }, (response) => {
        if (response.statusCode !== 200) reject(new Error(`answered ${response.statusCode}`))
        response.resume().on('end', resolve)
      })
        .on('error', reject)
        .end()
    })
  process.on('message', async (target: Target) => {
    const until = performance.now() + ROUND_MS
    let count = 0
    await Promise.all(
      Array.from({ length: CONNECTIONS }, async () => {
        for (; performance.now() < until; count += 1) await ask(target)
      }),
    )
    process.send!((count * 1000) / ROUND_MS)
  })
  process.on('disconnect', () => agent.destroy())
}

export function printPortal({ results, pieces }: Awaited<ReturnType<typeof benchPortal>>): void {
  printTable(
    `Reads, ${CONNECTIONS} connections, median of ${ROUNDS} rounds of ${ROUND_MS / 1000} s`,
    results.map(({ name, perSecond, ratio, target }) => ({
      '': name,
      'per second': perSecond,
      'share of bare': ratio,
      target: target === undefined ? '' : `${target}: ${ratio >= target ? 'met' : 'MISSED'}`,
    })),
  )
  printTable(
    'Piece by piece, one after the other',
    Object.entries(pieces).map(([name, ms]) => ({ '': name, ms })),
  )
}

if (process.argv.includes('--load')) load()
else if (import.meta.main) printPortal(await benchPortal())

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { Agent, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import express from 'express'
import pg from 'pg'
import { Vitrine } from '../../../sdk/src/index.ts'
import { readConfig } from '../../src/config.ts'
import { startCluster } from '../../src/data/embedded/cluster.ts'
import { migrate } from '../../src/data/migrate.ts'
import { migratePostgresQueue } from '../../src/drivers/task-queue/postgres.ts'
import { startServer } from '../../src/http/server.ts'
import { createLog } from '../../src/log.ts'
import { createService } from '../../src/service.ts'
import { photoJpeg } from '../harness/pictures.ts'

/** What one run measured, in requests per second. */
export interface PortalBench {
  name: string
  perSecond: number
  /** Share of what bare Express does with the same rows and the same bytes. */
  ratio: number
}

const CONNECTIONS = 8
const ROUND_MS = 1000
const ROUNDS = 5
const ITEMS = 24

/**
 * Portal reads of the whole API against a bare Express route that runs one equal query and sends equal JSON: the
 * same database, one pool each, in turn within one run, so that other work on the machine hits both. The requests
 * come from a process of their own over connections that are kept alive.
 */
export async function benchPortal(): Promise<PortalBench[]> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'))
  // Started by root, the database runs as another user, who has to get in.
  await chmod(folder, 0o755)
  const cluster = await startCluster(folder)
  const closing: (() => Promise<unknown>)[] = [
    () => rm(folder, { recursive: true, force: true }),
    () => cluster.stop(),
  ]
  try {
    const admin = new pg.Client({ connectionString: cluster.adminUrl('postgres') })
    await admin.connect()
    await admin.query('create database bench')
    await admin.end()
    await migrate(cluster.adminUrl('bench'), migratePostgresQueue)

    const config = readConfig({
      DATA_DIR: folder,
      PORT: String(await freePort()),
      LOG_LEVEL: 'silent',
      // Counted as ever, and never reached.
      RATE_LIMIT_READS: '1000000',
      RATE_LIMIT_WRITES: '1000000',
      RATE_LIMIT_VISITS: '1000000',
    })
    const publicUrl = `http://127.0.0.1:${config.port}`
    const common = { config, databaseUrl: cluster.appUrl('bench'), publicUrl, log: createLog('silent') }
    const service = await createService({ ...common, worker: false })
    const server = await startServer({ ...common, service })
    closing.push(
      () => service.db.close(),
      () => service.queue.stop(1000),
      () => server.stop(1000),
    )
    const { key } = await service.accounts.create({ name: 'Bench' })
    const publishableKey = await fill(new Vitrine({ apiKey: key.secret, baseUrl: publicUrl }))
    const headers = { 'x-publishable-key': publishableKey }

    const results: PortalBench[] = []
    for (const [name, path] of [
      ['GET /v1/portals/{slug}', '/v1/portals/bench'],
      [`GET /v1/portals/{slug}/items (${ITEMS})`, `/v1/portals/bench/items?limit=${ITEMS}`],
      ['GET /healthz', '/healthz'],
    ] as const) {
      const body = await (await fetch(publicUrl + path, { headers })).text()
      const bare = await startBare(cluster.adminUrl('bench'), path === '/healthz' ? undefined : body)
      const [ours, theirs] = await interleaved([
        { url: publicUrl + path, headers },
        { url: bare.url, headers },
      ])
      await bare.close()
      results.push(
        { name, perSecond: ours!, ratio: ours! / theirs! },
        { name: `  bare Express, one query`, perSecond: theirs!, ratio: 1 },
      )
    }
    return results
  } finally {
    for (const close of closing.reverse()) await close()
  }
}

async function fill(client: Vitrine): Promise<string> {
  const photo = await photoJpeg({ size: 200 })
  for (let n = 0; n < ITEMS; n += 1) {
    const { id } = await client.products.create({
      name: `Product ${n}`,
      description: 'A sentence or two about what it is made of and how it is printed.',
      price: { amount: 890, currency: 'EUR' },
      tags: ['office', 'gift'],
    })
    await client.products.setImage(id, photo)
  }
  await client.tenants.create({ name: 'Bench' })
  return (await client.apiKeys.create({ type: 'publishable', name: 'bench', allowedOrigins: ['*'] })).secret
}

/** One route: one query that reads the same rows, and an answer of the same size; without a body no query. */
async function startBare(databaseUrl: string, body: string | undefined) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 })
  const answer = body === undefined ? { status: 'ok' } : JSON.parse(body)
  const app = express()
  app.get('/', async (_req, res) => {
    if (body !== undefined)
      await pool.query(
        `select items.*, r.status as render_status, r.files from items left join renders r on r.item_id = items.id
         where items.kind = 'product' and items.status = 'active' order by items.position, items.id limit $1`,
        [answer.data?.length ?? answer.featuredProducts.length],
      )
    res.json(answer)
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
  return rates.map((all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!)
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

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

export function printPortal(results: PortalBench[]): void {
  const width = Math.max(...results.map(({ name }) => name.length))
  console.log(`Portal reads, ${CONNECTIONS} connections, median of ${ROUNDS} rounds of ${ROUND_MS / 1000} s`)
  for (const { name, perSecond, ratio } of results)
    console.log(
      `  ${name.padEnd(width)}  ${perSecond.toFixed(0).padStart(7)} /s  ${ratio.toFixed(2).padStart(5)}`,
    )
}

if (process.argv.includes('--load')) load()
else if (import.meta.main) printPortal(await benchPortal())

import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
import { median, printTable } from './table.ts'

const AT_ONCE = 16
const POSTS_AT_ONCE = 64
const ENDPOINTS = 8

/**
 * Quote requests against a bare Express route that inserts the same JSON with one statement, and webhook deliveries
 * against bare posts of the same bodies to the same receiver; the sides take turns, on one database.
 */
export async function benchOrders({ full }: { full: boolean }): Promise<void> {
  const [orders, events, rounds] = full ? [1000, 250, 7] : [300, 100, 3]
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
    const pool = new pg.Pool({ connectionString: cluster.adminUrl('bench'), max: 10 })
    await pool.query('create table bare (id bigserial primary key, body jsonb not null)')
    closing.push(() => pool.end())

    const receiver = createServer((incoming, answer) => incoming.resume().on('end', () => answer.end()))
    const bare = createServer(
      express()
        .use(express.json())
        .post('/orders', async (incoming, answer) => {
          const { rows } = await pool.query('insert into bare (body) values ($1) returning id', [
            incoming.body,
          ])
          answer.status(201).json({ id: rows[0].id, body: incoming.body })
        }),
    )
    const hook = await listen(receiver)
    const bareUrl = await listen(bare)
    closing.push(close(receiver), close(bare))

    const port = await freePort()
    const publicUrl = `http://127.0.0.1:${port}`
    const config = readConfig({
      DATA_DIR: folder,
      PORT: `${port}`,
      LOG_LEVEL: 'silent',
      OUTBOUND_ALLOW_PRIVATE: '1',
      // Counted as ever, and never reached.
      RATE_LIMIT_SUBMISSIONS: '1000000',
      RATE_LIMIT_WRITES: '1000000',
    })
    const common = { config, databaseUrl: cluster.appUrl('bench'), publicUrl, log: createLog('silent') }
    const service = await createService({ ...common, worker: false })
    const server = await startServer({ ...common, service })
    closing.push(
      () => service.db.close(),
      () => service.queue.stop(1000),
      () => service.sending.stop(1000),
      () => server.stop(1000),
    )
    const { key } = await service.accounts.create({ name: 'Bench' })
    const client = new Vitrine({ apiKey: key.secret, baseUrl: publicUrl })
    const product = await client.products.create({ name: 'Mug', price: { amount: 890, currency: 'EUR' } })
    const tenant = await client.tenants.create({ name: 'Bench' })
    const publishable = await client.apiKeys.create({ type: 'publishable', name: 'p', allowedOrigins: ['*'] })
    const place = { addressLine1: '3 rue de la Paix', postalCode: '75002', city: 'Paris', country: 'FR' }
    const body = JSON.stringify({
      customer: { companyName: 'Acme', contactName: 'Marie Martin', email: 'marie@acme.example' },
      shipping: place,
      lines: [{ itemId: product.id, quantity: 50 }],
    })
    const visitor = { 'x-publishable-key': publishable.secret }
    const submit = () =>
      post(`${publicUrl}/v1/portals/${tenant.slug}/orders`, body, {
        ...visitor,
        'idempotency-key': randomUUID(),
      })
    const insert = () => post(`${bareUrl}/orders`, body, {})

    const submissions = { ours: [] as number[], bare: [] as number[] }
    await perSecond(AT_ONCE, 50, submit)
    await perSecond(AT_ONCE, 50, insert)
    for (let round = 0; round < rounds; round += 1) {
      submissions.ours.push(await perSecond(AT_ONCE, orders, submit))
      submissions.bare.push(await perSecond(AT_ONCE, orders, insert))
    }

    for (let n = 0; n < ENDPOINTS; n += 1) await client.webhookEndpoints.create({ url: `${hook}/${n}` })
    const deliveries = { ours: [] as number[], bare: [] as number[] }
    const message = JSON.stringify({ ...(await client.events.list({ limit: 1 })).data[0] })
    for (let round = 0; round < rounds; round += 1) {
      for (let n = 0; n < events; n += 1) await client.products.update(product.id, { position: n })
      const startedAt = performance.now()
      await service.sending.drain()
      deliveries.ours.push((events * ENDPOINTS) / ((performance.now() - startedAt) / 1000))
      const send = () => post(hook, message, { connection: 'close' })
      deliveries.bare.push(await perSecond(POSTS_AT_ONCE, events * ENDPOINTS, send))
    }
    printTable('Orders and webhooks', [
      row('quote requests, against one insert', submissions),
      row(`webhook deliveries to ${ENDPOINTS} endpoints, against bare posts`, deliveries),
    ])
  } finally {
    for (const end of closing.toReversed()) await end()
  }
}

function row(name: string, { ours, bare }: { ours: number[]; bare: number[] }) {
  return {
    '': name,
    'per second': median(ours),
    bare: median(bare),
    ratio: median(ours.map((value, round) => value / bare[round]!)),
  }
}

/** How often a second it is done, so many at a time. */
async function perSecond(atOnce: number, count: number, work: () => Promise<void>): Promise<number> {
  let left = count
  const startedAt = performance.now()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left > 0) {
        left -= 1
        await work()
      }
    }),
  )
  return count / ((performance.now() - startedAt) / 1000)
}

function post(url: string, body: string, headers: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const length = String(Buffer.byteLength(body))
    const all = { 'content-type': 'application/json', 'content-length': length, ...headers }
    const sent = request(url, { method: 'POST', headers: all }, (answer) => {
      answer.resume().on('end', () => {
        if (answer.statusCode! < 300) resolve()
        else reject(new Error(`${url} answered ${answer.statusCode}`))
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function freePort(): Promise<number> {
  const probe = createServer()
  const { port } = new URL(await listen(probe))
  await close(probe)()
  return Number(port)
}

const close = (server: ReturnType<typeof createServer>) => () =>
  new Promise((resolve) => {
    server.closeAllConnections()
    server.close(resolve)
  })

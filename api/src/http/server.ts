import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Config } from '../config.ts'
import type { Handlers } from '../contract/handlers.ts'
import { accountHandlers } from '../features/accounts/handlers.ts'
import { auditHandlers } from '../features/audit/handlers.ts'
import { catalogHandlers } from '../features/catalog/handlers.ts'
import { eventHandlers } from '../features/events/handlers.ts'
import { generationHandlers } from '../features/generations/handlers.ts'
import { importHandlers } from '../features/imports/handlers.ts'
import { keyHandlers } from '../features/keys/handlers.ts'
import { operationsHandlers } from '../features/operations/handlers.ts'
import { orderHandlers } from '../features/orders/handlers.ts'
import { placementHandlers } from '../features/placements/handlers.ts'
import { portalHandlers } from '../features/portals/handlers.ts'
import type { FirstPaint } from '../features/portals/page.ts'
import { tenantHandlers } from '../features/tenants/handlers.ts'
import { webhookHandlers } from '../features/webhooks/handlers.ts'
import type { Log } from '../log.ts'
import type { Service } from '../service.ts'
import { within } from '../within.ts'
import { createApp } from './app.ts'
import { createEventStreams } from './event-stream.ts'
import { createMetrics } from './metrics.ts'
import { sharedLimiter } from './rate-limit.ts'

export interface RunningServer {
  port: number
  /**
   * Says at once that it is not ready; goes on serving for `drainMs`, in which whoever sends it requests hears of it;
   * then refuses new work, lets what runs finish, and closes.
   */
  stop(timeoutMs: number, drainMs?: number): Promise<void>
}

/** Serves the contract over HTTP. */
export async function startServer(options: {
  config: Pick<Config, 'host' | 'port' | 'metricsToken' | 'trustProxy' | 'rateLimits'>
  service: Service
  publicUrl: string
  log: Log
  validateResponses?: boolean
}): Promise<RunningServer> {
  const { config, service, publicUrl, log } = options
  const urlOf = (key: string) => service.files.publicUrl(key)
  let stopping = false
  const checks = { database: () => service.db.check(), storage: () => service.files.check() }
  // A probe gives up soon after; a connection that a failover left half-open would hang for longer.
  const oldestTaskAgeMs = () => within(2000, service.queue.oldestRunnableAgeMs())
  const metrics = createMetrics(oldestTaskAgeMs)
  const handlers: Handlers = {
    ...accountHandlers(service.accounts),
    ...auditHandlers(service.audit),
    ...keyHandlers(service.keys, service.tenants.exists),
    ...catalogHandlers(service.catalog, urlOf),
    ...tenantHandlers(service.tenants, service.overlays, service.portalSessions, urlOf, publicUrl),
    ...generationHandlers(service.generations, service.estimates, service.changes),
    ...placementHandlers(service.placements),
    ...orderHandlers(service.orders, urlOf),
    ...eventHandlers(service.events),
    ...webhookHandlers(service.webhooks),
    ...portalHandlers({
      portals: service.portals,
      changes: service.changes,
      urlOf,
      publicUrl,
      readWidget,
      readFirstPaint,
    }),
    ...importHandlers({ oldAddresses: service.oldAddresses, publicUrl }),
    ...operationsHandlers({
      files: service.files,
      checks,
      oldestTaskAgeMs,
      metrics: metrics.read,
      publicUrl,
      stopping: () => stopping,
    }),
  }
  const streams = createEventStreams()
  const app = createApp({
    handlers,
    db: service.db,
    streams,
    rateLimits: {
      limiter: sharedLimiter(service.db, log),
      limits: config.rateLimits,
      secret: service.secret,
    },
    trustProxy: config.trustProxy,
    authenticators: service.authenticators,
    log,
    metrics,
    metricsToken: config.metricsToken,
    validateResponses: options.validateResponses,
  })
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 15_000 }, app)
  // A client that keeps its connection for the next request makes that one to somebody else.
  server.prependListener('request', (_req, res) => {
    if (stopping) res.setHeader('Connection', 'close')
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' ? new Error(`Port ${config.port} is taken; set PORT to another.`) : error,
      ),
    )
    server.listen(config.port, config.host, resolve)
  })
  const { port } = server.address() as AddressInfo
  await firstRequest(port, config.host)
  log.info({ port, publicUrl }, 'listening')

  return {
    port,
    async stop(timeoutMs, drainMs = 0) {
      stopping = true
      // Streams end first: their readers come back elsewhere.
      streams.stop()
      if (drainMs > 0) await sleep(drainMs)
      // What arrived while this process was busy is read first: unread, it would look as if nobody had asked.
      for (let turn = 0; turn < 2; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve))
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      const timer = setTimeout(() => server.closeAllConnections(), timeoutMs)
      await closed
      clearTimeout(timer)
      service.changes.close()
    },
  }
}

/** The validator compiles the contract at its first request, and only then says what is wrong with it. */
async function firstRequest(port: number, host: string): Promise<void> {
  const address = host === '0.0.0.0' ? '127.0.0.1' : host
  const response = await fetch(`http://${address.includes(':') ? `[${address}]` : address}:${port}/healthz`)
  await response.arrayBuffer()
  if (response.status !== 200) throw new Error(`the server answers ${response.status} to its first request`)
}

/** Beside the API in a checkout and in an image; a build lies one folder less deep than the source. */
const WIDGET = new URL(
  import.meta.url.endsWith('.ts') ? '../../../widget/dist/' : '../../widget/dist/',
  import.meta.url,
)

async function readFirstPaint(): Promise<FirstPaint | undefined> {
  const url = new URL('first-paint.js', WIDGET)
  if (!existsSync(url)) return undefined
  return (await import(url.href)).firstPaint
}

async function readWidget(name: string): Promise<Uint8Array | undefined> {
  return readFile(new URL(name, WIDGET)).catch(() => undefined)
}

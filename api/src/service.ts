import { join } from 'node:path'
import type { Config } from './config.ts'
import { scopesOfRole } from './contract/scopes.ts'
import { createChanges } from './data/changes.ts'
import { createCursors } from './data/cursor.ts'
import { createDatabase, type Database } from './data/database.ts'
import { connect } from './data/knex.ts'
import { createOutbox } from './data/outbox.ts'
import { createFolderShelf } from './drivers/fitted-shelf/folder.ts'
import {
  type ApiKeyOptions,
  publishableKeyAuthenticator,
  secretKeyAuthenticator,
} from './drivers/identity/api-key.ts'
import { clerkSessionAuthenticator } from './drivers/identity/clerk.ts'
import { createPortalTokens, portalSessionAuthenticator } from './drivers/identity/portal-session.ts'
import { createLogoPreparer } from './drivers/logo-preparer/child-process.ts'
import { openObjectStore } from './drivers/object-store/open.ts'
import { createOutbound } from './drivers/outbound/http.ts'
import { openTaskQueue } from './drivers/task-queue/open.ts'
import { type Accounts, createAccounts } from './features/accounts/accounts.ts'
import { createAudit } from './features/audit/audit.ts'
import { createCatalog } from './features/catalog/catalog.ts'
import { createEvents } from './features/events/events.ts'
import { createGenerations } from './features/generations/generations.ts'
import { createEstimates } from './features/generations/outlook.ts'
import { createPictures } from './features/generations/picture.ts'
import { createImports } from './features/imports/imports.ts'
import { createOldAddresses } from './features/imports/old-addresses.ts'
import { createKeys, type Keys } from './features/keys/keys.ts'
import { hashSecret, isWellFormedSecret } from './features/keys/secret.ts'
import { createOrderHistory } from './features/orders/history.ts'
import { createOrders } from './features/orders/orders.ts'
import { createPlacements } from './features/placements/placements.ts'
import { createPortals } from './features/portals/portals.ts'
import { createOverlays } from './features/tenants/overlay.ts'
import { createPortalSessions } from './features/tenants/sessions.ts'
import { createTenants } from './features/tenants/tenants.ts'
import { createCheckUrl } from './features/webhooks/address.ts'
import { createAnnouncer } from './features/webhooks/announce.ts'
import { createResources } from './features/webhooks/resources.ts'
import { createVault } from './features/webhooks/secrets.ts'
import { createSending } from './features/webhooks/sending.ts'
import { createWebhooks } from './features/webhooks/webhooks.ts'
import type { Log } from './log.ts'
import type { Authenticator, PortalTokens } from './ports/identity.ts'
import { createRenderCache } from './render/cache.ts'
import { outputsFor } from './render/outputs.ts'
import { tracedQueue } from './trace.ts'

/** Fitted photos (3 MB each) and logo textures that renders share; the API draws a preview now and then. */
const WORKER_CACHE_BYTES = 192_000_000
const API_CACHE_BYTES = 48_000_000

/** Held by one API process for its requests. */
export const API_CONNECTIONS = 10

/** Everything but the two ways in (HTTP and tasks): drivers and features, put together in one place. */
export async function createService(options: {
  config: Config
  databaseUrl: string
  /** The same database, past a pooler; `databaseUrl` where absent. */
  directUrl?: string
  publicUrl: string
  log: Log
  /** Whether this process takes tasks. */
  worker: boolean
}) {
  const { config, databaseUrl, directUrl = databaseUrl, publicUrl, log, worker } = options
  const db = createDatabase(
    worker
      ? connect(databaseUrl, { max: config.workerConcurrency + 6 })
      : // A request that gets no connection soon is better told so than kept.
        connect(databaseUrl, { max: API_CONNECTIONS, acquireMs: 1000, queryMs: 8000 }),
    {
      auditKeepDays: config.auditKeepDays,
      // Were it the pool's, a process that is busy would be taken for one whose database is away, and the requests
      // that it is relieved of would overwhelm the others in turn.
      probe: connect(databaseUrl, { max: 1, acquireMs: 2000, queryMs: 2000 }),
    },
  )
  // The first that needs the database: where that is away nothing else has been opened yet.
  const secret = await readSecret(db).catch(async (error) => {
    await db.close()
    throw error
  })
  const files = await openObjectStore(config, publicUrl)
  const logoPreparer = createLogoPreparer({
    onFailure: (reason) => log.warn({ reason }, 'a logo process failed'),
  })
  const outbound = createOutbound({ allowPrivate: config.outboundAllowPrivate })
  if (config.outboundAllowPrivate)
    log.warn('OUTBOUND_ALLOW_PRIVATE=1: webhooks and logo addresses may reach private addresses')
  const { queue: bare, pushed } = await openTaskQueue(config, {
    // A worker is told of new tasks by LISTEN.
    connectionString: worker ? directUrl : databaseUrl,
    outbox: createOutbox(db),
    worker,
    onError: (error) => log.warn({ err: error }, 'queue'),
  }).catch(async (error) => {
    await db.close()
    throw error
  })
  const queue = tracedQueue(bare)

  const outputs = outputsFor(config.imageWidths, config.imageFormats)
  const cache = createRenderCache({ limitBytes: worker ? WORKER_CACHE_BYTES : API_CACHE_BYTES })
  const pictures = createPictures({ files, cache, shelf: openShelf(config, log) })
  const cursors = createCursors(secret)
  const keys = createKeys({ db, cursors })
  const accounts = createAccounts({ db, keys })
  const portalTokens = createPortalTokens(secret)
  const events = createEvents({ db, queue, cursors, follower: createAnnouncer() })
  const generations = createGenerations({ db, queue, cursors, events })
  const tenants = createTenants({
    db,
    queue,
    files,
    logoPreparer,
    outbound,
    cursors,
    keys,
    generations,
    events,
  })
  const catalog = createCatalog({ db, queue, files, cursors, outputs, events })
  const portals = createPortals({ db, cursors, keys })
  const orders = createOrders({ db, files, cursors, portals, events })
  const changes = createChanges({
    connectionString: directUrl,
    onError: (error) => log.warn({ err: error }, 'not listening for changes'),
  })
  const urlOf = (key: string) => files.publicUrl(key)
  const webhookParts = {
    vault: createVault(secret),
    resources: createResources({ catalog, tenants, generations, orders, urlOf, publicUrl }),
  }
  return {
    db,
    /** The installation's own; signs and hashes what leaves it. */
    secret,
    changes,
    files,
    outbound,
    queue,
    /** The same queue, where workers are called for each task. */
    pushed,
    outputs,
    pictures,
    keys,
    events,
    generations,
    estimates: createEstimates({ db, outputs, concurrency: config.workerConcurrency }),
    tenants,
    overlays: createOverlays({ db, generations, events }),
    portalSessions: createPortalSessions({ db, tokens: portalTokens }),
    accounts,
    audit: createAudit({ db, cursors, keepDays: config.auditKeepDays }),
    catalog,
    placements: createPlacements({ db, pictures }),
    portals,
    orders,
    imports: createImports({
      ...{ accounts, catalog, tenants, logoPreparer, portals },
      orderHistory: createOrderHistory({ db }),
    }),
    oldAddresses: createOldAddresses({ db, portals }),
    webhooks: createWebhooks({
      db,
      cursors,
      events,
      vault: webhookParts.vault,
      checkUrl: createCheckUrl(outbound, config.outboundAllowPrivate),
      tenantExists: tenants.exists,
    }),
    webhookParts,
    /** Sends webhooks, once it is started. */
    sending: createSending({
      db,
      changes,
      events,
      outbound,
      ...webhookParts,
      timeoutMs: config.webhookTimeoutSeconds * 1000,
      onError: (error) => log.warn({ err: error }, 'webhooks'),
    }),
    authenticators: createAuthenticators({
      keys,
      accounts,
      log,
      publicUrl,
      clerk: config.clerk,
      portalTokens,
    }),
  }
}

function openShelf({ dataDir, fittedCacheMb }: Config, log: Log) {
  if (fittedCacheMb === 0) return undefined
  return createFolderShelf({
    folder: join(dataDir, 'fitted'),
    limitBytes: fittedCacheMb * 1_000_000,
    onError: (error) => log.warn({ err: error }, 'photos made ready for drawing are not kept on disk'),
  })
}

export type Service = Awaited<ReturnType<typeof createService>>

function createAuthenticators(parts: {
  keys: Keys
  accounts: Accounts
  log: Log
  publicUrl: string
  clerk: Config['clerk']
  portalTokens: PortalTokens
}): Record<string, Authenticator> {
  const { keys, accounts, log, publicUrl, clerk, portalTokens } = parts
  const options: ApiKeyOptions = {
    isWellFormed: isWellFormedSecret,
    hash: hashSecret,
    find: keys.findPresented,
    used: (key) => {
      keys.touch(key).catch((error) => log.debug({ err: error }, 'last use not noted'))
    },
  }
  return {
    secretKey: secretKeyAuthenticator(options),
    publishableKey: publishableKeyAuthenticator(options, new URL(publicUrl).origin),
    portalSession: portalSessionAuthenticator(portalTokens),
    clerkSession: clerkSessionAuthenticator(
      clerk && { ...clerk, findAccountId: accounts.findByOrganization, scopesOf: scopesOfRole },
    ),
  }
}

/** The installation's own secret, made by the first migration: the same in every process. */
async function readSecret(db: Database): Promise<string> {
  const row = await db.forNobody((trx) => trx('instance').first<{ secret: string }>('secret'))
  return row.secret
}

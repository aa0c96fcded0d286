import { createOpenStream } from './event-stream.ts'
import { fullFaults } from './full-faults.ts'
import { attemptParts, type Hooks } from './hooks.ts'
import { createSend } from './request.ts'
import { accountResource } from './resources/account.ts'
import { apiKeysResource } from './resources/api-keys.ts'
import { auditLogResource } from './resources/audit-log.ts'
import {
  type CollectionsResource,
  collectionsResource,
  type PacksResource,
  type ProductsResource,
  packsResource,
  productsResource,
} from './resources/catalog.ts'
import { eventsResource } from './resources/events.ts'
import { generationsResource } from './resources/generations.ts'
import { ordersResource } from './resources/orders.ts'
import { placementsResource } from './resources/placements.ts'
import { tenantsResource } from './resources/tenants.ts'
import { webhookEndpointsResource } from './resources/webhooks.ts'
import { type ClientOptions, settingsOf } from './settings.ts'
import { VERSION } from './version.ts'

export type VitrineOptions = ClientOptions &
  Hooks & {
    /**
     * A secret key, `sk_…`, from the environment: it belongs on servers only. Without one the constructor throws. A function
     * is asked at each attempt, for what is renewed meanwhile, such as a person's session token.
     */
    apiKey: string | undefined | (() => string | Promise<string>)
  }

/**
 * The Vitrine API for servers.
 *
 * @example
 * const vitrine = new Vitrine({ apiKey: process.env.VITRINE_KEY, baseUrl: 'https://vitrine.example.com' })
 * const tenant = await vitrine.tenants.create({ name: 'Acme', logo: 'acme.svg' })
 */
export class Vitrine {
  /** The account of the key. */
  readonly account: ReturnType<typeof accountResource>
  /** Who changed what. */
  readonly auditLog: ReturnType<typeof auditLogResource>
  /** Secret and publishable keys. */
  readonly apiKeys: ReturnType<typeof apiKeysResource>
  /** Groups of products, without a price. */
  readonly collections: CollectionsResource
  /** What a portal offers. */
  readonly products: ProductsResource
  /** Fixed bundles of products, at a price of their own. */
  readonly packs: PacksResource
  /** Checks and previews of where a logo sits. */
  readonly placements: ReturnType<typeof placementsResource>
  /** Client companies, each with one portal. */
  readonly tenants: ReturnType<typeof tenantsResource>
  /** Jobs that bring a tenant's renders up to date. */
  readonly generations: ReturnType<typeof generationsResource>
  /** Quote requests sent from portals. */
  readonly orders: ReturnType<typeof ordersResource>
  /** What happened, in order. */
  readonly events: ReturnType<typeof eventsResource>
  /** Where it is told. */
  readonly webhookEndpoints: ReturnType<typeof webhookEndpointsResource>

  constructor(options: VitrineOptions) {
    const { apiKey } = options
    if (typeof apiKey !== 'function') checkSecret(apiKey)
    const settings = settingsOf(options, {
      faults: fullFaults,
      ...attemptParts(options, async () => {
        const key = typeof apiKey === 'function' ? await apiKey() : apiKey
        checkSecret(key)
        return { authorization: `Bearer ${key}`, 'user-agent': `vitrine-sdk/${VERSION}` }
      }),
    })
    const send = createSend(settings)
    this.account = accountResource(send)
    this.auditLog = auditLogResource(send)
    this.apiKeys = apiKeysResource(send)
    this.collections = collectionsResource(send)
    this.products = productsResource(send)
    this.packs = packsResource(send)
    this.placements = placementsResource(send)
    this.generations = generationsResource(send, createOpenStream(settings))
    this.tenants = tenantsResource(send, this.generations.wait)
    this.orders = ordersResource(send)
    this.events = eventsResource(send)
    this.webhookEndpoints = webhookEndpointsResource(send)
  }
}

/** Not echoed, not even in part: the message ends up in logs. */
function checkSecret(key: unknown): asserts key is string {
  if (typeof key !== 'string' || !/^[\x21-\x7e]+$/.test(key)) {
    throw new TypeError('apiKey is missing or not a key (is its environment variable set?)')
  }
  if (key.startsWith('pk_')) {
    throw new TypeError('apiKey is a publishable key: `new VitrinePortal({ publishableKey })` takes that')
  }
}

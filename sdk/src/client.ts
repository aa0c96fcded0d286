import { createOpenStream } from './event-stream.ts'
import { createSend, limitsOf, type Settings } from './request.ts'
import { accountResource } from './resources/account.ts'
import { apiKeysResource } from './resources/api-keys.ts'
import {
  type CollectionsResource,
  collectionsResource,
  type PacksResource,
  type ProductsResource,
  packsResource,
  productsResource,
} from './resources/catalog.ts'
import { generationsResource } from './resources/generations.ts'
import { placementsResource } from './resources/placements.ts'
import { portalsResource } from './resources/portals.ts'
import { tenantsResource } from './resources/tenants.ts'
import { VERSION } from './version.ts'

export type ClientOptions = {
  /** Address of the API, without `/v1`; `http://localhost:8080` where not given. */
  baseUrl?: string
  /** Used instead of the global `fetch`, for a proxy, tracing or tests. */
  fetch?: typeof fetch
  /** Milliseconds each attempt of a call may take, its answer's body included; 60,000 where not given. */
  timeoutMs?: number
  /** How many attempts may follow the first; 3 where not given, 0 makes exactly one call. */
  maxRetries?: number
}

export type VitrineOptions = ClientOptions & {
  /** A secret key, `sk_…`, from the environment: it belongs on servers only. Without one the constructor throws. */
  apiKey: string | undefined
}

export type VitrinePortalOptions = ClientOptions & {
  /** A publishable key, `pk_…`, that allows the origin of the page. */
  publishableKey: string | undefined
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

  constructor(options: VitrineOptions) {
    const key = keyOf('apiKey', options.apiKey)
    if (key.startsWith('pk_')) {
      throw new TypeError('apiKey is a publishable key: `new VitrinePortal({ publishableKey })` takes that')
    }
    const headers = { authorization: `Bearer ${key}`, 'user-agent': `vitrine-sdk/${VERSION}` }
    const settings = settingsOf(options, headers)
    const send = createSend(settings)
    this.account = accountResource(send)
    this.apiKeys = apiKeysResource(send)
    this.collections = collectionsResource(send)
    this.products = productsResource(send)
    this.packs = packsResource(send)
    this.placements = placementsResource(send)
    this.tenants = tenantsResource(send)
    this.generations = generationsResource(send, createOpenStream(settings))
  }
}

/**
 * What portals show, for browsers and for pages rendered on a server.
 *
 * @example
 * const portals = new VitrinePortal({ publishableKey: 'pk_…', baseUrl: 'https://vitrine.example.com' })
 * const portal = await portals.get('acme')
 */
export class VitrinePortal {
  readonly get: ReturnType<typeof portalsResource>['get']
  readonly items: ReturnType<typeof portalsResource>['items']
  readonly item: ReturnType<typeof portalsResource>['item']
  readonly events: ReturnType<typeof portalsResource>['events']

  constructor(options: VitrinePortalOptions) {
    const key = keyOf('publishableKey', options.publishableKey)
    if (key.startsWith('sk_')) {
      throw new TypeError('publishableKey is a secret key: never put one where a browser can read it')
    }
    const settings = settingsOf(options, { 'x-publishable-key': key })
    const portals = portalsResource(createSend(settings), createOpenStream(settings))
    this.get = portals.get
    this.items = portals.items
    this.item = portals.item
    this.events = portals.events
  }
}

function keyOf(name: string, key: unknown): string {
  // Not echoed, not even in part: this message ends up in logs.
  if (typeof key !== 'string' || !/^[\x21-\x7e]+$/.test(key)) {
    throw new TypeError(`${name} is missing or not a key (is its environment variable set?)`)
  }
  return key
}

function settingsOf(options: ClientOptions, headers: Record<string, string>): Settings {
  const { baseUrl = 'http://localhost:8080' } = options
  if (!/^https?:\/\/[^\s?#@]+$/.test(baseUrl)) {
    throw new TypeError('baseUrl must be like https://vitrine.example.com, without credentials or a query')
  }
  return {
    baseUrl: baseUrl.replace(/\/+(v1\/*)?$/, ''),
    headers,
    // The global one is looked up at each call, so that instrumentation installed later still counts.
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    ...limitsOf({ timeoutMs: 60_000, maxRetries: 3 }, options),
  }
}

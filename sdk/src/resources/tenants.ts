import { bodyOf, type FileInput, fileOf } from '../file.ts'
import { type List, listOf } from '../page.ts'
import type { Reply } from '../reply.ts'
import type { Send } from '../request.ts'
import type {
  CallOptions,
  Generation,
  LogoSource,
  PortalSession,
  PortalSessionCreate,
  Query,
  Render,
  Tenant,
  TenantCatalog,
  TenantCatalogUpdate,
  TenantCreate,
  TenantCreated,
  TenantUpdate,
  WriteOptions,
} from '../types.ts'
import type { WaitOptions } from './generations.ts'

export type TenantCreateInput = TenantCreate & {
  /** SVG, PNG, JPEG, WebP or AVIF; at most 10 MB. Without it or a `logoUrl` the portal shows plain photos until `setLogo`. */
  logo?: FileInput
}

export type CreateAndWaitOptions = WaitOptions & Pick<CallOptions, 'idempotencyKey' | 'maxRetries'>

type Wait = (generationId: string, options: WaitOptions) => Promise<Generation>

/** Reading needs the scope `tenants:read`, changing `tenants:write`. */
export const tenantsResource = (send: Send, wait: Wait) => ({
  /**
   * Makes a tenant and its portal, which is live with the answer; its pictures follow in the background, and
   * `generation` (null without a logo) is the job that makes them.
   *
   * @throws {ConflictError} `slug_taken` for a slug you chose; `conflict` where a tenant has the `externalId`.
   * @throws {InvalidRequestError} `unprocessable_image` or `payload_too_large` for the logo; `invalid_request`.
   * @example
   * const tenant = await vitrine.tenants.create({ name: 'Société Générale', logo: 'logo.svg' })
   * if (tenant.generation) await vitrine.generations.wait(tenant.generation.id)
   */
  create: (input: TenantCreateInput, options?: CallOptions): Reply<TenantCreated> =>
    create(send, input, options),

  /**
   * The same, and waits until its pictures are made or can not be: `generation` is then the finished one, so look at
   * its `status` and `failures`. `timeoutMs` (ten minutes where not given) is for the wait. To stop waiting stops
   * nothing else: the portal is live, and the pictures go on.
   *
   * @throws {TimeoutError} where the generation is still running after `timeoutMs`.
   * @example
   * const tenant = await vitrine.tenants.createAndWait(
   *   { name: 'Société Générale', logo: 'logo.svg' },
   *   { onProgress: ({ progress }) => console.log(`${progress.done} of ${progress.total}`) },
   * )
   */
  createAndWait: async (
    input: TenantCreateInput,
    options: CreateAndWaitOptions = {},
  ): Promise<TenantCreated> => {
    const { onProgress, signal, timeoutMs, ...rest } = options
    const tenant = await create(send, input, { signal, ...rest })
    if (!tenant.generation) return tenant
    return { ...tenant, generation: await wait(tenant.generation.id, { onProgress, signal, timeoutMs }) }
  },

  /** Newest first. `limit` (1–100, default 20) is the size of a page, also in a loop. */
  list: (query: Query<'listTenants'> = {}, options?: CallOptions): List<Tenant> =>
    listOf(query, (query) => send({ method: 'GET', path: ['tenants'], query, options })),

  /** @throws {NotFoundError} where this account has no such tenant. */
  get: (tenantId: string, options?: CallOptions): Reply<Tenant> =>
    send({ method: 'GET', path: ['tenants', tenantId], options }),

  /**
   * Changes only the fields given; null clears an optional one. The portal of an archived tenant answers 404.
   *
   * @throws {ConflictError} `version_mismatch` where `ifMatch` is no longer current; `slug_taken`.
   */
  update: (tenantId: string, input: TenantUpdate, options?: WriteOptions): Reply<Tenant> =>
    send({ method: 'PATCH', path: ['tenants', tenantId], body: input, options }),

  /** Deletes it with its portal, renders and files. This cannot be undone. */
  delete: (tenantId: string, options?: WriteOptions): Reply<void> =>
    send({ method: 'DELETE', path: ['tenants', tenantId], options }),

  /**
   * Replaces the logo: SVG, PNG, JPEG, WebP or AVIF; at most 10 MB; or the address it is fetched from. A generation
   * starts; each old picture stays until its new one is complete.
   *
   * @throws {InvalidRequestError} `unprocessable_image`, `payload_too_large`, `unsupported_media_type`.
   * @example
   * await vitrine.tenants.setLogo(tenant.id, 'logo.svg')
   * await vitrine.tenants.setLogo(tenant.id, { logoUrl: 'https://acme.example/logo.svg' })
   */
  setLogo: (tenantId: string, logo: FileInput | LogoSource, options?: WriteOptions): Reply<TenantCreated> => {
    const isFile = typeof logo !== 'object' || !('logoUrl' in logo)
    const body = isFile ? bodyOf(logo) : logo
    return send({ method: 'PUT', path: ['tenants', tenantId, 'logo'], body, options })
  },

  /** What its portal hides, reorders or prices otherwise than the catalogue says. */
  catalog: (tenantId: string, options?: CallOptions): Reply<TenantCatalog> =>
    send({ method: 'GET', path: ['tenants', tenantId, 'catalog'], options }),

  /**
   * Replaces all that is special about its catalogue; an empty list shows the catalogue as it is.
   *
   * @throws {InvalidRequestError} `invalid_request`, with a path for each item that is unknown, named twice or priced
   *   in another currency.
   * @throws {ConflictError} `version_mismatch` where `ifMatch` is no longer current.
   * @example
   * await vitrine.tenants.setCatalog(id, { items: [{ itemId: mug.id, price: { amount: 900, currency: 'EUR' } }] })
   */
  setCatalog: (tenantId: string, input: TenantCatalogUpdate, options?: WriteOptions): Reply<TenantCatalog> =>
    send({ method: 'PUT', path: ['tenants', tenantId, 'catalog'], body: input, options }),

  /**
   * Lets one visitor into a private portal, for `ttlSeconds` (60–86400, 3600 where not given). Give the token to the page
   * that shows the portal: `session` of the widget and of `VitrinePortal`, or `portalUrl` with `#session=` and the token.
   *
   * @example
   * const { token } = await vitrine.tenants.createPortalSession(tenant.id, { subject: String(user.id) })
   */
  createPortalSession: (
    tenantId: string,
    input: PortalSessionCreate,
    options?: CallOptions,
  ): Reply<PortalSession> =>
    send({ method: 'POST', path: ['tenants', tenantId, 'portal-sessions'], body: input, options }),

  /** Ends every session of the portal that there is. */
  revokePortalSessions: (tenantId: string, options?: CallOptions): Reply<void> =>
    send({ method: 'DELETE', path: ['tenants', tenantId, 'portal-sessions'], options }),

  /** The tenant's pictures with its logo, one a catalogue item, newest first. */
  renders: (tenantId: string, query: Query<'listRenders'> = {}, options?: CallOptions): List<Render> =>
    listOf(query, (query) => send({ method: 'GET', path: ['tenants', tenantId, 'renders'], query, options })),
})

const create = (send: Send, input: TenantCreateInput, options?: CallOptions): Reply<TenantCreated> =>
  send({ method: 'POST', path: ['tenants'], body: formOf(input), options })

/** Fields first: a server that reads the form as a stream then knows them when the file begins. */
function formOf({ logo, ...fields }: TenantCreateInput): unknown {
  if (logo === undefined) return fields
  return async (signal?: AbortSignal) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) {
      if (value !== undefined) form.append(name, typeof value === 'string' ? value : JSON.stringify(value))
    }
    const { blob, name } = await fileOf(logo, signal)
    form.append('logo', blob, name)
    return form
  }
}

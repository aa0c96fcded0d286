import { etagOf, expectedVersion } from '../../contract/etag.ts'
import { type Handlers, sealing } from '../../contract/handlers.ts'
import { ApiError } from '../../errors.ts'
import { generationView } from '../generations/view.ts'
import type { Overlay, Overlays } from './overlay.ts'
import type { IssuedSession, PortalSessions } from './sessions.ts'
import type { Tenants } from './tenants.ts'
import { overlayView, renderView, tenantView } from './view.ts'

type Operations =
  | 'listTenants'
  | 'createTenant'
  | 'getTenant'
  | 'updateTenant'
  | 'deleteTenant'
  | 'putTenantLogo'
  | 'listRenders'
  | 'getTenantCatalog'
  | 'putTenantCatalog'
  | 'createPortalSession'
  | 'revokePortalSessions'

export function tenantHandlers(
  tenants: Tenants,
  overlays: Overlays,
  sessions: PortalSessions,
  urlOf: (key: string) => string,
  publicUrl: string,
): Pick<Handlers, Operations> {
  const view = (tenant: Parameters<typeof tenantView>[0]) => tenantView(tenant, urlOf, publicUrl)
  const created = ({ generation, ...tenant }: Awaited<ReturnType<Tenants['create']>>) => ({
    body: { ...view(tenant), generation: generation && generationView(generation) },
    headers: { ETag: etagOf(tenant.row.version) },
  })
  const special = (overlay: Overlay) => ({
    status: 200 as const,
    body: overlayView(overlay),
    headers: { ETag: etagOf(overlay.version) },
  })
  return {
    async listTenants({ query: { limit = 20, cursor, ...filter } }, { principal }) {
      const { data, nextCursor } = await tenants.list(principal, filter, { limit, cursor })
      return { status: 200, body: { data: data.map(view), nextCursor } }
    },
    async createTenant({ body, file }, context) {
      if (file && file.byteLength === 0)
        throw new ApiError('unprocessable_image', 'The logo is an empty file.', {
          errors: [{ path: '/logo', message: 'is an empty file' }],
        })
      const answer = (tenant: Parameters<typeof created>[0]) => ({ status: 201 as const, ...created(tenant) })
      return answer(await tenants.create(context.principal, body, file, sealing(context, answer)))
    },
    async getTenant({ params }, { principal }) {
      const tenant = await tenants.get(principal, params.tenantId)
      return { status: 200, body: view(tenant), headers: { ETag: etagOf(tenant.row.version) } }
    },
    async updateTenant({ params, body, headers }, { principal }) {
      const tenant = await tenants.update(
        principal,
        params.tenantId,
        body,
        expectedVersion(headers['if-match']),
      )
      return { status: 200, body: view(tenant), headers: { ETag: etagOf(tenant.row.version) } }
    },
    async deleteTenant({ params, headers }, { principal }) {
      await tenants.remove(principal, params.tenantId, expectedVersion(headers['if-match']))
      return { status: 204 }
    },
    async putTenantLogo({ params, file, body, headers }, { principal }) {
      const expected = expectedVersion(headers['if-match'])
      const tenant = await tenants.setLogo(principal, params.tenantId, file ?? body, expected)
      return { status: 200, ...created(tenant) }
    },
    async createPortalSession({ params, body }, context) {
      const answer = ({ token, expiresAt }: IssuedSession) => ({
        status: 201 as const,
        body: { token, expiresAt: expiresAt.toISOString() },
        headers: { 'Cache-Control': 'no-store' },
      })
      const { principal } = context
      return answer(await sessions.create(principal, params.tenantId, body, sealing(context, answer)))
    },
    async revokePortalSessions({ params }, { principal }) {
      await sessions.revokeAll(principal, params.tenantId)
      return { status: 204 }
    },
    async listRenders({ params, query: { limit = 20, cursor } }, { principal }) {
      const { data, nextCursor } = await tenants.renders(principal, params.tenantId, { limit, cursor })
      return { status: 200, body: { data: data.map((row) => renderView(row, urlOf)), nextCursor } }
    },
    async getTenantCatalog({ params }, { principal }) {
      return special(await overlays.get(principal, params.tenantId))
    },
    async putTenantCatalog({ params, body, headers }, { principal }) {
      const expected = expectedVersion(headers['if-match'])
      return special(await overlays.replace(principal, params.tenantId, body.items, expected))
    },
  }
}

import type { Reply } from '../reply.ts'
import type { Send } from '../request.ts'
import type { CallOptions, PlacementCheck, PlacementReport, PreviewCreate } from '../types.ts'

/** Trying out where a logo sits. Needs the scope `catalog:read`, a preview `tenants:read` too. */
export const placementsResource = (send: Send) => ({
  /**
   * Checks a placement against an item's photo (or a given size in pixels) and a tenant's logo (or a given size).
   * `problems` make it impossible to draw; `advice` is what will print badly. Nothing is stored.
   *
   * @throws {NotFoundError} for an item or tenant that this account does not have.
   */
  validate: (input: PlacementCheck, options?: CallOptions): Reply<PlacementReport> =>
    send({ method: 'POST', path: ['placements', 'validate'], body: input, options }),

  /**
   * Draws an item with a tenant's logo at once, by the engine that makes the renders, and answers the picture: `width`
   * pixels square (16–2000, default 1000), WebP unless `format` says otherwise. Nothing is stored.
   * Without a `tenantId` it is the photo alone. `withResponse()` gives its headers too; `vitrine-legibility` tells how well the logo can be read.
   *
   * @throws {InvalidRequestError} `invalid_placement`.
   * @throws {ConflictError} where the item has no photo or the tenant no logo.
   */
  preview: (input: PreviewCreate, options?: CallOptions): Reply<Blob> =>
    send({ method: 'POST', path: ['previews'], body: input, options }),
})

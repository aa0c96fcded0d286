import { createHash } from 'node:crypto'
import { completeSpec, type OutputSpec } from './encode.ts'
import { isQuad } from './geometry.ts'
import { LAYER_DEFAULTS, type Layer, type Placement } from './layer.ts'

export { DEFAULT_OUTPUTS } from './encode.ts'

/** Goes up whenever the same inputs would give other bytes. */
export const ENGINE_VERSION = 4

/**
 * Names a render by its inputs: SHA-256, hex. Equal for placements that mean the same picture, whatever the
 * order of keys, absent defaults, layer ids or fields that are ignored.
 */
export function fingerprint(inputs: {
  photoHash: string
  logoHash: string
  placement: Placement
  outputs: readonly OutputSpec[]
}): string {
  const { photoHash, logoHash, placement, outputs } = inputs
  const canonical = [
    ENGINE_VERSION,
    photoHash,
    placement.layers.length > 0 ? logoHash : null,
    placement.layers.map(canonicalLayer),
    outputs.map((o) => {
      const { width, format, quality, effort } = completeSpec(o)
      return [width, format, quality, effort]
    }),
  ]
  return createHash('sha256').update(JSON.stringify(canonical)).digest('hex')
}

// Arrays, not objects: no key order to worry about. Adding 0 turns -0 into 0.
function canonicalLayer(layer: Layer): unknown[] {
  const { blendMode, opacity, logoVariant } = LAYER_DEFAULTS
  return [
    canonicalArea(layer),
    canonicalSurface(layer),
    layer.blendMode ?? blendMode,
    (layer.opacity ?? opacity) + 0,
    layer.logoVariant ?? logoVariant,
  ]
}

function canonicalArea(layer: Layer): unknown[] {
  if (isQuad(layer)) {
    const { topLeft, topRight, bottomRight, bottomLeft } = layer.corners
    return ['quad', ...[topLeft, topRight, bottomRight, bottomLeft].map((p) => [p.x + 0, p.y + 0])]
  }
  const { centerXPct = 50, centerYPct = 50, widthPct = 0, rotateDeg = LAYER_DEFAULTS.rotateDeg } = layer
  return ['box', centerXPct + 0, centerYPct + 0, widthPct, rotateDeg + 0]
}

function canonicalSurface({ surface }: Layer): unknown[] {
  const { axis, curveDeg, tiltDeg } = LAYER_DEFAULTS
  const curve = surface?.curveDeg ?? curveDeg
  if (surface?.type !== 'cylinder' || curve === 0) return ['flat']
  return ['cylinder', surface.axis ?? axis, curve, (surface.tiltDeg ?? tiltDeg) + 0]
}

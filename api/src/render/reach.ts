import type { Mapping } from './mapping.ts'

/**
 * At least what half a pixel's footprint spans anywhere under a logo, in texels: `perU` and `perV` of them to the unit
 * box. Infinite where that is not said so simply.
 */
export function greatestReach(mapping: Mapping, perU: number, perV: number): number {
  const corners = mapping.outline
  if (!corners) return Number.POSITIVE_INFINITY
  const m = mapping.toUnit
  // On the way to the unit box the derivatives are linear functions of the place over w squared: each is greatest at
  // a corner.
  let leastW = Number.POSITIVE_INFINITY
  let across = 0
  let down = 0
  for (const { x, y } of corners) {
    const nu = m[0] * x + m[1] * y + m[2]
    const nv = m[3] * x + m[4] * y + m[5]
    const w = m[6] * x + m[7] * y + m[8]
    leastW = Math.min(leastW, w)
    across = Math.max(across, Math.abs(m[0] * w - nu * m[6]) + Math.abs(m[1] * w - nu * m[7]))
    down = Math.max(down, Math.abs(m[3] * w - nv * m[6]) + Math.abs(m[4] * w - nv * m[7]))
  }
  if (leastW <= 0) return Number.POSITIVE_INFINITY
  // The spans go a pixel beyond the corners.
  const scale = 1.05 / (leastW * leastW)
  const [u, v] = unbent(mapping, across * scale, down * scale)
  return Math.max(u * perU, v * perV) / 2
}

/** What a pixel spans of the flat unit box at most, from what it spans of the bent one. */
function unbent({ bend, rect }: Mapping, u: number, v: number): [number, number] {
  if (!bend) return [u, v]
  const [across, along] = bend.vertical ? [u, v] : [v, u]
  const share = bend.vertical ? rect.width : rect.height
  // Steepest at the logo's ends, and a pixel beyond them.
  const sin = Math.sin(bend.phi * share) + 2 * across * bend.sinPhi
  if (sin >= 1) return [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  const cos = Math.sqrt(1 - sin * sin)
  const flat = (across * bend.sinPhi) / (bend.phi * cos)
  const shifted = along + (across * Math.abs(2 * bend.drop) * sin * bend.sinPhi) / cos
  return bend.vertical ? [flat, shifted] : [shifted, flat]
}

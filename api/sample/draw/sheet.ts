/** Boards and sheets with soft edges. */
import * as THREE from 'three'
import { RoundedBoxGeometry } from 'three/examples/jsm/geometries/RoundedBoxGeometry.js'

export const slab = (w: number, h: number, d: number, r: number) => new RoundedBoxGeometry(w, h, d, 5, r)

/** A sheet in the x-y plane with round corners, its back at z = 0. */
export function sheetOf(w: number, h: number, round: number, depth: number, bevel: number) {
  const shape = new THREE.Shape()
  const [x, y, r] = [w / 2 - bevel, h / 2 - bevel, Math.max(0.001, round - bevel)]
  shape.absarc(x - r, -y + r, r, -Math.PI / 2, 0)
  shape.absarc(x - r, y - r, r, 0, Math.PI / 2)
  shape.absarc(-x + r, y - r, r, Math.PI / 2, Math.PI)
  shape.absarc(-x + r, -y + r, r, Math.PI, Math.PI * 1.5)
  return new THREE.ExtrudeGeometry(shape, {
    depth: depth - bevel * 2,
    bevelSize: bevel,
    bevelThickness: bevel,
    bevelSegments: 4,
    curveSegments: 48,
  }).translate(0, 0, bevel)
}

/** The hardcover notebook with its elastic band. */
import * as THREE from 'three'
import { UP } from './flat-lay.ts'
import { canvasCloth, card, leatherette } from './material.ts'
import { group, mesh, printArea, ribbon } from './shape.ts'
import { slab } from './sheet.ts'

/** Lies on the floor, spine to the left. */
export function notebook(color: string, band: string, area: string): THREE.Group {
  const [w, d, t] = [1.3, 1.9, 0.17]
  const cover = leatherette(color, { repeat: [2, 3], depth: 0.5 })
  const board = (y: number) => mesh(slab(w, 0.028, d, 0.012), cover, [0, y, 0])
  const pages = card('#efe9dc', { repeat: [1, 6], depth: 1.4 })
  const block = mesh(slab(w - 0.06, t - 0.04, d - 0.05, 0.01), pages, [-0.01, t / 2, 0])
  const spine = mesh(new THREE.CylinderGeometry(t / 2, t / 2, d, 32, 1, false), cover, [
    -w / 2 + 0.02,
    t / 2,
    0,
  ])
  spine.rotation.x = Math.PI / 2
  spine.scale.x = 0.35
  const x = w / 2 - 0.14
  const elastic = mesh(
    ribbon(
      [
        [x, 0.0, -d / 2 - 0.006],
        [x, t, -d / 2 - 0.008],
        [x, t + 0.012, -d / 2 + 0.03],
        [x, t + 0.012, 0],
        [x, t + 0.012, d / 2 - 0.03],
        [x, t, d / 2 + 0.008],
        [x, 0.0, d / 2 + 0.006],
      ],
      0.06,
      0.014,
      () => [1, 0, 0],
    ),
    canvasCloth(band, { repeat: [1, 30], depth: 0.6 }),
  )
  return group(
    board(0.014),
    block,
    board(t - 0.014),
    spine,
    elastic,
    printArea(area, 0.78, 0.78, [-0.1, t + 0.001, -0.05], UP),
  )
}

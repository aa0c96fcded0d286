/** Flat things: sticker sheet and mouse mat. */
import * as THREE from 'three'
import { UP } from './flat-lay.ts'
import { canvasCloth, printed } from './material.ts'
import { group, mesh, type P3, place, printArea, tube } from './shape.ts'
import { sheetOf, slab } from './sheet.ts'

export function stickerSheet(): THREE.Group {
  const sheet = printed(1000, 1300, (pen) => {
    pen.fillStyle = '#d9d2c4'
    pen.fillRect(0, 0, 1000, 1300)
  })
  const out = group(mesh(slab(1.5, 0.012, 1.95, 0.005), sheet))
  const sticker = (
    name: string,
    x: number,
    z: number,
    w: number,
    h: number,
    round: number,
    color: string,
  ) => {
    const vinyl = new THREE.MeshPhysicalMaterial({
      color,
      roughness: 0.35,
      clearcoat: 0.5,
      clearcoatRoughness: 0.25,
    })
    const part = place(mesh(sheetOf(w, h, round, 0.016, 0.004), vinyl), [x, 0.006, z], UP)
    part.add(printArea(name, Math.min(w, h) * 0.72, Math.min(w, h) * 0.72, [0, 0, 0.017]))
    out.add(part)
  }
  sticker('round', -0.37, -0.6, 0.62, 0.62, 0.31, '#fdfcfa')
  sticker('square', 0.36, -0.6, 0.62, 0.62, 0.1, '#26292e')
  sticker('wide', 0, 0.03, 1.28, 0.5, 0.12, '#fdfcfa')
  sticker('small', -0.37, 0.62, 0.62, 0.62, 0.1, '#f1e3c8')
  sticker('dot', 0.36, 0.62, 0.62, 0.62, 0.31, '#dfe8e4')
  return out
}

export function mouseMat(area: string): THREE.Group {
  const felt = canvasCloth('#6d7176', { repeat: [3, 3], depth: 1.3 })
  const stitch = tube(
    Array.from({ length: 128 }, (_, i): P3 => {
      const a = (i / 128) * Math.PI * 2
      const [c, s] = [Math.cos(a), Math.sin(a)]
      const side = (v: number, size: number) =>
        Math.sign(v) * Math.min(size, Math.abs(v) ** 0.2 * size * 1.02)
      return [side(c, 1.16), 0.052, side(s, 0.96)]
    }),
    0.008,
    true,
  )
  return group(
    place(mesh(sheetOf(2.4, 2, 0.14, 0.055, 0.02), felt), [0, 0, 0], UP),
    mesh(stitch, canvasCloth('#4d5156', { repeat: [60, 1] })),
    printArea(area, 0.95, 0.95, [0, 0.057, 0.1], UP),
  )
}

/** Power bank and badge with its lanyard. */
import * as THREE from 'three'
import { fromAbove, UP } from './flat-lay.ts'
import { canvasCloth, printed, softPlastic, steel } from './material.ts'
import { group, mesh, type P3, place, printArea, ribbon } from './shape.ts'
import { sheetOf, slab } from './sheet.ts'
import type { Shot } from './studio.ts'

/** Lies on the floor, sockets towards the right. */
export function powerBank(color: string, area: string) {
  const [w, d, t] = [1.5, 0.76, 0.17]
  const shell = mesh(sheetOf(w, d, 0.13, t, 0.035), softPlastic(color, 0.5, { repeat: [4, 4], depth: 0.7 }))
  place(shell, [0, 0, 0], UP)
  const dark = softPlastic('#050607', 0.3)
  const socket = (z: number, width: number) => [
    mesh(slab(0.012, 0.062, width + 0.03, 0.005), steel('#b9bcc0', 0.3), [w / 2 + 0.0, t / 2, z]),
    mesh(slab(0.014, 0.04, width, 0.006), dark, [w / 2 + 0.002, t / 2, z]),
  ]
  const glow = new THREE.MeshBasicMaterial({ color: '#f4fbff' })
  const lights = [0, 1, 2, 3].map((i) =>
    mesh(new THREE.CylinderGeometry(0.01, 0.01, 0.004, 24), glow, [0.62, t, -0.1 + i * 0.065]),
  )
  return group(
    shell,
    ...socket(-0.14, 0.16),
    ...socket(0.14, 0.11),
    ...lights,
    printArea(area, 0.5, 0.5, [-0.1, t + 0.001, 0], UP),
  )
}

/** Flat: the strap makes a loop, the card hangs below on the picture. */
export function lanyard(color: string, areas: { card: string; left: string; right: string }) {
  const strap = canvasCloth(color, { repeat: [1, 30], depth: 0.7 })
  const half = (s: number, y: number): P3[] => [
    [0.02 * s, y + 0.03, -0.1],
    [0.07 * s, y + 0.02, -0.2],
    [0.24 * s, y, -0.52],
    [0.4 * s, y, -0.82],
    [0.52 * s, y, -1.1],
    [0.56 * s, y, -1.4],
    [0.5 * s, y, -1.68],
    [0.3 * s, y, -1.88],
    [-0.01 * s, y, -1.95],
  ]
  const metal = steel('#c6c8cb', 0.24, { depth: 0.2 })
  const clamp = place(mesh(sheetOf(0.18, 0.14, 0.02, 0.06, 0.012), metal), [0, 0.01, -0.05], UP)
  const ring = place(
    mesh(new THREE.TorusGeometry(0.055, 0.012, 12, 40), metal),
    [0, 0.05, 0.06],
    [-Math.PI / 2, 0, 0],
  )
  const hook = place(mesh(sheetOf(0.075, 0.24, 0.035, 0.03, 0.01), metal), [0, 0.03, 0.17], UP)
  const card = printed(
    720,
    1000,
    (pen) => {
      pen.fillStyle = '#fcfbf9'
      pen.fillRect(0, 0, 720, 1000)
      pen.fillStyle = color
      pen.fillRect(0, 700, 720, 300)
      pen.fillStyle = '#ffffff'
      pen.fillRect(110, 770, 500, 46)
      pen.globalAlpha = 0.55
      pen.fillRect(190, 852, 340, 26)
    },
    0.35,
  )
  const [w, h] = [0.86, 1.16]
  const holder = new THREE.MeshPhysicalMaterial({
    color: '#eceae6',
    roughness: 0.25,
    clearcoat: 1,
    clearcoatRoughness: 0.1,
  })
  const badge = group(
    place(mesh(sheetOf(w, h, 0.06, 0.03, 0.01), holder), [0, 0, 0], UP),
    place(mesh(new THREE.PlaneGeometry(w - 0.08, h - 0.16), card), [0, 0.032, 0.035], UP),
    place(mesh(sheetOf(0.2, 0.05, 0.024, 0.004, 0.001), softPlastic('#8d8f92')), [0, 0.029, -0.525], UP),
    printArea(areas.card, 0.46, 0.46, [0, 0.034, -0.13], UP),
  )
  const along = (s: number) =>
    printArea(
      s < 0 ? areas.left : areas.right,
      0.12,
      0.12,
      [0.32 * s, 0.07, -0.67],
      [-Math.PI / 2, 0, s < 0 ? -1.09 : 1.09],
    )
  return group(
    mesh(ribbon(half(-1, 0.03), 0.15, 0.014), strap),
    mesh(ribbon(half(1, 0.045), 0.15, 0.014), strap),
    clamp,
    ring,
    hook,
    place(badge, [0, 0.01, 0.84]),
    along(-1),
    along(1),
  )
}

export const tech: Record<string, () => Shot> = {
  'power-bank': () => ({
    subject: place(powerBank('#2a2d31', 'top'), [0, 0, 0], [0, -0.36, 0]),
    background: '#dfdcd6',
    camera: { from: [0, 3.5, 3.9], to: [0, 0.06, 0.02], fov: 20.5 },
    extent: 1.5,
    lens: 0.02,
  }),
  'badge-lanyard': () => ({
    subject: place(
      lanyard('#2f3f6b', { card: 'card', left: 'strap-left', right: 'strap-right' }),
      [0, 0, -0.28],
    ),
    ...fromAbove('#dcd8d0', 8.6, 15.8),
  }),
}

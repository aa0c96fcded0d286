/** The six-panel cap. */
import * as THREE from 'three'
import { canvasCloth } from './material.ts'
import { group, mesh, type P3, place, printArea, skin, tube } from './shape.ts'
import type { Shot } from './studio.ts'

/** Angle 0 is the front. The front panels are stiffened: they rise before they bend back. */
function crown(angle: number, v: number): P3 {
  const front = Math.max(0, Math.cos(angle)) ** 2
  const t = (v * Math.PI) / 2
  const r = Math.cos(t) ** (0.75 - 0.18 * front)
  const seam = Math.abs(((((angle / (Math.PI / 3)) % 1) + 1) % 1) - 0.5)
  const groove = 1 - 0.02 * Math.exp(-(((0.5 - seam) / 0.02) ** 2)) * (1 - v * v)
  return [Math.sin(angle) * r * 0.79 * groove, 0.92 * Math.sin(t), Math.cos(angle) * r * 0.93 * groove]
}

function brim(side: number, forward: number, lift: number): P3 {
  const angle = side * 1.25
  const [x, , z] = crown(angle, 0.0)
  const out = forward * 0.72 * Math.cos(side * Math.PI * 0.5) ** 0.55
  const px = x * (1 + 0.16 * forward * Math.cos(side * Math.PI * 0.5) ** 0.6)
  return [
    px,
    0.012 + lift - (0.34 * px * px + 0.05) * forward ** 0.8 * Math.cos(side * Math.PI * 0.5) ** 0.4,
    z + out,
  ]
}

export function cap(color: string, area: string) {
  const cloth = canvasCloth(color, { repeat: [4.5, 1.6], depth: 2.2, side: THREE.DoubleSide })
  const flat = canvasCloth(color, { repeat: [2.2, 1], depth: 2.2, side: THREE.DoubleSide })
  const shell = mesh(
    skin((u, v) => crown(u * Math.PI * 2, v * 0.999), 360, 120, true),
    cloth,
  )
  const edge = Array.from({ length: 41 }, (_, i) => brim(-1 + i / 20, 1, 0.013))
  const parts = [
    shell,
    mesh(
      skin((u, v) => brim(u * 2 - 1, 1 - v, 0.026 + 0.0022 * Math.sin((1 - v) * 50) ** 8), 120, 160),
      flat,
    ),
    mesh(
      skin((u, v) => brim(1 - u * 2, 1 - v, 0), 120, 60),
      flat,
    ),
    mesh(tube(edge, 0.016), flat),
    mesh(new THREE.SphereGeometry(0.06, 24, 16).scale(1, 0.55, 1), cloth, [0, 0.925, 0]),
  ]
  for (let i = 0; i < 6; i++) {
    const angle = (i * Math.PI) / 3
    for (const off of [-0.035, 0.035]) {
      const stitch = Array.from({ length: 20 }, (_, k): P3 => {
        const [x, y, z] = crown(angle + off / Math.max(0.25, Math.cos(k * 0.07)), 0.03 + (k / 19) * 0.86)
        return [x * 1.002, y, z * 1.002]
      })
      parts.push(mesh(tube(stitch, 0.006), cloth))
    }
    const [x, y, z] = crown(angle + Math.PI / 6, 0.66)
    const eyelet = mesh(new THREE.TorusGeometry(0.024, 0.009, 10, 24), cloth, [x, y, z])
    eyelet.lookAt(x * 3, y * 2.4, z * 3)
    parts.push(eyelet)
  }
  return group(...parts, printArea(area, 0.54, 0.54, [0, 0.41, 0.9], [-0.2, 0, 0]))
}

export const headwear: Record<string, () => Shot> = {
  cap: () => ({
    subject: place(cap('#2b3a34', 'front'), [0, 0.2, -0.25], [0, 0.27, 0]),
    background: '#dcd6cb',
    camera: { from: [0, 2.0, 6.6], to: [0.06, 0.5, 0], fov: 21.5 },
    lens: 0.02,
  }),
}

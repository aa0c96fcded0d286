/** The open umbrella: eight panels stretched between ribs. */
import * as THREE from 'three'
import { leatherette, nylon, softPlastic, steel } from './material.ts'
import { group, mesh, type P3, place, printArea, skin, tube, turned } from './shape.ts'

export function umbrella(color: string, area: string) {
  const panels = 8
  const step = (Math.PI * 2) / panels
  const dome = (angle: number, v: number): P3 => {
    const off = (((angle % step) + step) % step) - step / 2
    const chord = Math.cos(step / 2) / Math.cos(off)
    const slack = 1 - 0.035 * v * v * Math.cos((off / step) * Math.PI) ** 2
    const r = 1.25 * Math.sin(v * 1.12) * (1 - 0.85 * (1 - chord)) * slack
    return [
      Math.sin(angle) * r,
      1.08 * Math.cos(v * 1.12) - 0.012 * Math.cos((off / step) * Math.PI) * v,
      Math.cos(angle) * r,
    ]
  }
  const fabric = nylon(color, { repeat: [12, 3], depth: 0.35, side: THREE.DoubleSide })
  const canopy = group()
  for (let i = 0; i < panels; i++) {
    canopy.add(
      mesh(
        skin((u, v) => dome((i + u) * step + 1e-4 * (1 - 2 * u), Math.max(0.001, 1 - v)), 24, 60),
        fabric,
      ),
    )
    const seam = Array.from({ length: 24 }, (_, k): P3 => {
      const [x, y, z] = dome(i * step + 1e-4, 0.02 + (k / 23) * 0.98)
      return [x * 1.002, y + 0.003, z * 1.002]
    })
    canopy.add(mesh(tube(seam, 0.007), nylon(color)))
    const [x, y, z] = dome(i * step + 1e-4, 1)
    canopy.add(mesh(new THREE.SphereGeometry(0.022, 16, 12), steel('#d0d2d4', 0.25), [x, y, z]))
  }
  const shaft = turned([
    [0.02, -1.02],
    [0.02, 1.06],
  ])
  const tip = turned([
    [0.035, 1.05],
    [0.03, 1.1],
    [0.014, 1.26, 0.01],
    [0, 1.27],
  ])
  const grip = tube(
    [
      [0, -0.6, 0],
      [0, -0.98, 0],
      [0.03, -1.12, 0],
      [0.13, -1.18, 0],
      [0.22, -1.1, 0],
      [0.23, -1.0, 0],
    ],
    0.042,
  )
  const normal = new THREE.Vector3()
  const [p, q, r] = [dome(step / 2, 0.52), dome(step / 2 + 0.05, 0.52), dome(step / 2, 0.57)].map(
    (v) => new THREE.Vector3(...v),
  )
  normal.crossVectors(r!.clone().sub(p!), q!.clone().sub(p!)).normalize()
  const pitch = -Math.asin(normal.y)
  const marker = printArea(area, 0.5, 0.5, [0, 0, 0.004], [pitch, 0, 0])
  const turn = place(group(marker), [p!.x, p!.y, p!.z], [0, step / 2, 0])
  return group(
    canopy,
    turn,
    mesh(shaft, steel('#b9bcc0', 0.3)),
    mesh(tip, softPlastic('#1d1f22')),
    mesh(grip, leatherette('#7a4d2c', { repeat: [8, 1] })),
  )
}

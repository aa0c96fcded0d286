/** Tote bag, backpack and umbrella. */
import * as THREE from 'three'
import { fromAbove } from './clothing.ts'
import { cloth } from './garment.ts'
import { canvasCloth, leatherette, nylon, softPlastic, steel } from './material.ts'
import { fbm } from './noise.ts'
import { group, mesh, type P3, place, printArea, rest, ribbon, skin, tube, turned } from './shape.ts'
import { slab } from './stationery.ts'
import type { Shot } from './studio.ts'

export function tote(color: string, area: string) {
  const bag = cloth({
    outline: (pen) => {
      pen.moveTo(-0.56, -0.38)
      pen.quadraticCurveTo(0, -0.365, 0.56, -0.38)
      pen.quadraticCurveTo(0.585, 0.2, 0.57, 0.9)
      pen.quadraticCurveTo(0, 0.925, -0.57, 0.9)
      pen.quadraticCurveTo(-0.585, 0.2, -0.56, -0.38)
    },
    color,
    seed: 61,
    thickness: 0.05,
    heather: 0.04,
    wrinkles: 0.03,
    weave: { threads: 190, depth: 0.24 },
    folds: [
      { from: [-0.36, -0.36], to: [-0.2, 0.24], width: 0.05, height: 0.026, bend: 0.06 },
      { from: [0.36, -0.36], to: [0.28, 0.2], width: 0.05, height: 0.024, bend: -0.07 },
      { from: [-0.55, 0.88], to: [-0.2, 0.5], width: 0.05, height: 0.028, bend: 0.05 },
      { from: [0.56, 0.87], to: [0.3, 0.42], width: 0.05, height: 0.028, bend: -0.06 },
      { from: [0.56, 0.1], to: [0.3, 0.0], width: 0.05, height: 0.016 },
      { from: [-0.57, 0.2], to: [-0.34, 0.14], width: 0.05, height: 0.018 },
    ],
    seams: [
      {
        draw: (pen) => {
          pen.moveTo(-0.56, -0.3)
          pen.quadraticCurveTo(0, -0.285, 0.565, -0.3)
        },
        width: 0.006,
        depth: 0.006,
        dashed: true,
      },
      {
        draw: (pen) => {
          for (const s of [-1, 1]) {
            pen.rect(s * 0.3 - 0.05, -0.37, 0.1, 0.1)
            pen.moveTo(s * 0.3 - 0.05, -0.37)
            pen.lineTo(s * 0.3 + 0.05, -0.27)
            pen.moveTo(s * 0.3 + 0.05, -0.37)
            pen.lineTo(s * 0.3 - 0.05, -0.27)
          }
        },
        width: 0.006,
        depth: 0.006,
        dashed: true,
      },
    ],
  })
  const webbing = canvasCloth(color, { repeat: [0.35, 8], depth: 2.4 })
  const handle = (y: number, lean: number, top: number): P3[] => [
    [-0.3, y, -0.28],
    [-0.3, y + 0.005, -0.38],
    [-0.285 + lean, y, -0.62],
    [-0.2 + lean, y, -0.83],
    [lean, y, top],
    [0.2 + lean, y, -0.83],
    [0.285 + lean, y, -0.62],
    [0.3, y + 0.005, -0.38],
    [0.3, y, -0.28],
  ]
  return group(
    bag,
    mesh(ribbon(handle(0.085, 0.03, -0.9), 0.085, 0.01), webbing),
    mesh(ribbon(handle(0.03, -0.035, -0.87), 0.085, 0.01), webbing),
    printArea(area, 0.72, 0.72, [0, 0.07, 0.3], [-Math.PI / 2, 0, 0]),
  )
}

/** A box that bulges: half sizes a, b, c; the exponents make its edges rounder as they grow. */
type Bulge = { a: number; b: number; c: number; tall: number; wide: number; taper: number; sag: number }
/** Distance to the edge of a superellipse in the direction (c, s): evenly spread points, unlike powers of sines. */
const reach = (c: number, s: number, e: number) =>
  (Math.abs(c) ** (2 / e) + Math.abs(s) ** (2 / e)) ** (-e / 2)

function bulge({ a, b, c, tall, wide, taper, sag }: Bulge) {
  return skin(
    (u, v) => {
      const turn = (u + 0.5) * Math.PI * 2
      const rise = (v - 0.5) * Math.PI
      const up = reach(Math.cos(rise), Math.sin(rise), tall)
      const ring = Math.cos(rise) * up
      const y = Math.sin(rise) * up
      const round = reach(Math.cos(turn), Math.sin(turn), wide)
      const narrow = 1 - taper * Math.max(0, y) ** 2
      const dent = 1 + sag * fbm(Math.sin(turn) * round * 2.4 + 7, y * b * 3, 2, 64, 71)
      return [
        a * narrow * ring * Math.sin(turn) * round,
        y * b,
        c * narrow * ring * Math.cos(turn) * round * dent,
      ]
    },
    160,
    160,
    true,
  )
}

/** Where the plane z = depth cuts the bulge: the run of a zip. */
function rim({ a, b, c, tall, wide, taper }: Bulge, depth: number, from = 0, to = Math.PI * 2): P3[] {
  return Array.from({ length: 80 }, (_, i): P3 => {
    const t = from + ((to - from) * i) / 79
    const [dx, dy] = [Math.sin(t), Math.cos(t)]
    let [low, high] = [0, 3]
    for (let k = 0; k < 30; k++) {
      const r = (low + high) / 2
      const y = (dy * r) / b
      const n = 1 - taper * Math.max(0, Math.min(1, y)) ** 2
      const flat =
        (Math.abs((dx * r) / (a * n)) ** (2 / wide) + Math.abs(depth / (c * n)) ** (2 / wide)) **
        (wide / tall)
      if (flat + Math.abs(y) ** (2 / tall) < 1) low = r
      else high = r
    }
    return [dx * low, dy * low, depth]
  })
}

export function backpack(color: string, trim: string, area: string) {
  const body: Bulge = { a: 0.72, b: 1.02, c: 0.42, tall: 0.42, wide: 0.5, taper: 0.16, sag: 0.09 }
  const pocket: Bulge = { a: 0.56, b: 0.42, c: 0.17, tall: 0.4, wide: 0.42, taper: 0.06, sag: 0.07 }
  const shell = canvasCloth(color, { repeat: [4, 2.6], depth: 2 })
  const zip = softPlastic(trim, 0.4)
  const puller = (at: P3) =>
    place(mesh(slab(0.035, 0.14, 0.018, 0.008), leatherette('#8a5a36')), at, [0, 0, 0.12])
  const front = group(
    mesh(bulge(pocket), shell),
    mesh(tube(rim(pocket, 0.08, -Math.PI * 0.62, Math.PI * 0.62), 0.016), zip),
    puller([0.5, 0.16, 0.1]),
  )
  const strap = (s: number) =>
    mesh(
      ribbon(
        [
          [0.3 * s, 0.88, -0.3],
          [0.44 * s, 0.86, -0.5],
          [0.62 * s, 0.45, -0.56],
          [0.76 * s, -0.1, -0.5],
          [0.8 * s, -0.6, -0.36],
          [0.66 * s, -0.86, -0.3],
        ],
        0.2,
        0.05,
        () => [1, 0, 0.25 * s],
      ),
      canvasCloth(trim, { repeat: [2, 12] }),
    )
  const handle = mesh(
    ribbon(
      [
        [-0.17, 0.9, -0.16],
        [-0.16, 1.07, -0.17],
        [0, 1.15, -0.18],
        [0.16, 1.07, -0.17],
        [0.17, 0.9, -0.16],
      ],
      0.1,
      0.035,
      () => [0, 0, 1],
    ),
    leatherette('#8a5a36', { repeat: [1, 4] }),
  )
  return group(
    mesh(bulge(body), shell),
    mesh(tube(rim(body, 0.2), 0.02), zip),
    mesh(tube(rim(body, -0.2), 0.014, true), zip),
    puller([0.655, 0.42, 0.235]),
    place(front, [0, -0.42, 0.36]),
    strap(-1),
    strap(1),
    handle,
    printArea(area, 0.56, 0.56, [0, 0.4, 0.425], [-0.04, 0, 0]),
    printArea('pocket', 0.34, 0.34, [0, -0.42, 0.53]),
  )
}

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

export const carry: Record<string, () => Shot> = {
  'tote-bag': () => ({ subject: tote('#e6d9bf', 'front'), ...fromAbove('#c7ccc6') }),
  backpack: () => ({
    subject: rest(place(backpack('#3b4046', '#1f2225', 'front'), [0, 0, 0], [-0.02, -0.38, 0])),
    background: '#ded8ce',
    camera: { from: [0, 2.7, 7.6], to: [0.02, 1.03, 0], fov: 21 },
    extent: 2.2,
    lens: 0.02,
  }),
  umbrella: () => ({
    subject: rest(place(umbrella('#1f5a5c', 'panel'), [0, 0, 0], [0.95, -Math.PI / 8, 0])),
    background: '#e2ded6',
    camera: { from: [0.4, 3.4, 8.2], to: [0, 1.0, 0], fov: 20.5 },
    extent: 2.4,
    lens: 0.02,
  }),
}

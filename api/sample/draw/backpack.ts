/** The backpack: two bulging shells with zips, straps and a handle. */
import { canvasCloth, leatherette, softPlastic } from './material.ts'
import { fbm } from './noise.ts'
import { group, mesh, type P3, place, printArea, ribbon, skin, tube } from './shape.ts'
import { slab } from './sheet.ts'

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

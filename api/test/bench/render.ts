import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createRenderCache } from '../../src/render/cache.ts'
import { ENCODER_DEFAULTS } from '../../src/render/encode.ts'
import { sharp } from '../../src/render/libvips.ts'
import type { Placement } from '../../src/render/placement.ts'
import { renderItem } from '../../src/render/render-item.ts'
import { logoSvg, prepared } from '../render/samples.ts'

export interface Row {
  name: string
  value: number
  unit: string
  note?: string
}

const PHOTOS = join(import.meta.dirname, '../../sample/photos')
const WIDTHS = [480, 1000]
const ROUNDS = 3

const PLACEMENTS: Placement[] = [
  { layers: [{ mode: 'box', centerXPct: 50, centerYPct: 45, widthPct: 28, rotateDeg: -4 }] },
  {
    layers: [
      {
        mode: 'quad',
        corners: {
          topLeft: { x: 35, y: 36 },
          topRight: { x: 62, y: 34 },
          bottomRight: { x: 60, y: 60 },
          bottomLeft: { x: 37, y: 63 },
        },
      },
    ],
  },
  {
    layers: [
      {
        mode: 'box',
        centerXPct: 45,
        centerYPct: 55,
        widthPct: 30,
        surface: { type: 'cylinder', curveDeg: 100, tiltDeg: -12 },
      },
    ],
  },
]

/**
 * Rendering against the bare minimum any engine must do with sharp: decode, fit, scale and encode the same
 * photos in the same two WebP widths. The contenders take turns photo by photo, so that a busy machine is
 * busy for all of them.
 */
export async function benchRender(): Promise<Row[]> {
  const photos = await loadPhotos()
  const logo = (await prepared(logoSvg('logos', 'slack'))).variants
  const cache = createRenderCache({ limitBytes: 400_000_000 })
  const outputs = WIDTHS.map((width) => ({ width, format: 'webp' as const }))
  const textures = createRenderCache({ limitBytes: 100_000_000 })
  const contenders: Record<string, (i: number) => Promise<unknown>> = {
    'bare sharp': (i) => bareSharp(photos[i]!),
    'ours, new photo': (i) =>
      renderItem({ photo: photos[i]!, logo, placement: placementOf(i), outputs, cache: logoOnly(textures) }),
    'ours, known photo': (i) =>
      renderItem({ photo: photos[i]!, logo, placement: placementOf(i), outputs, cache }),
  }
  const spent = await takeTurns(contenders, photos.length)
  return report(spent)
}

const placementOf = (i: number) => PLACEMENTS[i % PLACEMENTS.length]!

// What a new photo in a running worker meets: the logo's textures are there, its own base is not.
function logoOnly(textures: ReturnType<typeof createRenderCache>): ReturnType<typeof createRenderCache> {
  return {
    use: (key, make, bytesOf) => (key.startsWith('base:') ? make() : textures.use(key, make, bytesOf)),
    clear: () => textures.clear(),
  }
}

async function bareSharp(photo: Buffer): Promise<void> {
  for (const width of WIDTHS) {
    await sharp(photo)
      .resize(width, width, { fit: 'contain', background: '#ffffff' })
      .webp(ENCODER_DEFAULTS.webp)
      .toBuffer()
  }
}

interface Spent {
  items: number
  wallMs: number
  cpuMs: number
  peakMb: number
}

async function takeTurns(
  contenders: Record<string, (i: number) => Promise<unknown>>,
  count: number,
): Promise<Record<string, Spent>> {
  const spent: Record<string, Spent> = {}
  for (let round = 0; round <= ROUNDS; round++) {
    for (let i = 0; i < count; i++) {
      for (const [name, run] of Object.entries(contenders)) {
        const [cpu, wall] = [process.cpuUsage(), performance.now()]
        await run(i)
        const used = process.cpuUsage(cpu)
        // The first round warms the compiler and the caches.
        if (round === 0) continue
        spent[name] ??= { items: 0, wallMs: 0, cpuMs: 0, peakMb: 0 }
        const s = spent[name]
        s.items++
        s.wallMs += performance.now() - wall
        s.cpuMs += (used.user + used.system) / 1000
        s.peakMb = Math.max(s.peakMb, process.memoryUsage.rss() / 1048576)
      }
    }
  }
  return spent
}

function report(spent: Record<string, Spent>): Row[] {
  const bare = spent['bare sharp']!
  return Object.entries(spent).flatMap(([name, s]) => [
    {
      name: `render: ${name}, CPU an item`,
      value: s.cpuMs / s.items,
      unit: 'ms',
      note: `${(s.cpuMs / bare.cpuMs).toFixed(2)} x bare sharp`,
    },
    {
      name: `render: ${name}, items a second`,
      value: (1000 * s.items) / s.wallMs,
      unit: '1/s',
      note: `${(bare.wallMs / s.wallMs).toFixed(2)} x bare sharp, one at a time`,
    },
    {
      name: `render: ${name}, memory`,
      value: s.peakMb,
      unit: 'MB',
      note: 'resident, highest seen, one process for all',
    },
  ])
}

async function loadPhotos(): Promise<Buffer[]> {
  const names = await readdir(PHOTOS).catch(() => [])
  const jpegs = names.filter((name) => name.endsWith('.jpg')).sort()
  if (jpegs.length > 0) return Promise.all(jpegs.map((name) => readFile(join(PHOTOS, name))))
  const drawn = Array.from({ length: 6 }, (_, i) => {
    const background = { r: 60 + 30 * i, g: 120, b: 200 - 20 * i }
    const noise = { type: 'gaussian' as const, mean: 128, sigma: 20 }
    return sharp({ create: { width: 1600, height: 1200, channels: 3, background, noise } })
      .jpeg()
      .toBuffer()
  })
  return Promise.all(drawn)
}

if (import.meta.main) {
  for (const { name, value, unit, note } of await benchRender()) {
    console.log(`${name.padEnd(62)} ${value.toFixed(1).padStart(8)} ${unit.padEnd(4)} ${note ?? ''}`)
  }
}

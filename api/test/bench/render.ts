import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createRenderCache } from '../../src/render/cache.ts'
import { ENCODER_DEFAULTS } from '../../src/render/encode.ts'
import { sharp } from '../../src/render/libvips.ts'
import type { Placement } from '../../src/render/placement.ts'
import { renderItem } from '../../src/render/render-item.ts'
import { logoSvg, prepared } from '../render/samples.ts'
import { median, printTable } from './table.ts'

const PHOTOS = join(import.meta.dirname, '../../sample/photos')
const WIDTHS = [480, 1000]

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
export async function benchRender({ full = false }: { full?: boolean } = {}): Promise<void> {
  const all = await loadPhotos()
  const photos = full ? all : all.filter((_, i) => i % 3 === 0)
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
  report(await takeTurns(contenders, photos.length, full ? 7 : 3), photos.length)
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

/** Milliseconds an item, one entry a round. */
interface Spent {
  wallMs: number[]
  cpuMs: number[]
}

async function takeTurns(
  contenders: Record<string, (i: number) => Promise<unknown>>,
  count: number,
  rounds: number,
): Promise<Record<string, Spent>> {
  const spent: Record<string, Spent> = {}
  for (const name of Object.keys(contenders)) spent[name] = { wallMs: [], cpuMs: [] }
  // The first round warms the compiler and the caches.
  for (let round = -1; round < rounds; round++) {
    for (let i = 0; i < count; i++) {
      for (const [name, run] of Object.entries(contenders)) {
        const [cpu, wall] = [process.cpuUsage(), performance.now()]
        await run(i)
        const { user, system } = process.cpuUsage(cpu)
        if (round < 0) continue
        const { wallMs, cpuMs } = spent[name]!
        wallMs[round] = (wallMs[round] ?? 0) + (performance.now() - wall) / count
        cpuMs[round] = (cpuMs[round] ?? 0) + (user + system) / 1000 / count
      }
    }
  }
  return spent
}

function report(spent: Record<string, Spent>, count: number): void {
  const bare = spent['bare sharp']!
  const times = (own: number[], other: number[]) => median(own.map((ms, round) => ms / other[round]!))
  printTable(
    `Rendering, WebP at 480 and 1000 px (${count} photos, median of ${bare.cpuMs.length} rounds, peak of all ${peakMb()} MB)`,
    Object.entries(spent).map(([name, { cpuMs, wallMs }]) => ({
      '': name,
      'CPU ms': median(cpuMs),
      'x bare': times(cpuMs, bare.cpuMs),
      'wall ms': median(wallMs),
      'x bare ': times(wallMs, bare.wallMs),
      'items a second': 1000 / median(wallMs),
    })),
  )
}

const peakMb = () => Math.round(process.resourceUsage().maxRSS / 1024)

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

if (import.meta.main) await benchRender({ full: process.argv.includes('--full') })

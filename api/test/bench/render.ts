import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { items } from '../../sample/catalogue.ts'
import { createFolderShelf } from '../../src/drivers/fitted-shelf/folder.ts'
import { createRenderCache, type RenderCache } from '../../src/render/cache.ts'
import { ENCODER_DEFAULTS } from '../../src/render/encode.ts'
import { sharp } from '../../src/render/libvips.ts'
import { fromRaster } from '../../src/render/photo.ts'
import type { Raster } from '../../src/render/raster.ts'
import {
  compose,
  type FittedShelf,
  fittedBases,
  type LogoVariants,
  renderItem,
} from '../../src/render/render-item.ts'
import { logoSvg, prepared } from '../render/samples.ts'
import { withoutBases } from './caches.ts'
import { judged, takeTurns, times } from './meter.ts'
import { median, printTable } from './table.ts'

const PHOTOS = join(import.meta.dirname, '../../sample/photos')
const WIDTHS = [480, 1000]
const OUTPUTS = WIDTHS.map((width) => ({ width, format: 'webp' as const }))

/** An item of the sample catalogue with all that a contender may have prepared. */
interface Case {
  photo: Buffer
  placement: (typeof items)[number]['placement']
  /** The finished pictures, not yet encoded. */
  rasters: Raster[]
}

/**
 * Rendering against the least that any engine on the same encoder must do: encoding the finished pictures ("bare
 * encode"), and decoding, fitting and encoding the photos without any logo ("bare sharp").
 */
export async function benchRender({ full = false }: { full?: boolean } = {}): Promise<void> {
  const logo = (await prepared(logoSvg('logos', 'slack'))).variants
  const cache = createRenderCache({ limitBytes: 800_000_000 })
  const cases = await Promise.all(items.map((item) => prepare(item, logo, cache)))
  await benchItems(
    cases.filter((_, i) => full || i % 2 === 0),
    logo,
    cache,
    full ? 15 : 7,
  )
  await benchTenant(cases, logo, cache, full ? 19 : 9)
}

async function benchItems(
  cases: Case[],
  logo: LogoVariants,
  cache: RenderCache,
  rounds: number,
): Promise<void> {
  const textures = createRenderCache({ limitBytes: 400_000_000 })
  const render = (i: number, from: RenderCache, shelf?: FittedShelf) => {
    const { photo, placement } = cases[i]!
    const bases = fittedBases({ hash: `${i}`, load: async () => photo, cache: from, shelf })
    return renderItem({ bases, placement, logo, outputs: OUTPUTS, cache: from })
  }
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'))
  const shelf = createFolderShelf({ folder, limitBytes: 1_000_000_000, onError: console.error })
  const forgetful: FittedShelf = { ...shelf, read: async () => undefined }
  const spent = await takeTurns(
    {
      'bare encode': (i) => bareEncode(cases[i]!.rasters),
      'bare sharp': (i) => bareSharp(cases[i]!.photo),
      'ours, known photo': (i) => render(i, cache),
      'ours, new photo': (i) => render(i, withoutBases(textures)),
      'ours, new photo, put on disk': (i) => render(i, withoutBases(textures), forgetful),
      'ours, photo on disk': (i) => render(i, withoutBases(textures), shelf),
    },
    { count: cases.length, rounds },
  )
  await rm(folder, { recursive: true })
  const targets: Record<string, { encode?: number; sharp?: number }> = {
    'ours, known photo': { encode: 1.06, sharp: 0.65 },
    'ours, new photo': { sharp: 1 },
  }
  printTable(
    `One item, WebP at 480 and 1000 px (${cases.length} items, a mean; median of ${rounds} rounds, load ${load()})`,
    Object.entries(spent).map(([name, own]) => ({
      '': name,
      'CPU ms': median(own.cpuMs),
      'x bare encode': judged(times(own, spent['bare encode']!, 'cpuMs'), targets[name]?.encode),
      'x bare sharp': judged(times(own, spent['bare sharp']!, 'cpuMs'), targets[name]?.sharp),
      'wall ms': median(own.wallMs),
      'x bare sharp ': times(own, spent['bare sharp']!, 'wallMs'),
      'MB at most': own.peakMb,
    })),
  )
}

/**
 * All items for a tenant whose logo was never seen, of photos that other tenants have brought into memory: first the
 * smallest picture of each, then the rest, as the worker does: one more at a time than there are cores.
 */
async function benchTenant(
  cases: Case[],
  logo: LogoVariants,
  cache: RenderCache,
  rounds: number,
): Promise<void> {
  const firstShare: Record<'cpuMs' | 'wallMs', number[]> = { cpuMs: [], wallMs: [] }
  const tenant = async () => {
    const own = createRenderCache({ limitBytes: 400_000_000 })
    const known: RenderCache = {
      ...cache,
      use: (key, make, bytesOf) => (key.startsWith('base:') ? cache : own).use(key, make, bytesOf),
    }
    const pass = (outputs: typeof OUTPUTS) =>
      onAllCores([...cases.entries()], ([i, { photo, placement }]) =>
        // Named as by its fingerprint.
        renderItem({ photo, placement, logo, outputs, cache: known, name: `${i}` }),
      )
    const [cpu, wall] = [process.cpuUsage(), performance.now()]
    const soFar = () => {
      const { user, system } = process.cpuUsage(cpu)
      return { cpuMs: user + system, wallMs: performance.now() - wall }
    }
    await pass(OUTPUTS.slice(0, 1))
    const first = soFar()
    await pass(OUTPUTS.slice(1))
    const whole = soFar()
    for (const what of ['cpuMs', 'wallMs'] as const) firstShare[what].push(first[what] / whole[what])
  }
  const encodeOnly = async () => {
    for (const k of WIDTHS.keys()) await onAllCores(cases, ({ rasters }) => bareEncode([rasters[k]!]))
  }
  const spent = await takeTurns({ 'merely encoding': encodeOnly, ours: tenant }, { count: 1, rounds })
  const [encoding, ours] = [spent['merely encoding']!, spent.ours!]
  printTable(
    `A whole tenant, ${cases.length} items in two widths (median of ${rounds} rounds, load ${load()})`,
    [
      {
        '': 'CPU',
        'merely encoding ms': median(encoding.cpuMs),
        'ours ms': median(ours.cpuMs),
        ratio: judged(times(ours, encoding, 'cpuMs'), 1.1),
        'first pictures of all': judged(median(firstShare.cpuMs.slice(1)), 0.5),
      },
      {
        '': 'wall',
        'merely encoding ms': median(encoding.wallMs),
        'ours ms': median(ours.wallMs),
        ratio: judged(times(ours, encoding, 'wallMs'), 1.1),
        'first pictures of all': judged(median(firstShare.wallMs.slice(1)), 0.5),
      },
      { '': 'MB at most', 'merely encoding ms': encoding.peakMb, 'ours ms': ours.peakMb },
    ],
  )
}

async function prepare(item: (typeof items)[number], logo: LogoVariants, cache: RenderCache): Promise<Case> {
  const photo = await readFile(join(PHOTOS, item.photo))
  const { placement } = item
  const bases = fittedBases({ hash: item.photo, load: async () => photo })
  const { variants } = await compose({ base: await bases(WIDTHS[0]!), logo, placement, cache })
  const draw = async (size: number) => compose({ base: await bases(size), logo, placement, cache, variants })
  const drawn = await Promise.all(WIDTHS.map(draw))
  return { photo, placement, rasters: drawn.map(({ raster }) => raster) }
}

async function onAllCores<T>(work: readonly T[], run: (piece: T) => Promise<unknown>): Promise<void> {
  const left = work.values()
  const lane = async () => {
    for (const piece of left) await run(piece)
  }
  await Promise.all(Array.from({ length: availableParallelism() + 1 }, lane))
}

async function bareEncode(rasters: readonly Raster[]): Promise<void> {
  for (const raster of rasters) await fromRaster(raster).webp(ENCODER_DEFAULTS.webp).toBuffer()
}

async function bareSharp(photo: Buffer): Promise<void> {
  for (const width of WIDTHS) {
    await sharp(photo)
      .resize(width, width, { fit: 'contain', background: '#ffffff' })
      .webp(ENCODER_DEFAULTS.webp)
      .toBuffer()
  }
}

const load = () => loadavg()[0]!.toFixed(1)

if (import.meta.main) await benchRender({ full: process.argv.includes('--full') })

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { items } from '../../sample/catalogue.ts'
import { createRenderCache } from '../../src/render/cache.ts'
import { prepareLogo } from '../../src/render/logo.ts'
import { renderItem } from '../../src/render/render-item.ts'
import { rasteriseSvg } from '../../src/render/svg.ts'
import { logoSvg } from '../render/samples.ts'
import { median, printTable } from './table.ts'

const PHOTOS = join(import.meta.dirname, '../../sample/photos')
const LOGOS = ['google', 'slack', 'mastercard', 'firefox', 'gulp', 'netflix', 'spotify', 'docker']
/** A worker's cache, and as many at a time as it runs on two cores. */
const CACHE_BYTES = 192_000_000
const AT_ONCE = 2
/** Over 2,000 renders the allocator still settles: runs differ by more than this. Over 6,000 it was 0.3. */
const SLOPE_MB = 5

/**
 * Resident memory of a worker that renders for ever: every item for one tenant after the other, through the cache,
 * whose limit is reached early. After a warm-up it must not grow.
 */
export async function benchMemory({ full = false }: { full?: boolean } = {}): Promise<void> {
  const renders = full ? 6000 : 2000
  const cache = createRenderCache({ limitBytes: CACHE_BYTES })
  const photos = await Promise.all(items.map(({ photo }) => readFile(join(PHOTOS, photo))))
  const logos = await Promise.all(
    LOGOS.map(async (name) => (await prepareLogo(await rasteriseSvg(logoSvg('logos', name)))).variants),
  )
  // Encoding takes four fifths of a render and keeps nothing: a small file lets them be thousands in a short time.
  const outputs = [{ width: 240, format: 'webp' as const, effort: 0 }]
  const samples: { at: number; mb: number }[] = []
  let next = 0
  const startedAt = performance.now()
  const work = async () => {
    for (let i = next++; i < renders; i = next++) {
      const item = i % items.length
      // Each tenant has files of its own: its logo is new to the cache, whatever the picture.
      const tenant = Math.floor(i / items.length)
      const { color, light, dark } = logos[tenant % logos.length]!
      const logo = i % items.length === 0 ? fresh({ color, light, dark }) : current
      current = logo
      await renderItem({ photo: photos[item]!, logo, placement: items[item]!.placement, outputs, cache })
      if (i % 25 === 0) samples.push({ at: i, mb: process.memoryUsage.rss() / 1048576 })
    }
  }
  let current = fresh(logos[0]!)
  await Promise.all(Array.from({ length: AT_ONCE }, work))

  // The first third fills the cache and the compiler.
  const warm = samples.filter(({ at }) => at >= renders / 3)
  const slope = slopeOf(warm) * 1000
  const quarter = (from: number) =>
    median(warm.filter(({ at }) => at >= from && at < from + renders / 6).map(({ mb }) => mb))
  printTable(`Memory over ${renders} renders, ${Math.ceil(renders / items.length)} tenants`, [
    {
      'MB after warm-up': quarter(renders / 3),
      'MB at the end': quarter((renders * 5) / 6),
      'peak MB': Math.max(...samples.map(({ mb }) => mb)),
      'MB per 1,000 renders': slope.toFixed(1),
      target: full ? `${SLOPE_MB}: ${slope <= SLOPE_MB ? 'met' : 'MISSED'}` : 'judged by --full',
      'renders a second': renders / ((performance.now() - startedAt) / 1000),
    },
  ])
}

function fresh({ color, light, dark }: { color: Buffer; light: Buffer; dark: Buffer }) {
  return { color: Buffer.from(color), light: Buffer.from(light), dark: Buffer.from(dark) }
}

function slopeOf(points: { at: number; mb: number }[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [x, y] = [mean(points.map(({ at }) => at)), mean(points.map(({ mb }) => mb))]
  const covariance = mean(points.map(({ at, mb }) => (at - x) * (mb - y)))
  return covariance / mean(points.map(({ at }) => (at - x) ** 2))
}

if (import.meta.main) await benchMemory({ full: process.argv.includes('--full') })

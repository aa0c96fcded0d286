import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect } from 'vitest'

const KEPT = join(import.meta.dirname, 'snapshots')
/** What was seen in the place of it, and where the two differ; not kept. */
const SEEN = join(KEPT, 'seen')

/** A channel of a pixel may be so far off: kept pictures have 256 colours, and edges of letters are a matter of taste. */
const PIXEL_TOLERANCE = 40
/** So many pixels may be further off than that: a corner, a hairline. The price of a line alone is more. */
const MOST_PIXELS = 24

/**
 * How a screenshot differs from the one that is kept under this name: nothing, or a sentence that says by how much and
 * where to look. `vitest --update` keeps it instead. Fonts come with the browser's package, so that any machine draws
 * the same letters.
 */
export async function differenceFrom(name: string, screenshot: Buffer): Promise<string | undefined> {
  const path = join(KEPT, `${name}.png`)
  if (isUpdating() || !existsSync(path)) {
    await mkdir(KEPT, { recursive: true })
    await writeFile(path, await sharp(screenshot).png({ palette: true, dither: 0, effort: 10 }).toBuffer())
    return isUpdating() ? undefined : `${name} was not there; it is now, look at it: ${path}`
  }
  const [now, kept] = await Promise.all([screenshot, await readFile(path)].map(pixelsOf))
  if (now!.width !== kept!.width || now!.height !== kept!.height)
    return `${name} is ${now!.width} × ${now!.height}, not ${kept!.width} × ${kept!.height}`
  const marked = Buffer.from(kept!.data.map((value) => 255 - (255 - value) / 4))
  let off = 0
  for (let at = 0; at < now!.data.length; at += 3) {
    const apart = [0, 1, 2].some((i) => Math.abs(now!.data[at + i]! - kept!.data[at + i]!) > PIXEL_TOLERANCE)
    if (!apart) continue
    off++
    marked.set([220, 0, 60], at)
  }
  if (off <= MOST_PIXELS) return undefined
  await mkdir(SEEN, { recursive: true })
  const raw = { width: now!.width, height: now!.height, channels: 3 } as const
  await sharp(marked, { raw })
    .png()
    .toFile(join(SEEN, `${name}.difference.png`))
  await writeFile(join(SEEN, `${name}.png`), screenshot)
  return `${name} differs in ${off} pixels (${MOST_PIXELS} may): ${join(SEEN, `${name}.difference.png`)}`
}

async function pixelsOf(png: Buffer) {
  const { data, info } = await sharp(png)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

function isUpdating(): boolean {
  const { snapshotState } = expect.getState() as { snapshotState?: { snapshotUpdateState?: string } }
  return snapshotState?.snapshotUpdateState === 'all'
}

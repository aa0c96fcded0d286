import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sharp } from '../../src/render/libvips.ts'
import type { Box, Picture } from './ssim.ts'

let folder: Promise<string> | null = null

/** Writes a picture of what differs within a box (ours, theirs, the difference eight times over); answers where. */
export async function keepSideBySide(
  ours: Picture,
  theirs: Picture,
  box: Box,
  what: string,
): Promise<string> {
  folder ??= mkdtemp(join(tmpdir(), 'render-difference-'))
  const file = join(await folder, `${what.replaceAll(/\W+/g, '-')}.png`)
  const width = box.width * 3
  const data = Buffer.alloc(width * box.height * 3)
  for (let y = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++) {
      for (let c = 0; c < 3; c++) {
        const from = ((box.top + y) * ours.width + box.left + x) * 3 + c
        const to = (y * width + x) * 3 + c
        data[to] = ours.data[from]!
        data[to + box.width * 3] = theirs.data[from]!
        const difference = 128 + 8 * (ours.data[from]! - theirs.data[from]!)
        data[to + box.width * 6] = Math.min(255, Math.max(0, difference))
      }
    }
  }
  await sharp(data, { raw: { width, height: box.height, channels: 3 } })
    .png()
    .toFile(file)
  return file
}

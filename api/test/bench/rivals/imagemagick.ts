import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Contender, type Print, SIZE, WIDTHS } from './task.ts'

const run = promisify(execFile)

const COMPOSE = { normal: 'Over', multiply: 'Multiply', screen: 'Screen', overlay: 'Overlay' }

/** One process a picture, which reads the photo once and writes both files, as scripts do. */
export async function openImageMagick(): Promise<Contender> {
  const command = await findImageMagick()
  if (!command) throw new Error('not installed')
  const folder = await mkdtemp(join(tmpdir(), 'bench-magick-'))
  return {
    async draw({ photo, prints, output: { format, quality, effort } }) {
      const files = WIDTHS.map((width) => join(folder, `${width}.${format}`))
      const fit = ['-resize', `${SIZE}x${SIZE}`, '-background', 'white', '-gravity', 'center']
      const encode = ['-quality', `${quality}`, '-define', `webp:method=${effort}`]
      const small = ['-resize', `${WIDTHS[1]}x${WIDTHS[1]}`, files[1]!]
      const canvas = [photo, ...fit, '-extent', `${SIZE}x${SIZE}`, '-gravity', 'NorthWest']
      const layers = prints.flatMap(printArguments)
      // One thread, as libvips has here: its own spin while they wait for each other, and are counted.
      await run(command, [...canvas, ...layers, '-strip', ...encode, '-write', files[0]!, ...small], {
        env: { ...process.env, MAGICK_THREAD_LIMIT: '1' },
      })
      return Promise.all(files.map((file) => readFile(file)))
    },
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

// Only the print's own box is warped and composed, not the canvas.
function printArguments({ logo, width, height, quad, blendMode }: Print): string[] {
  const [xs, ys] = [quad.map(([x]) => x), quad.map(([, y]) => y)]
  const [left, top] = [Math.floor(Math.min(...xs)) - 1, Math.floor(Math.min(...ys)) - 1]
  const [w, h] = [Math.ceil(Math.max(...xs)) + 1 - left, Math.ceil(Math.max(...ys)) + 1 - top]
  const corners = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ]
  const points = corners.map(([x, y], i) => `${x},${y} ${quad[i]!.join(',')}`).join('  ')
  const viewport = ['-set', 'option:distort:viewport', `${w}x${h}${sign(left)}${sign(top)}`]
  const warp = ['-virtual-pixel', 'transparent', ...viewport, '-distort', 'Perspective', points, '+repage']
  const place = ['-geometry', sign(left) + sign(top), '-compose', COMPOSE[blendMode], '-composite']
  return ['(', logo, '-alpha', 'set', ...warp, ')', ...place]
}

const sign = (n: number) => (n < 0 ? `${n}` : `+${n}`)

async function findImageMagick(): Promise<string | undefined> {
  for (const command of ['magick', 'convert']) {
    const answer = await run(command, ['-version']).catch(() => undefined)
    if (answer?.stdout.startsWith('Version: ImageMagick')) return command
  }
  return undefined
}

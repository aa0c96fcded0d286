/**
 * Draws the sample photos: `node api/sample/draw/main.ts [name…] [--draft]`.
 * Every picture is modelled in code and photographed by three.js in a headless Chromium (software WebGL is enough).
 * Writes photos/<name>.jpg and, into print-areas.json, where the corners of each print area fall on the picture:
 * the catalogue's placements are computed from them. `--areas` writes only these. `--draft` writes small quick
 * pictures to the temporary folder instead. `--frames=64` smooths the shadows (24 unless told).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import sharp from 'sharp'
import { browserPath } from './browser-path.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const areasOnly = process.argv.includes('--areas')
const draft = process.argv.includes('--draft')
const wanted = process.argv.slice(2).filter((arg) => !arg.startsWith('--'))
const flag = (name: string) => process.argv.find((arg) => arg.startsWith(`--${name}=`))?.split('=')[1]
const photos = draft ? join(tmpdir(), 'vitrine-drafts') : here('../photos')
const areasFile = here('../print-areas.json')

const bundle = await build({
  entryPoints: [here('browser.ts')],
  bundle: true,
  format: 'iife',
  write: false,
  logLevel: 'error',
})
const browser = await chromium.launch({
  executablePath: await browserPath(),
  args: [
    '--no-sandbox',
    '--use-gl=angle',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
    '--ignore-gpu-blocklist',
  ],
})
try {
  mkdirSync(photos, { recursive: true })
  const page = await browser.newPage()
  page.on('console', (message) => {
    if (message.type() === 'error') console.error(message.text())
  })
  await page.addScriptTag({ content: bundle.outputFiles[0]!.text })
  const names = wanted.length > 0 ? wanted : await page.evaluate(() => globalThis.vitrineShots.names)
  for (const name of names) {
    const start = Date.now()
    const [size, frames] = areasOnly ? [64, 0] : draft ? [700, 8] : [1200, Number(flag('frames') ?? 24)]
    const shot = await page.evaluate(([n, s, f]) => globalThis.vitrineShots.take(n, s, f), [
      name,
      size,
      frames,
    ] as const)
    if (!draft) saveAreas(name, shot.areas)
    if (areasOnly) continue
    if (draft) await sharp(Buffer.from(shot.png, 'base64')).toFile(join(photos, `${name}.png`))
    const jpeg = await sharp(Buffer.from(shot.png, 'base64'))
      .removeAlpha()
      .jpeg({ quality: 88, chromaSubsampling: '4:4:4' })
      .toFile(join(photos, `${name}.jpg`))
    console.log(`${name} ${Math.round(jpeg.size / 1024)} kB ${((Date.now() - start) / 1000).toFixed(1)} s`)
  }
} finally {
  await browser.close()
}

function saveAreas(name: string, areas: object): void {
  let all: Record<string, object> = {}
  try {
    all = JSON.parse(readFileSync(areasFile, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  all[name] = areas
  const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(areasFile, `${JSON.stringify(sorted, null, 2)}\n`)
}

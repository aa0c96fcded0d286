/**
 * One sheet of every sample item with several logos, drawn by the real engine:
 * `npm run contact-sheet -- [out.png] [item…]`, `.vitrine/contact-sheet.png` where not told. Look at it after touching a photo or a placement.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import sharp, { type OverlayOptions } from 'sharp'
import { prepareLogo } from '../src/render/logo.ts'
import { renderItem } from '../src/render/render-item.ts'
import { rasteriseSvg } from '../src/render/svg.ts'
import { items } from './catalogue.ts'
import { demoTenants } from './logos.ts'

const [out = '.vitrine/contact-sheet.png', ...wanted] = process.argv.slice(2)
const unknown = wanted.filter((name) => !items.some(({ photo }) => photo === `${name}.jpg`))
if (out.startsWith('-') || unknown.length > 0) {
  for (const name of unknown) console.error(`There is no item "${name}".\n`)
  console.log(
    `npm run contact-sheet -- [out.png] [item…]: ${items.map(({ photo }) => photo.replace('.jpg', '')).join(', ')}`,
  )
  process.exit(unknown.length > 0 || !['-h', '--help'].includes(out) ? 2 : 0)
}
mkdirSync(dirname(out), { recursive: true })
const cell = wanted.length > 0 && wanted.length < 5 ? 620 : 330
const caption = 22

const logos = await Promise.all(
  demoTenants().map(async ({ name, logo }) => ({
    name,
    variants: (await prepareLogo(await rasteriseSvg(Buffer.from(logo.svg)))).variants,
  })),
)
const shown = items.filter((item) => wanted.length === 0 || wanted.includes(item.photo.replace('.jpg', '')))
// Six pictures a row: two items, each with every logo.
const perRow = logos.length * (wanted.length > 0 && wanted.length < 5 ? 1 : 2)
const pictures: OverlayOptions[] = []
let index = 0
for (const item of shown) {
  const photo = readFileSync(new URL(`photos/${item.photo}`, import.meta.url))
  for (const { name, variants } of logos) {
    const { files, legibility } = await renderItem({
      photo,
      logo: variants,
      placement: item.placement,
      outputs: [{ width: cell, format: 'jpeg' }],
    })
    const left = (index % perRow) * cell
    const top = Math.floor(index / perRow) * (cell + caption)
    const verdict = legibility
      ? `${legibility.verdict} ${legibility.ratio.toFixed(1)} ${legibility.variant}`
      : ''
    pictures.push({ input: Buffer.from(files[0]!.bytes), left, top: top + caption })
    pictures.push({ input: label(`${item.externalId} · ${name} · ${verdict}`), left, top })
    index++
  }
}
await sharp({
  create: {
    width: perRow * cell,
    height: Math.ceil(index / perRow) * (cell + caption),
    channels: 3,
    background: '#ffffff',
  },
})
  .composite(pictures)
  .png()
  .toFile(out)
console.log(`${shown.length} items with ${logos.length} logos each: ${out}`)

function label(text: string): Buffer {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${cell}" height="${caption}"><text x="6" y="16" font-family="sans-serif" font-size="13">${escaped}</text></svg>`,
  )
}

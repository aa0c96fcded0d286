import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { createLogoPreparer } from '../../src/drivers/logo-preparer/child-process.ts'
import type { PreparedLogo } from '../../src/ports/logo-preparer.ts'
import { ImageError } from '../../src/render/image-error.ts'
import { sharp } from '../../src/render/libvips.ts'
import { fitPhoto, preparePhoto } from '../../src/render/photo.ts'

/** Patient: beside the other tests a child of low priority waits long for the four seconds that it may take. */
const preparer = createLogoPreparer({ timeoutMs: 4000, patience: 20 })

type Make = () => Promise<Uint8Array> | Uint8Array
/** What becomes of the bytes: the colour in the middle of the fitted photo, or the error's code. */
type Outcome = string

const quarters = async (width = 400, height = 200) => {
  const data = Buffer.alloc(width * height * 3)
  for (let i = 0; i < width * height; i++) {
    const [left, top] = [i % width < width / 2, i < (width * height) / 2]
    data.set(top ? (left ? [200, 30, 30] : [30, 160, 60]) : left ? [40, 60, 190] : [240, 200, 20], i * 3)
  }
  return sharp(data, { raw: { width, height, channels: 3 } })
}
const cut = (make: () => Promise<Buffer>, share: number) => async () => {
  const bytes = await make()
  return bytes.subarray(0, Math.floor(bytes.length * share))
}
const jpeg = async () => (await quarters()).jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer()
const png = async () => (await quarters()).png().toBuffer()
const webp = async () => (await quarters()).webp({ lossless: true }).toBuffer()
const avif = async () => (await quarters()).avif({ quality: 90, effort: 0 }).toBuffer()
const gif = async () => (await quarters()).gif().toBuffer()
const flat = (background: string, width = 60, height = 60) =>
  sharp({ create: { width, height, channels: 4, background } })

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let k = 0; k < 8; k++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

function header(width: number, height: number, depth = 8, color = 0): Buffer {
  const ihdr = Buffer.alloc(13)
  ihdr.writeUInt32BE(width)
  ihdr.writeUInt32BE(height, 4)
  ihdr.set([depth, color, 0, 0, 0], 8)
  return ihdr
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])
/** A grey PNG of one value, as large as asked and a few kilobytes long: a decompression bomb when large. */
const greyPng = (width: number, height: number, value = 0, extra: Buffer[] = []) =>
  Buffer.concat([
    SIGNATURE,
    pngChunk('IHDR', header(width, height)),
    ...extra,
    pngChunk(
      'IDAT',
      deflateSync(Buffer.alloc((width + 1) * height, value).map((v, i) => (i % (width + 1) ? v : 0))),
    ),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
const gamma = (value: number) => {
  const data = Buffer.alloc(4)
  data.writeUInt32BE(value)
  return pngChunk('gAMA', data)
}

const frames = async (count: number) => {
  const stills = Array.from({ length: count }, (_, i) =>
    flat(`rgb(200, ${i * 40}, 20)`, 8, 8)
      .png()
      .toBuffer(),
  )
  return sharp(await Promise.all(stills), { join: { animated: true } })
    .webp({ lossless: true })
    .toBuffer()
}

const UNPROCESSABLE = 'unprocessable_image'
const UNSUPPORTED = 'unsupported_media_type'

const photos: [name: string, make: Make, outcome: Outcome][] = [
  ['JPEG', jpeg, '#1ea03c'],
  [
    'progressive JPEG',
    async () =>
      (await quarters()).jpeg({ progressive: true, quality: 95, chromaSubsampling: '4:4:4' }).toBuffer(),
    '#1ea03c',
  ],
  ['PNG', png, '#1ea03c'],
  ['WebP', webp, '#1ea03c'],
  ['AVIF', avif, '#1ea03c'],
  ['interlaced PNG', async () => (await quarters()).png({ progressive: true }).toBuffer(), '#1ea03c'],
  ['palette PNG', async () => (await quarters()).png({ palette: true }).toBuffer(), '#1ea03c'],
  ['16-bit PNG', async () => (await quarters()).toColourspace('rgb16').png().toBuffer(), '#1ea03c'],
  ['grey JPEG', async () => flat('#808080').greyscale().jpeg().toBuffer(), '#808080'],
  ['grey PNG with alpha', async () => flat('#808080').greyscale().png().toBuffer(), '#808080'],
  ['half transparent PNG, laid over white', async () => flat('rgba(0,0,0,0.5)').png().toBuffer(), '#7f7f7f'],
  [
    'CMYK JPEG',
    async () => (await quarters()).toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer(),
    '~#1ea03c',
  ],
  ['Display-P3 PNG', async () => (await quarters()).withIccProfile('p3').png().toBuffer(), '~#1ea03c'],
  [
    'Display-P3 16-bit PNG',
    async () => (await quarters()).toColourspace('rgb16').withIccProfile('p3').png().toBuffer(),
    '~#1ea03c',
  ],
  [
    'JPEG turned a quarter by EXIF',
    async () =>
      (await quarters())
        .rotate(270)
        .withMetadata({ orientation: 6 })
        .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
        .toBuffer(),
    '#1ea03c',
  ],
  [
    'JPEG mirrored by EXIF',
    async () =>
      (await quarters())
        .flop()
        .withMetadata({ orientation: 2 })
        .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
        .toBuffer(),
    '#1ea03c',
  ],
  ['PNG of linear gamma', () => greyPng(50, 50, 128, [gamma(100000)]), '#bcbcbc'],
  ['PNG of sRGB gamma', () => greyPng(50, 50, 128, [gamma(45455)]), '#808080'],
  ['one pixel', () => flat('#336699', 1, 1).png().toBuffer(), '#336699'],
  ['a line a pixel high, most of it margin', () => flat('#336699', 9000, 1).png().toBuffer(), '#ffffff'],
  [
    'JPEG with bytes after its end',
    async () => Buffer.concat([await jpeg(), Buffer.alloc(5000, 7)]),
    '#1ea03c',
  ],
  ['nothing', () => Buffer.alloc(0), UNPROCESSABLE],
  ['one byte', () => Buffer.from([0xff]), UNSUPPORTED],
  ['a million zeros', () => Buffer.alloc(1_000_000), UNSUPPORTED],
  ['text', () => Buffer.from('not a picture'), UNSUPPORTED],
  ['HTML', () => Buffer.from('<!doctype html><img src=x onerror=alert(1)>'), UNSUPPORTED],
  [
    'SVG as a photo',
    () =>
      Buffer.from(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
      ),
    UNSUPPORTED,
  ],
  ['GIF', gif, UNSUPPORTED],
  ['TIFF', async () => (await quarters()).tiff().toBuffer(), UNSUPPORTED],
  ['PDF', () => Buffer.from('%PDF-1.7\n'), UNSUPPORTED],
  ['truncated JPEG', cut(jpeg, 0.7), UNPROCESSABLE],
  ['JPEG without its last bytes', cut(jpeg, 0.99), UNPROCESSABLE],
  ['truncated PNG', cut(png, 0.7), UNPROCESSABLE],
  ['truncated WebP', cut(webp, 0.7), UNPROCESSABLE],
  ['truncated AVIF', cut(avif, 0.7), UNPROCESSABLE],
  ['a JPEG header alone', cut(jpeg, 0.02), UNPROCESSABLE],
  ['a PNG signature alone', () => SIGNATURE, UNPROCESSABLE],
  [
    'a PNG without pixels',
    () => Buffer.concat([SIGNATURE, pngChunk('IHDR', header(10, 10)), pngChunk('IEND', Buffer.alloc(0))]),
    UNPROCESSABLE,
  ],
  [
    'a PNG with broken pixels',
    async () => {
      const b = Buffer.from(await png())
      b.fill(0x55, 60, 160)
      return b
    },
    UNPROCESSABLE,
  ],
  ['a PNG of no width', () => greyPng(0, 10), UNPROCESSABLE],
  [
    'a bomb of 900 million pixels',
    () =>
      Buffer.concat([
        SIGNATURE,
        pngChunk('IHDR', header(30_000, 30_000)),
        pngChunk('IDAT', deflateSync(Buffer.alloc(1000))),
      ]),
    UNPROCESSABLE,
  ],
  ['10,001 px wide', () => greyPng(10_001, 2), UNPROCESSABLE],
  ['56 million pixels', () => greyPng(7500, 7500), UNPROCESSABLE],
  ['animated WebP', () => frames(3), UNPROCESSABLE],
  ['wholly transparent PNG', () => flat('rgba(0,0,0,0)').png().toBuffer(), UNPROCESSABLE],
  ['JPEG named PNG inside', async () => Buffer.concat([SIGNATURE, await jpeg()]), UNPROCESSABLE],
]

test.each(photos)('photo: %s', async (_name, make, outcome) => {
  const bytes = await make()
  const result = await preparePhoto(bytes)
    .then(async () => middle(await fitPhoto(bytes, 100)))
    .catch(asOutcome)
  expectOutcome(result, outcome)
})

// In the green quarter, top right, whichever way it is contained.
function middle({ data }: { data: Uint8Array }): string {
  const at = (38 * 100 + 75) * 3
  return `#${Buffer.from(data.subarray(at, at + 3)).toString('hex')}`
}

function asOutcome(error: unknown): string {
  if (!(error instanceof ImageError)) throw error
  expect(error.message).toMatch(/^The .*\.$/)
  return error.code
}

function expectOutcome(result: string, outcome: Outcome): void {
  if (!/^~?#/.test(outcome)) {
    expect(result).toBe(outcome)
    return
  }
  const reach = outcome.startsWith('~') ? 12 : 4
  const [got, wanted] = [result, outcome.replace('~', '')].map((hex) => [...Buffer.from(hex.slice(1), 'hex')])
  expect(got!.length, result).toBe(3)
  for (const [i, v] of got!.entries()) {
    expect(Math.abs(v - wanted![i]!), `${result} for ${outcome}`).toBeLessThanOrEqual(reach)
  }
}

const svg = (body: string, root = 'viewBox="0 0 100 50"') =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${root}>${body}</svg>`,
  )
const RECT = '<rect x="10" y="10" width="80" height="30" fill="#c81e1e"/>'
const LAUGHS = `<defs>${Array.from({ length: 30 }, (_, i) => `<g id="g${i}">${i ? `<use href="#g${i - 1}"/><use href="#g${i - 1}"/>` : RECT}</g>`).join('')}</defs><use href="#g29"/>`
const VEILS = '<g opacity=".5"><rect width="100" height="50"/></g>'.repeat(9000)

const logos: [name: string, make: Make, outcome: Outcome][] = [
  ['PNG', png, '#c81e1e'],
  ['animated WebP, by its first frame', () => frames(3), '#c80014'],
  ['wholly transparent', () => flat('rgba(0,0,0,0)').png().toBuffer(), UNPROCESSABLE],
  ['wholly white', () => flat('#ffffff').png().toBuffer(), UNPROCESSABLE],
  ['one pixel', () => flat('#336699', 1, 1).png().toBuffer(), '#336699'],
  ['SVG', () => svg(RECT), '#c81e1e'],
  ['SVG with width and height only', () => svg(RECT, 'width="100mm" height="50mm"'), '#c81e1e'],
  ['SVG without any size', () => svg(RECT, ''), '#c81e1e'],
  ['SVG of absurd size', () => svg(RECT, 'viewBox="0 0 100 50" width="1e9" height="1e9"'), '#c81e1e'],
  ['SVG in UTF-16', () => Buffer.from(`\ufeff${svg(RECT)}`, 'utf16le'), '#c81e1e'],
  [
    'SVG with declaration, comment and plain DOCTYPE',
    () =>
      Buffer.concat([
        Buffer.from(
          '<?xml version="1.0"?><!-- a --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
        ),
        svg(RECT),
      ]),
    '#c81e1e',
  ],
  [
    'SVG with classes',
    () => svg(`<style>.a{fill:#c81e1e}</style><rect class="a" width="90" height="40"/>`),
    '#c81e1e',
  ],
  [
    'SVG with an event handler, dropped',
    () => svg(RECT.replace('<rect', '<rect onload="alert(1)"')),
    '#c81e1e',
  ],
  [
    'SVG with editor leftovers, dropped',
    () => svg(`<metadata><x/></metadata><title>t</title><i:x xmlns:i="urn:i"><script/></i:x>${RECT}`),
    '#c81e1e',
  ],
  ['SVG with a script', () => svg(`<script>alert(1)</script>${RECT}`), UNPROCESSABLE],
  ['SVG with text', () => svg('<text x="0" y="40">Logo</text>'), UNPROCESSABLE],
  [
    'SVG with a bitmap',
    () => svg('<image href="data:image/png;base64,AAAA" width="9" height="9"/>'),
    UNPROCESSABLE,
  ],
  [
    'SVG with a file',
    () => svg(`${RECT}<image href="file:///etc/passwd" width="9" height="9"/>`),
    UNPROCESSABLE,
  ],
  [
    'SVG using another document',
    () => svg(`<use href="https://example.com/a.svg#b"/>${RECT}`),
    UNPROCESSABLE,
  ],
  [
    'SVG painting from elsewhere',
    () => svg('<rect width="9" height="9" fill="url(https://example.com/a.svg#b)"/>'),
    UNPROCESSABLE,
  ],
  [
    'SVG importing styles',
    () => svg(`<style>@import "https://example.com/a.css";</style>${RECT}`),
    UNPROCESSABLE,
  ],
  [
    'SVG hiding a reference behind an escape',
    () => svg('<rect width="9" height="9" style="fill:u\\72l(https://example.com/a)"/>'),
    UNPROCESSABLE,
  ],
  [
    'SVG with an entity',
    () =>
      Buffer.concat([
        Buffer.from('<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        svg('<desc>&a;</desc>'),
      ]),
    UNPROCESSABLE,
  ],
  [
    'SVG with a filter',
    () => svg(`<filter id="f"><feGaussianBlur stdDeviation="999"/></filter>${RECT}`),
    UNPROCESSABLE,
  ],
  [
    'SVG with a filter in CSS',
    () => svg('<rect width="9" height="9" style="filter:blur(9999px)"/>'),
    UNPROCESSABLE,
  ],
  ['SVG with a pattern', () => svg('<pattern id="p" width="1" height="1"/>'), UNPROCESSABLE],
  ['SVG with foreign content', () => svg('<foreignObject width="9" height="9"/>'), UNPROCESSABLE],
  [
    'SVG with animation',
    () => svg('<rect width="9" height="9"><animate attributeName="x" to="9"/></rect>'),
    UNPROCESSABLE,
  ],
  ['SVG with nothing in it', () => svg(''), UNPROCESSABLE],
  ['SVG drawn outside its view', () => svg('<rect x="500" y="500" width="9" height="9"/>'), UNPROCESSABLE],
  ['SVG that refers to itself', () => svg('<g id="a"><use href="#a"/></g>'), UNPROCESSABLE],
  ['a billion shapes by reference', () => svg(LAUGHS), UNPROCESSABLE],
  ['a thousand levels', () => svg(`${'<g>'.repeat(1000)}${RECT}${'</g>'.repeat(1000)}`), UNPROCESSABLE],
  ['30,000 elements', () => svg(RECT.repeat(30_000)), UNPROCESSABLE],
  ['9,000 veils over the whole picture', () => svg(VEILS), UNPROCESSABLE],
  [
    'a sheet of a million open comments',
    () => svg(`<style>${'/* '.repeat(600_000)}</style>${RECT}`),
    UNPROCESSABLE,
  ],
  ['a sheet of endless words', () => svg(`<style>${'animation-'.repeat(180_000)}</style>${RECT}`), '#c81e1e'],
  [
    'a width of endless digits',
    () => svg(RECT, `width="${'9'.repeat(1_500_000)}!" height="50"`),
    UNPROCESSABLE,
  ],
  [
    'a chain of 9,000 references',
    () => svg(Array.from({ length: 9000 }, (_, i) => `<g id="a${i}"><use href="#a${i + 1}"/></g>`).join('')),
    UNPROCESSABLE,
  ],
  ['SVG cut short', () => svg(RECT).subarray(0, 90), UNPROCESSABLE],
  ['SVG over the size limit', () => svg(`<desc>${'x'.repeat(3_000_000)}</desc>`), 'payload_too_large'],
]

test.each(logos)('logo: %s', { timeout: 90_000 }, async (_name, make, outcome) => {
  const bytes = await make()
  const result = await preparer.prepare(bytes).then(firstColor).catch(asOutcome)
  expectOutcome(result, outcome)
})

async function firstColor({ variants, width, height }: PreparedLogo): Promise<string> {
  const { data } = await sharp(variants.color).raw().toBuffer({ resolveWithObject: true })
  const at = (Math.floor(height / 4) * width + Math.floor(width / 4)) * 4
  expect(data[at + 3]).toBe(255)
  return `#${data.subarray(at, at + 3).toString('hex')}`
}

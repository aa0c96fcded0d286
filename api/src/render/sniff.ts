export type SniffedFormat = 'jpeg' | 'png' | 'webp' | 'avif'

const ascii = (bytes: Uint8Array, start: number, end: number) =>
  String.fromCharCode(...bytes.subarray(start, end))

/** The accepted raster format these bytes begin like, or null. Names and declared types are not asked. */
export function sniffFormat(bytes: Uint8Array): SniffedFormat | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg'
  if (bytes[0] === 0x89 && ascii(bytes, 1, 8) === 'PNG\r\n\x1a\n') return 'png'
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'webp'
  if (ascii(bytes, 4, 8) === 'ftyp' && ftypBrands(bytes).some((b) => b === 'avif' || b === 'avis')) {
    return 'avif'
  }
  return null
}

function ftypBrands(bytes: Uint8Array): string[] {
  const size = ((bytes[0]! << 24) | (bytes[1]! << 16) | (bytes[2]! << 8) | bytes[3]!) >>> 0
  const brands = [ascii(bytes, 8, 12)]
  for (let at = 16; at + 4 <= Math.min(size, bytes.length, 256); at += 4)
    brands.push(ascii(bytes, at, at + 4))
  return brands
}

const KNOWN: [label: string, test: (bytes: Uint8Array) => boolean][] = [
  ['a GIF', (b) => ascii(b, 0, 4) === 'GIF8'],
  ['a TIFF', (b) => ascii(b, 0, 4) === 'II*\0' || ascii(b, 0, 4) === 'MM\0*'],
  ['a BMP', (b) => ascii(b, 0, 2) === 'BM'],
  ['a PDF', (b) => ascii(b, 0, 5) === '%PDF-'],
  ['a Photoshop file', (b) => ascii(b, 0, 4) === '8BPS'],
  ['a JPEG XL', (b) => (b[0] === 0xff && b[1] === 0x0a) || ascii(b, 4, 8) === 'JXL '],
  ['a JPEG 2000', (b) => ascii(b, 4, 8) === 'jP  '],
  ['a HEIC', (b) => ascii(b, 4, 8) === 'ftyp'],
  ['a PostScript file', (b) => ascii(b, 0, 4) === '%!PS'],
  ['a ZIP archive', (b) => ascii(b, 0, 4) === 'PK\x03\x04'],
  ['a gzip archive', (b) => b[0] === 0x1f && b[1] === 0x8b],
]

/** What refused bytes look like, in words for the sender ("a GIF"); null when nothing is recognised. */
export function describeUnsupported(bytes: Uint8Array): string | null {
  return KNOWN.find(([, test]) => test(bytes))?.[0] ?? null
}

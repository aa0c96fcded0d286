// The hash of github.com/evanw/thumbhash for an opaque square picture, which all ours are. Written anew because the
// cosines are always the same: a tenth of the time of the package, which it is tested against.

/** Cells a side that are looked at. */
export const CELLS = 28
/** Frequencies a side that are kept: of brightness, and of each of two differences of colour. */
const BRIGHTNESS = 7
const COLOUR = 3

const COSINES = Float64Array.from({ length: BRIGHTNESS * CELLS }, (_, i) =>
  Math.cos((Math.PI / CELLS) * Math.floor(i / CELLS) * ((i % CELLS) + 0.5)),
)

/** @param rgb of CELLS x CELLS cells, 0 to 255. */
export function thumbHash(rgb: Uint8Array): Uint8Array {
  const [l, p, q] = [0, 1, 2].map(() => new Float64Array(CELLS * CELLS)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  for (let i = 0, j = 0; i < l.length; i++, j += 3) {
    const r = rgb[j]! / 255
    const g = rgb[j + 1]! / 255
    const b = rgb[j + 2]! / 255
    l[i] = (r + g + b) / 3
    p[i] = (r + g) / 2 - b
    q[i] = r - g
  }
  const channels = [transform(l, BRIGHTNESS), transform(p, COLOUR), transform(q, COLOUR)]
  const [bright, yellow, red] = channels.map(({ mean }) => mean) as [number, number, number]
  const [brightScale, yellowScale, redScale] = channels.map(({ scale }) => scale) as [number, number, number]
  const head =
    Math.round(63 * bright) |
    (Math.round(31.5 + 31.5 * yellow) << 6) |
    (Math.round(31.5 + 31.5 * red) << 12) |
    (Math.round(31 * brightScale) << 18)
  const scales = BRIGHTNESS | (Math.round(63 * yellowScale) << 3) | (Math.round(63 * redScale) << 9)
  const waves = channels.flatMap((channel) => channel.waves)
  const hash = new Uint8Array(5 + Math.ceil(waves.length / 2))
  hash.set([head & 255, (head >> 8) & 255, head >> 16, scales & 255, scales >> 8])
  for (const [i, wave] of waves.entries()) hash[5 + (i >> 1)]! |= Math.round(15 * wave) << ((i & 1) << 2)
  return hash
}

/** The lowest frequencies of a channel: the mean, and the others by rows, scaled to 0..1 around the middle. */
function transform(channel: Float64Array, count: number) {
  const across = new Float64Array(count * CELLS)
  for (let y = 0; y < CELLS; y++) {
    for (let cx = 0; cx < count; cx++) {
      let sum = 0
      for (let x = 0; x < CELLS; x++) sum += channel[y * CELLS + x]! * COSINES[cx * CELLS + x]!
      across[cx * CELLS + y] = sum
    }
  }
  const found: number[] = []
  for (let cy = 0; cy < count; cy++) {
    for (let cx = 0; cx < count - cy; cx++) {
      let sum = 0
      for (let y = 0; y < CELLS; y++) sum += across[cx * CELLS + y]! * COSINES[cy * CELLS + y]!
      found.push(sum / (CELLS * CELLS))
    }
  }
  const [mean, ...waves] = found as [number, ...number[]]
  const scale = Math.max(...waves.map(Math.abs))
  // Of one colour all over: what is left are errors of rounding.
  if (scale < 1e-9) return { mean, scale: 0, waves: waves.map(() => 0) }
  return { mean, scale, waves: waves.map((wave) => 0.5 + (0.5 / scale) * wave) }
}

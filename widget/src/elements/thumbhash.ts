export type Rgb = [red: number, green: number, blue: number]

/** One term of a cosine transform. */
type Term = [cx: number, cy: number, value: number]

/**
 * Reads a ThumbHash (Evan Wallace, MIT): answers its colour at any place, 0 to 1 across and down. Of our own because the package's decoder makes pixels, and weighs half as much again, mostly for transparency,
 * which a picture that is about to be covered does not need.
 */
export function decodeThumbHash(hash: Uint8Array): (x: number, y: number) => Rgb {
  if (hash.length < 5) throw new Error('A ThumbHash has five bytes at least.')
  const header = hash[0]! | (hash[1]! << 8) | (hash[2]! << 16)
  const scales = hash[3]! | (hash[4]! << 8)
  const hasAlpha = header >> 23
  const long = hasAlpha ? 5 : 7
  const short = scales & 7
  const [nx, ny] = scales >> 15 ? [long, short] : [short, long]
  let nibble = hasAlpha ? 12 : 10
  const channel = (across: number, down: number, mean: number, scale: number): Term[] => {
    const terms: Term[] = [[0, 0, mean]]
    for (let cy = 0; cy < down; cy++)
      for (let cx = cy ? 0 : 1; cx * down < across * (down - cy); cx++, nibble++)
        terms.push([cx, cy, (((hash[nibble >> 1]! >> ((nibble & 1) << 2)) & 15) / 7.5 - 1) * scale * 2])
    return terms
  }
  const light = channel(Math.max(3, nx), Math.max(3, ny), (header & 63) / 63, ((header >> 18) & 31) / 31)
  // A quarter more colour makes up for what rounding took.
  const yellow = channel(3, 3, ((header >> 6) & 63) / 31.5 - 1, (((scales >> 3) & 63) / 63) * 1.25)
  const red = channel(3, 3, ((header >> 12) & 63) / 31.5 - 1, (((scales >> 9) & 63) / 63) * 1.25)

  return (x, y) => {
    const at = (terms: Term[]) =>
      terms.reduce(
        (sum, [cx, cy, value]) => sum + value * Math.cos(x * cx * Math.PI) * Math.cos(y * cy * Math.PI),
        0,
      )
    const [l, p, q] = [at(light), at(yellow), at(red)]
    const b = l - (2 / 3) * p
    const r = (3 * l - b + q) / 2
    return [r, r - q, b].map((value) => Math.min(1, Math.max(0, value)) * 255) as Rgb
  }
}

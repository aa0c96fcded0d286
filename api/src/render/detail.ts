// How closely to look at each texel of a logo, a byte each. Bit r, for r under KNOWN: within r texels to any side colour
// is not so nearly a plane that one sample in the middle would be the average of them.

/** Distances that are told of. */
const KNOWN = 4
/** The texel is transparent: where it is calm as well, so is all around it. */
export const CLEAR = 1 << KNOWN
/** The texel, the next, and the two below them are of one colour, and all between is. */
export const EVEN = CLEAR << 1

/** The bit that speaks of a footprint of `reach` texels from its middle to its end. */
export function busyBit(reach: number): number {
  // The middle lies up to half a texel off the texel's own; a quarter is for safety.
  return 1 << (reach + 0.75)
}

/** Beyond this there is no bit. */
export const MOST_REACH = KNOWN - 0.76

// In levels of 8-bit colour at full opacity: rounding alone bends a slope by up to two.
const CALM_BEND = 2 * 255
const CALM_SLOPE = 12 * 255

/** A texel is as the one below it. Of use only while details are found. */
const AS_BELOW = EVEN << 1

/**
 * @param texels one number each, their alpha, or four; `width` of them in each row, a multiple of four; around the logo there is a margin
 *   of one transparent texel or more.
 */
export function findDetail(texels: Uint16Array, numbers: 1 | 4, width: number, height: number): Uint8Array {
  const detail = new Uint8Array(width * height)
  const near = new Uint8Array(width * height)
  // A call a row, which compilers like better than loops within loops.
  if (numbers === 1) for (let y = 0; y < height - 1; y++) markInkRow(texels, detail, y, width)
  else {
    // Two words a texel: most have neighbours of just their colour.
    const words = new Uint32Array(texels.buffer, texels.byteOffset, texels.length / 2)
    for (let y = 0; y < height - 1; y++) markRow(texels, words, detail, y, width)
  }
  for (let i = detail.length - width; i < detail.length; i++) detail[i] = CLEAR
  for (let y = 0; y < height; y++) nearInRow(detail, near, y * width, width)
  // Four texels a word.
  const [from, to] = [new Uint32Array(near.buffer), new Uint32Array(detail.buffer)]
  for (let y = 0; y < height; y++) nearInColumns(from, to, y, width / 4, height)
  return detail
}

function markRow(texels: Uint16Array, words: Uint32Array, marks: Uint8Array, y: number, width: number): void {
  const row = 2 * width
  let i = y * width
  let first = words[2 * i]!
  let second = words[2 * i + 1]!
  // The margin is as the margin.
  let left = true
  let below = true
  for (const last = i + width - 1; i < last; i++) {
    const w = 2 * i + 2
    const nextFirst = words[w]!
    const nextSecond = words[w + 1]!
    const nextBelow = nextFirst === words[w + row] && nextSecond === words[w + row + 1]
    const right = first === nextFirst && second === nextSecond
    let mark = second >>> 16 === 0 ? CLEAR : 0
    if (below) mark |= AS_BELOW
    if (right && below && nextBelow) mark |= EVEN
    if (!(left && right) && bends(texels, i * 4, 4)) mark |= 1
    else if (y > 0 && !(below && (marks[i - width]! & AS_BELOW) !== 0) && bends(texels, i * 4, width * 4))
      mark |= 1
    marks[i] = mark
    first = nextFirst
    second = nextSecond
    left = right
    below = nextBelow
  }
  marks[i] = CLEAR | AS_BELOW
}

// `markRow` of alpha alone.
function markInkRow(texels: Uint16Array, marks: Uint8Array, y: number, width: number): void {
  let i = y * width
  const above = y > 0 ? width : 0
  let before = 0
  let here = texels[i]!
  for (const last = i + width - 1; i < last; i++) {
    const next = texels[i + 1]!
    const below = texels[i + width]!
    let mark = here === 0 ? CLEAR : 0
    if (here === next && here === below && here === texels[i + width + 1]!) mark |= EVEN
    if (bend(before, here, next) || (above > 0 && bend(texels[i - above]!, here, below))) mark |= 1
    marks[i] = mark
    before = here
    here = next
  }
  marks[i] = CLEAR
}

function bend(before: number, here: number, after: number): boolean {
  const curve = before + after - 2 * here
  const slope = after - before
  return curve > CALM_BEND || curve < -CALM_BEND || slope > CALM_SLOPE || slope < -CALM_SLOPE
}

// On a plane of colour the sample in the middle is the average: it is bends that need more samples.
function bends(t: Uint16Array, i: number, step: number): boolean {
  for (let c = i; c < i + 4; c++) {
    const before = t[c - step]!
    const after = t[c + step]!
    if (Math.abs(before + after - 2 * t[c]!) > CALM_BEND || Math.abs(after - before) > CALM_SLOPE) return true
  }
  return false
}

/** By which of the seven texels around and with the middle one are marked: the bits of the middle one. */
const NEAR = Uint8Array.from({ length: 128 }, (_, marks) => {
  let bits = 0
  for (let r = 0; r < KNOWN; r++) if (marks & (((1 << (2 * r + 1)) - 1) << (3 - r))) bits |= 1 << r
  return bits
})

function nearInRow(marks: Uint8Array, near: Uint8Array, start: number, width: number): void {
  const end = start + width
  let seen = 0
  for (let i = start; i < start + 3; i++) seen = (seen << 1) | (marks[i]! & 1)
  for (let i = start; i < end - 3; i++) {
    seen = ((seen << 1) & 127) | (marks[i + 3]! & 1)
    near[i] = NEAR[seen]!
  }
  for (let i = end - 3; i < end; i++) {
    seen = (seen << 1) & 127
    near[i] = NEAR[seen]!
  }
}

const AT_LEAST = [0x0f0f0f0f, 0x0e0e0e0e, 0x0c0c0c0c, 0x08080808] as const

function nearInColumns(from: Uint32Array, to: Uint32Array, y: number, width: number, height: number): void {
  // Beyond the ends there is nothing: the row itself says nothing new.
  const row = (dy: number) => (y + dy >= 0 && y + dy < height ? dy * width : 0)
  const [a, b, c, d, e, f] = [row(-3), row(-2), row(-1), row(1), row(2), row(3)]
  const [all, one, two, three] = AT_LEAST
  for (let i = y * width; i < (y + 1) * width; i++)
    to[i]! |=
      (from[i]! & all) |
      ((from[i + c]! | from[i + d]!) & one) |
      ((from[i + b]! | from[i + e]!) & two) |
      ((from[i + a]! | from[i + f]!) & three)
}

export interface Picture {
  data: Uint8Array
  width: number
  height: number
  channels: number
}

export interface Box {
  left: number
  top: number
  width: number
  height: number
}

/** Rec. 601 luma of a part of a picture, 0 to 255. */
export function luma({ data, width, channels }: Picture, box: Box): Float64Array {
  const out = new Float64Array(box.width * box.height)
  for (let y = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++) {
      const at = ((box.top + y) * width + box.left + x) * channels
      out[y * box.width + x] = 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!
    }
  }
  return out
}

/**
 * Mean structural similarity of two pictures within a box: luma, Gaussian window of 11 x 11 with sigma 1.5,
 * K1 0.01, K2 0.03 (Wang, Bovik, Sheikh, Simoncelli 2004), valid windows only where the box has room.
 */
export function ssim(a: Picture, b: Picture, box: Box): number {
  const [x, y] = [luma(a, box), luma(b, box)]
  const mul = (p: Float64Array, q: Float64Array) => p.map((v, i) => v * q[i]!)
  const [mx, my] = [blur(x, box), blur(y, box)]
  const [xx, yy, xy] = [blur(mul(x, x), box), blur(mul(y, y), box), blur(mul(x, y), box)]
  const [c1, c2] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2]
  let sum = 0
  for (let i = 0; i < x.length; i++) {
    const [vx, vy, cov] = [xx[i]! - mx[i]! ** 2, yy[i]! - my[i]! ** 2, xy[i]! - mx[i]! * my[i]!]
    sum += ((2 * mx[i]! * my[i]! + c1) * (2 * cov + c2)) / ((mx[i]! ** 2 + my[i]! ** 2 + c1) * (vx + vy + c2))
  }
  return sum / x.length
}

const KERNEL = Array.from({ length: 11 }, (_, i) => Math.exp(-((i - 5) ** 2) / (2 * 1.5 ** 2)))

/** Gaussian of sigma 1.5. Weights falling outside the box are left out and the rest scaled up. */
export function blur(values: Float64Array, { width, height }: Box): Float64Array {
  return pass(pass(values, width, height, 1, width), height, width, width, 1)
}

function pass(from: Float64Array, length: number, lines: number, step: number, gap: number): Float64Array {
  const out = new Float64Array(from.length)
  for (let line = 0; line < lines; line++) {
    for (let k = 0; k < length; k++) {
      let sum = 0
      let weights = 0
      for (let t = Math.max(-5, -k); t <= Math.min(5, length - 1 - k); t++) {
        sum += from[line * gap + (k + t) * step]! * KERNEL[t + 5]!
        weights += KERNEL[t + 5]!
      }
      out[line * gap + k * step] = sum / weights
    }
  }
  return out
}

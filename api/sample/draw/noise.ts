/** Seeded, tileable noise: the only source of randomness of the pictures, so that a redraw gives the same file. */

export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export function hash(x: number, y: number, seed: number): number {
  let h = Math.imul(x | 0, 374761393) ^ Math.imul(y | 0, 668265263) ^ Math.imul(seed | 0, 2246822519)
  h = Math.imul(h ^ (h >>> 13), 1274126177)
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296
}

const wrap = (i: number, period: number) => ((i % period) + period) % period
const ease = (t: number) => t * t * t * (t * (t * 6 - 15) + 10)

/** Value noise in -1..1 that repeats after `period` units. */
export function noise(x: number, y: number, period = 4096, seed = 1): number {
  const xi = Math.floor(x)
  const yi = Math.floor(y)
  const u = ease(x - xi)
  const v = ease(y - yi)
  const x0 = wrap(xi, period)
  const x1 = wrap(xi + 1, period)
  const y0 = wrap(yi, period)
  const y1 = wrap(yi + 1, period)
  const top = hash(x0, y0, seed) * (1 - u) + hash(x1, y0, seed) * u
  const low = hash(x0, y1, seed) * (1 - u) + hash(x1, y1, seed) * u
  return (top * (1 - v) + low * v) * 2 - 1
}

export function fbm(x: number, y: number, octaves: number, period = 4096, seed = 1): number {
  let sum = 0
  let gain = 0.5
  for (let i = 0; i < octaves; i++) {
    const f = 2 ** i
    sum += gain * noise(x * f, y * f, period * f, seed + i)
    gain /= 2
  }
  return sum
}

/** Distances to the nearest and second nearest of one random point per cell: pebbles, leather, bubbles. */
export function cells(x: number, y: number, period: number, seed: number): [number, number] {
  const xi = Math.floor(x)
  const yi = Math.floor(y)
  let near = 9
  let next = 9
  for (let j = -1; j <= 1; j++) {
    for (let i = -1; i <= 1; i++) {
      const cx = wrap(xi + i, period)
      const cy = wrap(yi + j, period)
      const d = Math.hypot(xi + i + hash(cx, cy, seed) - x, yi + j + hash(cx, cy, seed + 7) - y)
      if (d < near) [near, next] = [d, near]
      else if (d < next) next = d
    }
  }
  return [near, next]
}

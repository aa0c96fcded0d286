import { solve } from './reference.ts'
import { type Box, blur } from './ssim.ts'

/**
 * How far one print lies from another of the same thing, in pixels across and down: the displacement that explains
 * best, over the whole box, where the two differ (Lucas and Kanade 1981, one step, on smoothed pictures). That one is
 * paler or softer all over than the other is set apart and is no displacement.
 */
export function shiftOf(a: Float64Array, b: Float64Array, box: Box): [number, number] {
  const { width, height } = box
  const [p, q] = [blur(a, box), blur(b, box)]
  const mean = p.map((value, i) => (value + q[i]!) / 2)
  // Normal equations of q - p = -dx gx - dy gy + paler mean + softer curvature.
  const sums = Array.from({ length: 4 }, () => new Float64Array(5))
  const terms = new Float64Array(5)
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x
      const [left, right, above, below] = [mean[i - 1]!, mean[i + 1]!, mean[i - width]!, mean[i + width]!]
      terms[0] = (left - right) / 2
      terms[1] = (above - below) / 2
      terms[2] = mean[i]!
      terms[3] = left + right + above + below - 4 * mean[i]!
      terms[4] = q[i]! - p[i]!
      for (let r = 0; r < 4; r++) for (let c = 0; c < 5; c++) sums[r]![c]! += terms[r]! * terms[c]!
    }
  }
  const [dx, dy] = solve(sums.map((row) => [...row]))
  return [dx!, dy!]
}

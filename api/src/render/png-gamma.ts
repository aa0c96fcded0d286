const SRGB_GAMMA = 1 / 2.2

/**
 * The file gamma of a PNG whose colours are told by a gAMA chunk alone (no iCCP, sRGB or cICP, which
 * outrank it), when it differs from sRGB's; else null. PNG specification, third edition, 12.1.
 */
export function pngGamma(bytes: Uint8Array): number | null {
  if (bytes[0] !== 0x89 || bytes[1] !== 0x50) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let gamma: number | null = null
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at)
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (type === 'iCCP' || type === 'sRGB' || type === 'cICP') return null
    if (type === 'gAMA' && length === 4) gamma = view.getUint32(at + 8) / 100000
    if (type === 'IDAT' || type === 'IEND') break
    at += 12 + length
  }
  if (gamma === null || gamma < 0.05 || gamma > 5) return null
  return Math.abs(gamma / SRGB_GAMMA - 1) < 0.05 ? null : gamma
}

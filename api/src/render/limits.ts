/** What one picture may cost us. The door enforces bytes while streaming; these are the last line behind it. */
export const LIMITS = {
  bytes: 32 * 1024 * 1024,
  pixels: 50_000_000,
  sidePx: 10_000,
  frames: 500,
  svgBytes: 2 * 1024 * 1024,
  svgElements: 20_000,
  svgDepth: 64,
  /** Long side a logo is kept at: two texels a pixel for a logo over four fifths of the 1000 px master. */
  logoSidePx: 1600,
} as const

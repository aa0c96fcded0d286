import sharp from 'sharp'

/** A plain product photo: an object in one colour on a light ground. */
export async function photoJpeg(options: { size?: number; color?: string } = {}): Promise<Buffer> {
  const { size = 600, color = '#d9d4cc' } = options
  const side = Math.round(size * 0.6)
  const object = { create: { width: side, height: side, channels: 3, background: color } } as const
  return sharp({ create: { width: size, height: size, channels: 3, background: '#f6f4f1' } })
    .composite([{ input: object }])
    .jpeg()
    .toBuffer()
}

/** A wide logo with a hole, in one colour. */
export function logoSvg(color = '#c8102e'): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><path fill="${color}" fill-rule="evenodd" d="M0 0h300v100H0zM30 30v40h240V30z"/></svg>`,
  )
}

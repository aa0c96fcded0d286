import type { PreparedLogo } from '../../ports/logo-preparer.ts'

// Four bytes of length, that much JSON, then the files it counts, one after the other.

const VARIANTS = ['color', 'light', 'dark', 'original'] as const

export function packLogo({ variants, smaller, ...facts }: PreparedLogo): Buffer {
  const files = [...VARIANTS.map((name) => variants[name]), ...smaller.map(({ bytes }) => bytes)]
  const head = Buffer.from(
    JSON.stringify({
      facts,
      sizes: smaller.map(({ width, height }) => ({ width, height })),
      lengths: files.map((file) => file.byteLength),
    }),
  )
  const length = Buffer.alloc(4)
  length.writeUInt32BE(head.byteLength)
  return Buffer.concat([length, head, ...files])
}

/** @throws where the frame is not whole */
export function unpackLogo(frame: Buffer): PreparedLogo {
  let at = 4 + frame.readUInt32BE()
  const { facts, sizes, lengths } = JSON.parse(frame.toString('utf8', 4, at)) as Head
  const next = (length: number) => {
    at += length
    return frame.subarray(at - length, at)
  }
  const [color, light, dark, original, ...rest] = lengths.map(next)
  if (at !== frame.byteLength) throw new Error(`a frame of ${frame.byteLength} bytes, not of ${at}`)
  return {
    ...facts,
    variants: { color: color!, light: light!, dark: dark!, original: original! },
    smaller: sizes.map((size, i) => ({ ...size, bytes: rest[i]! })),
  }
}

interface Head {
  facts: Omit<PreparedLogo, 'variants' | 'smaller'>
  sizes: { width: number; height: number }[]
  lengths: number[]
}

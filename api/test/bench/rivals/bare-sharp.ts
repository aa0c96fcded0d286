import { readFile } from 'node:fs/promises'
import { sharp } from '../../../src/render/libvips.ts'
import { type Contender, WIDTHS } from './task.ts'

/** The least that any engine on sharp must do: decode, fit, scale, encode. No logo at all. */
export function openBareSharp(): Contender {
  return {
    async draw({ photo, output: { format, quality, effort } }) {
      const bytes = await readFile(photo)
      const files: Uint8Array[] = []
      for (const width of WIDTHS) {
        const fitted = sharp(bytes).resize(width, width, { fit: 'contain', background: '#ffffff' })
        files.push(
          await (format === 'webp' ? fitted.webp({ quality, effort }) : fitted.jpeg({ quality })).toBuffer(),
        )
      }
      return files
    },
  }
}

import type { Handlers } from '../../contract/handlers.ts'
import type { Placements } from './placements.ts'

export function placementHandlers(
  placements: Placements,
): Pick<Handlers, 'validatePlacement' | 'createPreview'> {
  return {
    async validatePlacement({ body }, { principal }) {
      return { status: 200, body: await placements.validate(principal, body) }
    },
    async createPreview({ body }, { principal }) {
      const { file, legibility } = await placements.preview(principal, body)
      return {
        status: 200,
        body: file.bytes,
        headers: {
          'Content-Type': `image/${file.format}`,
          'Cache-Control': 'no-store',
          ...(legibility
            ? { 'Vitrine-Legibility': `${legibility.ratio}; ${legibility.verdict}; ${legibility.variant}` }
            : {}),
        },
      }
    },
  }
}

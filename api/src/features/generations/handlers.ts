import type { Handlers } from '../../contract/handlers.ts'
import type { Generations } from './generations.ts'
import { generationView } from './view.ts'

type Operations =
  | 'listGenerations'
  | 'createGeneration'
  | 'getGeneration'
  | 'cancelGeneration'
  | 'retryGeneration'

export function generationHandlers(generations: Generations): Pick<Handlers, Operations> {
  return {
    async listGenerations({ params, query: { limit = 20, cursor } }, { principal }) {
      const { data, nextCursor } = await generations.list(principal, params.tenantId, { limit, cursor })
      return { status: 200, body: { data: data.map(generationView), nextCursor } }
    },
    async createGeneration({ params }, { principal }) {
      return { status: 201, body: generationView(await generations.create(principal, params.tenantId)) }
    },
    async getGeneration({ params }, { principal }) {
      return { status: 200, body: generationView(await generations.get(principal, params.generationId)) }
    },
    async cancelGeneration({ params }, { principal }) {
      return { status: 200, body: generationView(await generations.cancel(principal, params.generationId)) }
    },
    async retryGeneration({ params }, { principal }) {
      return { status: 200, body: generationView(await generations.retry(principal, params.generationId)) }
    },
  }
}

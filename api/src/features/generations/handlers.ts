import { type Handlers, sealing } from '../../contract/handlers.ts'
import type { Generation, Generations } from './generations.ts'
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
    async createGeneration({ params }, context) {
      const answer = (generation: Generation) => ({ status: 201 as const, body: generationView(generation) })
      return answer(await generations.create(context.principal, params.tenantId, sealing(context, answer)))
    },
    async getGeneration({ params }, { principal }) {
      return { status: 200, body: generationView(await generations.get(principal, params.generationId)) }
    },
    async cancelGeneration({ params }, context) {
      const answer = (generation: Generation) => ({ status: 200 as const, body: generationView(generation) })
      return answer(
        await generations.cancel(context.principal, params.generationId, sealing(context, answer)),
      )
    },
    async retryGeneration({ params }, context) {
      const answer = (generation: Generation) => ({ status: 200 as const, body: generationView(generation) })
      return answer(await generations.retry(context.principal, params.generationId, sealing(context, answer)))
    },
  }
}

import { type Handlers, sealing } from '../../contract/handlers.ts'
import type { Changes } from '../../data/changes.ts'
import { generationEvents } from './events.ts'
import type { Generation, Generations } from './generations.ts'
import type { Estimate, Estimates } from './outlook.ts'
import { generationView } from './view.ts'

type Operations =
  | 'listGenerations'
  | 'createGeneration'
  | 'getGeneration'
  | 'streamGenerationEvents'
  | 'cancelGeneration'
  | 'retryGeneration'

export function generationHandlers(
  generations: Generations,
  estimates: Estimates,
  changes: Changes,
): Pick<Handlers, Operations> {
  return {
    async listGenerations({ params, query: { limit = 20, cursor } }, { principal }) {
      const { data, nextCursor } = await generations.list(principal, params.tenantId, { limit, cursor })
      return { status: 200, body: { data: data.map(generationView), nextCursor } }
    },
    async createGeneration({ params, query }, context) {
      if (query.dryRun) {
        const answer = (body: Estimate) => ({ status: 200 as const, body })
        return answer(await estimates.of(context.principal, params.tenantId, sealing(context, answer)))
      }
      const answer = (generation: Generation) => ({ status: 201 as const, body: generationView(generation) })
      return answer(await generations.create(context.principal, params.tenantId, sealing(context, answer)))
    },
    async getGeneration({ params }, { principal }) {
      return { status: 200, body: generationView(await generations.get(principal, params.generationId)) }
    },
    async streamGenerationEvents({ params, headers }, { principal, signal }) {
      const read = () => generations.get(principal, params.generationId)
      const ticks = changes.of(params.generationId, signal)
      const body = await generationEvents(read, ticks, headers['last-event-id'])
      return body ? { status: 200, body } : { status: 204 }
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

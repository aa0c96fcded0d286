import { type Handlers, sealing } from '../../contract/handlers.ts'
import type { Trx } from '../../data/knex.ts'
import type { IssuedKey, Keys } from './keys.ts'
import { keyView } from './view.ts'

type Operations = 'listApiKeys' | 'createApiKey' | 'getApiKey' | 'revokeApiKey' | 'rollApiKey'

export function keyHandlers(
  keys: Keys,
  tenantExists: (trx: Trx, id: string) => Promise<boolean>,
): Pick<Handlers, Operations> {
  return {
    async listApiKeys({ query }, { principal }) {
      const { data, nextCursor } = await keys.list(principal, {
        limit: query.limit ?? 20,
        cursor: query.cursor,
      })
      return { status: 200, body: { data: data.map(keyView), nextCursor } }
    },
    async createApiKey({ body }, context) {
      const answer = (issued: IssuedKey) => ({ status: 201 as const, ...shownOnce(issued) })
      return answer(await keys.create(context.principal, body, tenantExists, sealing(context, answer)))
    },
    async getApiKey({ params }, { principal }) {
      return { status: 200, body: keyView(await keys.get(principal, params.keyId)) }
    },
    async rollApiKey({ params, body }, context) {
      const answer = (issued: IssuedKey) => ({ status: 200 as const, ...shownOnce(issued) })
      const { overlapHours = 24 } = body
      return answer(await keys.roll(context.principal, params.keyId, overlapHours, sealing(context, answer)))
    },
    async revokeApiKey({ params }, { principal }) {
      await keys.revoke(principal, params.keyId)
      return { status: 204 }
    },
  }
}

function shownOnce({ row, secret }: IssuedKey) {
  return { body: { ...keyView(row), secret }, headers: { 'Cache-Control': 'no-store' } }
}

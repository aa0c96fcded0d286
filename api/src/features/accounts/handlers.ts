import type { Handlers } from '../../contract/handlers.ts'
import type { Accounts } from './accounts.ts'

export function accountHandlers(accounts: Accounts): Pick<Handlers, 'getAccount'> {
  return {
    async getAccount(_request, { principal }) {
      const { id, name, currency, createdAt } = await accounts.get(principal.accountId)
      return { status: 200, body: { id, name, currency, createdAt: createdAt.toISOString() } }
    },
  }
}

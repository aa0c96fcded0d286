import type { Send } from '../request.ts'
import type { Account, CallOptions } from '../types.ts'

export const accountResource = (send: Send) => ({
  /** The account of the key: its name and its currency (ISO 4217). */
  get: (options?: CallOptions): Promise<Account> => send({ method: 'GET', path: ['account'], options }),
})

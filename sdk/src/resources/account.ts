import type { Reply } from '../reply.ts'
import type { Send } from '../request.ts'
import type { Account, CallOptions } from '../types.ts'

export const accountResource = (send: Send) => ({
  /** The account of the key: its name and its currency (ISO 4217). */
  get: (options?: CallOptions): Reply<Account> => send({ method: 'GET', path: ['account'], options }),
})

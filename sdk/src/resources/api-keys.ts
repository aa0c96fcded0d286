import { type List, listOf } from '../page.ts'
import type { Reply } from '../reply.ts'
import type { Send } from '../request.ts'
import type { ApiKey, ApiKeyCreate, ApiKeyRoll, ApiKeyWithSecret, CallOptions, Query } from '../types.ts'

/** All need the scope `keys:write`. */
export const apiKeysResource = (send: Send) => ({
  /**
   * Makes a key. Its `secret` is in this answer and never again. A publishable key needs `allowedOrigins`; a secret key
   * gets no scope that the key creating it lacks.
   */
  create: (input: ApiKeyCreate, options?: CallOptions): Reply<ApiKeyWithSecret> =>
    send({ method: 'POST', path: ['api-keys'], body: input, options }),

  /** The keys, newest first, without their secrets. */
  list: (query: Query<'listApiKeys'> = {}, options?: CallOptions): List<ApiKey> =>
    listOf(query, (query) => send({ method: 'GET', path: ['api-keys'], query, options })),

  /** One key, without its secret. `lastUsedAt` is precise to a minute. */
  get: (keyId: string, options?: CallOptions): Reply<ApiKey> =>
    send({ method: 'GET', path: ['api-keys', keyId], options }),

  /**
   * Gives a key a new `secret`, which is in this answer and never again. The one before works on for `overlapHours`
   * (24 where not given, at most 168): time to bring the new one to where it is used.
   *
   * @throws {ConflictError} where the key has expired.
   */
  roll: (keyId: string, input: ApiKeyRoll, options?: CallOptions): Reply<ApiKeyWithSecret> =>
    send({ method: 'POST', path: ['api-keys', keyId, 'roll'], body: input, options }),

  /** Ends a key: every request with it answers 401 from now on. This cannot be undone. */
  revoke: (keyId: string, options?: CallOptions): Reply<void> =>
    send({ method: 'DELETE', path: ['api-keys', keyId], options }),
})

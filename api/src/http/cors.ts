import type { Request, RequestHandler, Response } from 'express'
import { matchOperation } from '../contract/operations.ts'

/**
 * Portal operations answer other origins; nothing else does. The preflight carries no key, so it is answered for
 * any origin, and says only what could be asked; the answer itself echoes the origin after the key has allowed it.
 */
export function cors(): RequestHandler {
  return (req, res, next) => {
    const origin = req.get('origin')
    const asked = req.get('access-control-request-method')
    if (req.method !== 'OPTIONS' || !origin || !asked) return next()
    const match = matchOperation(asked.toUpperCase(), req.path)
    if (match.kind !== 'operation' || !match.operation.schemes.includes('publishableKey')) return next()
    res.setHeader('Access-Control-Allow-Origin', origin)
    res.setHeader('Access-Control-Allow-Methods', match.operation.method)
    res.setHeader(
      'Access-Control-Allow-Headers',
      'X-Publishable-Key, Authorization, Idempotency-Key, If-None-Match, Last-Event-ID, Content-Type, X-Request-Id',
    )
    res.setHeader('Access-Control-Max-Age', '86400')
    res.setHeader('Vary', 'Origin, Access-Control-Request-Method')
    res.status(204).end()
  }
}

/** Once the key has allowed the origin, also of what is refused after that; to any other page an answer is unreadable. */
export function exposeToOrigin(req: Request, res: Response): void {
  const origin = req.get('origin')
  res.vary('Origin, X-Publishable-Key, Authorization')
  if (!origin) return
  res.setHeader('Access-Control-Allow-Origin', origin)
  res.setHeader(
    'Access-Control-Expose-Headers',
    'ETag, Idempotent-Replayed, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id',
  )
}

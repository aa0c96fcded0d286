import type { RequestHandler } from 'express'
import { matchOperation, type Operation } from '../contract/operations.ts'
import { ApiError, notFound } from '../errors.ts'

declare global {
  namespace Express {
    interface Locals {
      operation: Operation
      params: Record<string, string>
      /** Whether only the head of the answer is asked for. */
      head: boolean
    }
  }
}

/** Finds the operation, once; everything after decides by it. */
export function findOperation(): RequestHandler {
  return (req, res, next) => {
    let match: ReturnType<typeof matchOperation>
    try {
      match = matchOperation(req.method, req.path)
    } catch {
      throw new ApiError('invalid_request', 'The address holds a malformed percent-encoding.')
    }
    if (match.kind === 'none') throw notFound('address')
    if (match.kind === 'method') {
      const allow = match.allowed.includes('GET') ? ['HEAD', ...match.allowed] : match.allowed
      throw new ApiError('method_not_allowed', `This address takes ${match.allowed.join(', ')}.`, {
        headers: { Allow: allow.join(', ') },
      })
    }
    // Segments such as %00 never name anything, and must not reach a query.
    if (Object.values(match.params).some((value) => value.includes('\0') || !value.isWellFormed()))
      throw notFound('address')
    // A HEAD is its GET in all but the body, which Node leaves out by the method the request came with.
    res.locals.head = req.method === 'HEAD'
    if (res.locals.head) req.method = 'GET'
    res.locals.operation = match.operation
    res.locals.params = match.params
    next()
  }
}

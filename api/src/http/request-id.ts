import { randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'
import type { Log } from '../log.ts'
import { readTraceparent, traceIdOf } from '../trace.ts'

declare global {
  namespace Express {
    interface Locals {
      requestId: string
      /** W3C Trace Context of the caller's, where there is one. */
      traceparent: string | undefined
      log: Log
    }
  }
}

const VALID = /^[A-Za-z0-9._:-]{1,128}$/

/** Takes a valid `X-Request-Id` or makes one, answers it, and logs one line when the response has gone. */
export function requestId(log: Log): RequestHandler {
  return (req, res, next) => {
    const given = req.get('x-request-id')
    res.locals.requestId = given && VALID.test(given) ? given : `req_${randomUUID().replaceAll('-', '')}`
    const traceparent = readTraceparent(req.get('traceparent'))
    res.locals.traceparent = traceparent
    const trace = traceparent && { traceId: traceIdOf(traceparent) }
    res.locals.log = log.child({ requestId: res.locals.requestId, ...trace })
    res.setHeader('X-Request-Id', res.locals.requestId)
    const startedAt = performance.now()
    res.on('close', () => {
      const operation = res.locals.operation?.id
      // The operation, not the address: an address may hold what a visitor typed.
      res.locals.log[operation === 'getHealth' || operation === 'getFile' ? 'debug' : 'info'](
        {
          operation: operation ?? null,
          method: req.method,
          status: res.statusCode,
          ms: Math.round(performance.now() - startedAt),
          ...(res.writableFinished ? {} : { aborted: true }),
        },
        'request',
      )
    })
    next()
  }
}

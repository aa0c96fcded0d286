import express, { type Express } from 'express'
import type { Handlers } from '../contract/handlers.ts'
import type { Database } from '../data/database.ts'
import type { Log } from '../log.ts'
import type { Authenticator } from '../ports/identity.ts'
import { audit, auditRefusals } from './audit.ts'
import { authenticate, authorize } from './authenticate.ts'
import { readBody } from './body.ts'
import { cors } from './cors.ts'
import type { EventStreams } from './event-stream.ts'
import { createIdempotency } from './idempotency.ts'
import { findOperation } from './match.ts'
import { guardMetrics, type Metrics } from './metrics.ts'
import { answerProblem } from './problem.ts'
import { type RateLimitOptions, rateLimit } from './rate-limit.ts'
import { requestId } from './request-id.ts'
import { route } from './router.ts'
import { validate } from './validate.ts'

export interface AppOptions {
  handlers: Handlers
  /** One for each security scheme of the contract. */
  authenticators: Record<string, Authenticator>
  /** Where answers to calls with an `Idempotency-Key` are kept. */
  db: Database
  streams: EventStreams
  rateLimits: RateLimitOptions
  /** How many proxies stand in front. */
  trustProxy: number
  log: Log
  metrics: Metrics
  metricsToken: string | undefined
  /** Checks our own answers against the contract as well; for tests. */
  validateResponses?: boolean
}

/** The HTTP side, in the order in which a request meets it. */
export function createApp(options: AppOptions): Express {
  // First of all, since a gap stops the start.
  const answer = route(
    options.handlers,
    createIdempotency(options.db),
    options.streams,
    options.validateResponses,
  )
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  // Addresses mean one thing only: what the contract spells.
  app.enable('case sensitive routing')
  app.enable('strict routing')
  app.set('query parser', 'simple')
  // A count, never `true`, with which a client says itself who it is.
  app.set('trust proxy', options.trustProxy)

  app.use(options.metrics.observe)
  app.use(requestId(options.log))
  app.use((_req, res, next) => {
    res.setHeader('X-Content-Type-Options', 'nosniff')
    res.setHeader('Referrer-Policy', 'strict-origin-when-cross-origin')
    next()
  })
  app.use(cors())
  app.use(findOperation())
  app.use(guardMetrics(options.metricsToken))
  app.use(authenticate(options.authenticators))
  app.use(rateLimit(options.rateLimits))
  app.use(audit())
  app.use(authorize())
  app.use(readBody())
  app.use(validate(options.validateResponses ?? false))
  app.use(answer)
  app.use(auditRefusals(options.db))
  app.use(answerProblem)
  return app
}

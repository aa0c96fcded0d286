import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type ErrorRequestHandler, type Express } from 'express'
import type { Config } from '../config.ts'
import { answerProblem } from '../http/problem.ts'
import { requestId } from '../http/request-id.ts'
import type { Log } from '../log.ts'
import type { CallerCheck } from '../ports/caller.ts'
import type { PushedQueue, Receipt } from '../ports/task-queue.ts'

/** What the service that delivers makes of it: 2xx ends the task, 429 and 503 bring it again later. */
const STATUS: Record<Receipt, number> = { done: 200, busy: 429, failed: 503 }
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export interface Door {
  port: number
  /** Refuses new tasks at once, and closes when those that run have been answered. */
  stop(timeoutMs: number): Promise<void>
}

interface DoorParts {
  queue: PushedQueue
  allow: CallerCheck
  /** Each throws where its part is away. */
  checks: Record<string, () => Promise<void>>
  log: Log
}

/** The one way into a worker that is called for its tasks, and what its platform asks to know how it is. */
export async function startDoor(parts: DoorParts & { config: Pick<Config, 'host' | 'port'> }): Promise<Door> {
  const { config, log } = parts
  let stopping = false
  const app = createDoor(parts, () => stopping)
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 15_000 }, app)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(config.port, config.host, resolve)
  })
  const { port } = server.address() as AddressInfo
  log.info({ port }, 'open for tasks')
  return {
    port,
    async stop(timeoutMs) {
      stopping = true
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      const timer = setTimeout(() => server.closeAllConnections(), timeoutMs)
      await closed
      clearTimeout(timer)
    },
  }
}

function createDoor({ queue, allow, checks, log }: DoorParts, stopping: () => boolean): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.enable('case sensitive routing')
  app.enable('strict routing')
  app.use(requestId(log))

  app.get('/healthz', (_req, res) => void res.json({ status: 'ok' }))
  app.get('/readyz', async (_req, res) => {
    const results: Record<string, string> = stopping() ? { process: 'stopping' } : {}
    for (const [name, check] of Object.entries(checks))
      results[name] = await check().then(
        () => 'ok',
        () => 'unavailable',
      )
    const ready = Object.values(results).every((result) => result === 'ok')
    res.set('Cache-Control', 'no-store').status(ready ? 200 : 503)
    res.json({ status: ready ? 'ready' : 'unavailable', checks: results })
  })
  app.post(
    '/tasks/:name',
    // Before the body is read: whoever may not come in sends nothing in either.
    (req, res, next) =>
      void allow(req.get('authorization')).then(
        () => next(),
        (error) => {
          // Whoever calls hears one answer for all; what whoever deployed the worker can mend is told to them.
          if (error?.status === 401 && error.cause)
            res.locals.log?.warn({ err: error.cause }, 'a task was refused')
          next(error)
        },
      ),
    express.json({ limit: 10_000, type: () => true }),
    async (req, res) => {
      const id: unknown = req.body?.id
      // None of ours, and none that another try would mend.
      if (typeof id !== 'string' || !UUID.test(id)) return void res.status(400).json({ status: 'invalid' })
      const receipt = await queue.receive(id, req.params.name)
      if (receipt !== 'done') res.set('Retry-After', '1')
      res.status(STATUS[receipt]).json({ status: receipt })
    },
  )
  app.use((_req, _res, next) => next({ status: 404 }))
  app.use(answerTransient, answerProblem)
  return app
}

/** A database that is away must not cost a task one of its tries for good: 503 is what brings it back. */
const answerTransient: ErrorRequestHandler = (error, _req, res, next) => {
  if (error?.status !== undefined || error?.type !== undefined || res.headersSent) return next(error)
  res.locals.log?.error({ err: error }, 'a task could not be taken')
  res.set('Retry-After', '2').status(503).json({ status: 'failed' })
}

import { createHash, timingSafeEqual } from 'node:crypto'
import type { RequestHandler } from 'express'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { notFound } from '../errors.ts'

export interface Metrics {
  /** Counts and times every request; the first of all handlers. */
  observe: RequestHandler
  /** All figures in Prometheus' text format. */
  read(): Promise<string>
}

/** From a portal read out of warm memory to a preview or a logo of ten megabytes. */
const BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/**
 * Figures of this one process. Labels are the contract's own words (operations, classes of status), so that neither
 * a caller nor a visitor can add to them, and nobody can be found in them.
 */
export function createMetrics(oldestTaskAgeMs: () => Promise<number | null>): Metrics {
  const register = new Registry()
  const registers = [register]
  collectDefaultMetrics({ register })
  const durations = new Histogram({
    name: 'vitrine_http_request_duration_seconds',
    help: 'Requests and how long they took, by operation and class of status.',
    labelNames: ['operation', 'status'],
    buckets: BUCKETS_SECONDS,
    registers,
  })
  const inFlight = new Gauge({
    name: 'vitrine_http_requests_in_flight',
    help: 'Requests that are being answered.',
    registers,
  })
  new Gauge({
    name: 'vitrine_queue_oldest_task_age_seconds',
    help: 'How long the task that has waited longest could have run already; 0 where none waits.',
    registers,
    async collect() {
      // Without a database there is no figure; the others are wanted all the more.
      const ageMs = await oldestTaskAgeMs().catch(() => Number.NaN)
      this.set((ageMs ?? 0) / 1000)
    },
  })

  return {
    observe(_req, res, next) {
      const stop = durations.startTimer()
      inFlight.inc()
      res.on('close', () => {
        inFlight.dec()
        const status = res.writableFinished ? `${Math.floor(res.statusCode / 100)}xx` : 'aborted'
        stop({ operation: res.locals.operation?.id ?? 'none', status })
      })
      next()
    },
    read: () => register.metrics(),
  }
}

/** What proxies add, each in its own dialect: the caller is somebody else than the connection says. */
const PROXY_HEADERS = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']
const LOOPBACK = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/
/** A page in a browser on this machine can be made to ask us (DNS rebinding), but under a name of its own. */
const LOCAL_HOST = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/

/** To all but the operator the figures do not exist. */
export function guardMetrics(token: string | undefined): RequestHandler {
  const expected = token === undefined ? undefined : sha256(`Bearer ${token}`)
  return (req, res, next) => {
    if (res.locals.operation.id !== 'getMetrics') return next()
    const given = sha256(req.headers.authorization ?? '')
    const local =
      LOOPBACK.test(req.socket.remoteAddress ?? '') &&
      LOCAL_HOST.test(req.headers.host ?? '') &&
      PROXY_HEADERS.every((name) => req.headers[name] === undefined)
    if (!local && !(expected && timingSafeEqual(given, expected))) throw notFound('address')
    next()
  }
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

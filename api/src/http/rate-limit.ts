import { createHmac } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { RequestHandler } from 'express'
import type { Config } from '../config.ts'
import type { Operation } from '../contract/operations.ts'
import type { Database } from '../data/database.ts'
import { countRequests, forgetRateWindows } from '../data/rate-windows.ts'
import { ApiError } from '../errors.ts'
import type { Log } from '../log.ts'
import { createLimiter, type Limiter, type Standing, WINDOW_SECONDS } from './limiter.ts'

type Limits = Config['rateLimits']
type Policy = keyof Limits

export interface RateLimitOptions {
  limiter: Limiter
  limits: Limits
  /** Of the installation: addresses are counted without being written down. */
  secret: string
}

/** The secret key's own count; a publishable key stands in every visitor's browser, so that each address has one. */
export function policyOf({ method, costly, schemes }: Operation): Policy {
  if (schemes.includes('publishableKey')) return method === 'GET' ? 'visits' : 'submissions'
  if (costly) return 'costly'
  return method === 'GET' ? 'reads' : 'writes'
}

/** Counts each request with a key, tells how its limit stands (draft-ietf-httpapi-ratelimit-headers), and holds it. */
export function rateLimit(options: RateLimitOptions): RequestHandler {
  return async (req, res, next) => {
    const { operation, principal } = res.locals
    if (!principal) return next()
    const policy = policyOf(operation)
    const quota = options.limits[policy]
    if (quota === 0) return next()
    const isPublic = policy === 'visits' || policy === 'submissions'
    const name = `${policy} ${principal.id}${isPublic ? ` ${hashed(options.secret, req.ip ?? '')}` : ''}`
    const taken = options.limiter.take(name, quota)
    const standing: Standing = taken instanceof Promise ? await taken : taken
    res.setHeader('RateLimit-Policy', `"${policy}";q=${quota};w=${WINDOW_SECONDS}`)
    res.setHeader('RateLimit', `"${policy}";r=${standing.remaining};t=${standing.resetSeconds}`)
    if (!standing.allowed)
      throw new ApiError(
        'rate_limited',
        `More than ${quota} ${policy} in ${WINDOW_SECONDS} seconds; wait ${standing.resetSeconds} s.`,
        { headers: { 'Retry-After': String(standing.resetSeconds) } },
      )
    next()
  }
}

/** Counts in the database, where all processes meet. */
export function sharedLimiter(db: Database, log: Log): Limiter {
  let forgottenAt = performance.now()
  return createLimiter({
    settle: (counts) =>
      db.forNobody(async (trx) => {
        const counted = await countRequests(trx, counts)
        if (performance.now() - forgottenAt > WINDOW_SECONDS * 1000) {
          forgottenAt = performance.now()
          await forgetRateWindows(trx)
        }
        return counted
      }),
    onError: (error) => log.warn({ err: error }, 'requests not counted'),
  })
}

/** One household or phone has a whole /64 of IPv6 to itself. */
function hashed(secret: string, ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  const network = isIPv6(ip) && !mapped ? networkOf(ip) : (mapped ?? ip)
  return createHmac('sha256', secret).update(`address ${network}`).digest('base64url').slice(0, 22)
}

function networkOf(ip: string): string {
  const [head = '', tail] = ip.split('%')[0]!.split('::')
  const left = head.split(':').filter(Boolean)
  const right = (tail ?? '').split(':').filter(Boolean)
  const zeros = tail === undefined ? [] : Array(Math.max(0, 8 - left.length - right.length)).fill('0')
  return [...left, ...zeros, ...right].slice(0, 4).join(':')
}

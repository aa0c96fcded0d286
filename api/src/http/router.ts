import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { RequestHandler, Response } from 'express'
import { etagOfBytes, matchesEtag } from '../contract/etag.ts'
import { type Context, type Handler, type Handlers, Prepared } from '../contract/handlers.ts'
import { OPERATIONS, type OperationId } from '../contract/operations.ts'
import type { Principal } from '../ports/identity.ts'
import { withTrace } from '../trace.ts'
import { asDeed, naming } from './audit.ts'
import type { EventStreams, StreamEvent } from './event-stream.ts'
import { type AnyAnswer, type createIdempotency, hashRequest } from './idempotency.ts'

const NEVER = new AbortController()

/**
 * Binds each operation to its handler by `operationId`; a gap stops the start (and does not compile). `checked` says
 * that the validator looks at answers as well.
 */
export function route(
  handlers: Handlers,
  once: ReturnType<typeof createIdempotency>,
  streams: EventStreams,
  checked = false,
): RequestHandler {
  const missing = OPERATIONS.filter(({ id }) => typeof handlers[id] !== 'function').map(({ id }) => id)
  if (missing.length > 0) throw new Error(`operations without a handler: ${missing.join(', ')}`)

  return async (req, res) => {
    const { operation, params, requestId, traceparent, log, deed } = res.locals
    const handle = handlers[operation.id] as unknown as (
      ...input: Parameters<Handler<OperationId>>
    ) => Promise<AnyAnswer>
    const request = {
      params: params as never,
      query: req.query as never,
      headers: req.headers as Record<string, string | undefined>,
      body: req.body as never,
      file: res.locals.file,
    }
    // An operation open to all has no principal, and its handler does not look for one.
    const principal = res.locals.principal as Principal
    const place = operation.stream ? streams.open(res) : NEVER
    const { signal } = place
    const run = (seal: Context['seal']) =>
      withTrace(traceparent, () =>
        asDeed(deed, () => handle(request, { principal, requestId, log, signal, seal: naming(seal) })),
      )

    const name = operation.idempotent ? req.get('idempotency-key') : undefined
    const answer =
      name === undefined
        ? await run(async () => undefined)
        : await once(
            {
              accountId: principal.accountId,
              owner: principal.id,
              operation: operation.id,
              name,
              requestHash: hashRequest(req.originalUrl, res.locals.rawBody),
              credential: res.locals.callerSecret,
            },
            run,
          )
    if (operation.stream && answer.body !== undefined)
      return streams.send(res, answer.body as AsyncIterable<StreamEvent>, place)
    await send(res, answer, { ifNoneMatch: req.get('if-none-match'), checked })
  }
}

async function send(
  res: Response,
  answer: AnyAnswer,
  { ifNoneMatch, checked }: { ifNoneMatch: string | undefined; checked: boolean },
): Promise<void> {
  for (const [name, value] of Object.entries(answer.headers ?? {})) res.setHeader(name, value)
  res.status(answer.status)
  const { body } = answer
  if (body === undefined) return void res.end()
  if (typeof body === 'string' || body instanceof Uint8Array) return void res.end(body)
  if (isAsyncIterable(body)) return pipeline(Readable.from(body), res)
  if (res.locals.operation.conditional) {
    const etag = body instanceof Prepared ? body.etag : etagOfBytes(JSON.stringify(body))
    res.setHeader('ETag', etag)
    if (!res.hasHeader('Cache-Control')) res.setHeader('Cache-Control', 'private, no-cache')
    if (matchesEtag(ifNoneMatch, etag)) return void res.status(304).end()
  }
  if (!(body instanceof Prepared)) return void res.json(body)
  // The validator looks at what goes through `json`; only tests have it look.
  if (checked) return void res.json(JSON.parse(body.bytes.toString()))
  res.setHeader('Content-Type', 'application/json; charset=utf-8')
  res.end(body.bytes)
}

function isAsyncIterable(body: unknown): body is AsyncIterable<string> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body
}

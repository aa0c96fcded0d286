import type { ErrorRequestHandler } from 'express'
import { ApiError, ERRORS, type ErrorCode, type FieldError } from '../errors.ts'
import { ObjectStoreUnavailableError } from '../ports/object-store.ts'

interface ForeignError {
  status?: number
  type?: string
  errors?: { path?: string; message?: string; errorCode?: string }[]
  message?: string
}

/** Words for what Express's body parsers complain of. */
const PARSER_ERRORS: Record<string, [ErrorCode, string]> = {
  'entity.parse.failed': ['invalid_request', 'The body is not valid JSON.'],
  'entity.too.large': ['payload_too_large', 'The body is larger than this operation accepts.'],
  'encoding.unsupported': ['unsupported_media_type', 'Compressed bodies are not accepted.'],
  'charset.unsupported': ['unsupported_media_type', 'Send JSON as UTF-8.'],
  'request.aborted': ['invalid_request', 'The body ended early.'],
  'request.size.invalid': ['invalid_request', 'The body does not have the length that Content-Length gave.'],
}

/** Answers every error as `application/problem+json`, from the one table; never a stack, a query or a path. */
export const answerProblem: ErrorRequestHandler = (error, req, res, _next) => {
  const known = asApiError(error)
  const kind = ERRORS[known.code]
  if (kind.status >= 500) res.locals.log?.error({ err: error }, 'request failed')
  // Half an answer cannot be taken back: the connection ends, so that the client does not take it for a whole one.
  if (res.headersSent) return void res.destroy()
  for (const [name, value] of Object.entries(known.headers)) res.setHeader(name, value)
  if (known.code === 'unauthenticated') res.setHeader('WWW-Authenticate', 'Bearer realm="vitrine"')
  // What was not read of the body would be taken for the next request.
  if (!req.complete) res.setHeader('Connection', 'close')
  res.setHeader('Cache-Control', 'no-store')
  res.status(kind.status).type('application/problem+json')
  res.json({
    type: 'about:blank',
    title: kind.title,
    status: kind.status,
    detail: known.message,
    code: known.code,
    requestId: res.locals.requestId,
    ...(known.errors ? { errors: known.errors } : {}),
  })
}

function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  if (error instanceof ObjectStoreUnavailableError)
    return new ApiError('unavailable', 'Pictures cannot be stored at the moment. Please try again.', {
      cause: error,
      headers: { 'Retry-After': '2' },
    })
  const foreign = error as ForeignError
  const parser = PARSER_ERRORS[foreign?.type ?? '']
  if (parser) return new ApiError(...parser, { cause: error })
  if (foreign?.status === 415)
    return new ApiError('unsupported_media_type', 'The Content-Type is not one that this operation takes.')
  if (foreign?.status === 404) return new ApiError('not_found', 'There is no such address.')
  if (foreign?.status === 400) return validationError(foreign)
  return new ApiError('internal', 'This is our fault; the request id helps us to find it.', { cause: error })
}

/** The validator's findings, in words that name the field. */
function validationError(foreign: ForeignError): ApiError {
  const errors = (foreign.errors ?? []).map(fieldError)
  const unique = errors.filter(
    (entry, at) =>
      errors.findIndex((other) => other.path === entry.path && other.message === entry.message) === at,
  )
  if (unique.length === 0) unique.push(fieldError({ path: '', message: foreign.message }))
  const [first] = unique
  return new ApiError('invalid_request', `${first!.path || 'The request'} ${first!.message}.`, {
    errors: unique,
  })
}

/** A field below a JSON Pointer (RFC 6901). */
export function pointer(path: string, field: string): string {
  return `${path}/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

function fieldError(entry: { path?: string; message?: string }): FieldError {
  const path = (entry.path ?? '').replace(/^\/body/, '')
  const message = entry.message ?? 'is not valid'
  if (message.startsWith('must NOT have additional properties'))
    return { path, message: 'is not a known field' }
  if (message.startsWith('Unknown query parameter'))
    return { path, message: 'is not a known query parameter' }
  if (message.startsWith('Empty value found')) return { path, message: 'must not be empty' }
  if (message.startsWith('must have required property')) return { path, message: 'is required' }
  return { path, message }
}

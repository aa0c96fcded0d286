import type { RequestHandler } from 'express'
import * as OpenApiValidator from 'express-openapi-validator'
import { validatorSpec } from './spec.ts'

/** Holds requests, and for tests our own answers, against the contract. */
export function validate(answersToo: boolean): RequestHandler[] {
  const steps = OpenApiValidator.middleware({
    apiSpec: validatorSpec(answersToo) as never,
    // Linted where it is changed, and the same ever after; the tests look once more.
    validateApiSpec: answersToo,
    validateSecurity: false,
    fileUploader: false,
    ajvFormats: { mode: 'full' },
    validateResponses: answersToo ? { removeAdditional: false } : false,
    // Not JSON, and a file's key may hold slashes, which no path parameter of OpenAPI may.
    ignorePaths: /^\/(files|widget|portal)\//,
  }) as RequestHandler[]
  return steps.map((step) => (step.name === 'metadataMiddleware' ? remembered(step) : step))
}

/** What the library's steps tell each other about a request. */
interface Found {
  pathParams: Record<string, string>
}

/**
 * The library finds out what a request asks for by the patterns of all addresses, one after the other, made anew each
 * time: longer than everything else it does, and longer with every address. We know it already; so it is let find
 * each operation once.
 */
function remembered(find: RequestHandler): RequestHandler {
  const known = new Map<string, Omit<Found, 'pathParams'>>()
  return (req, res, next) => {
    const { operation, params } = res.locals
    const asking = req as unknown as { openapi?: Found }
    const found = known.get(operation.id)
    if (found) {
      const pathParams = { ...params }
      asking.openapi = { ...found, pathParams }
      req.params = pathParams
      return next()
    }
    return find(req, res, (error?: unknown) => {
      if (error === undefined && asking.openapi) {
        const { pathParams: _own, ...shared } = asking.openapi
        known.set(operation.id, shared)
      }
      next(error)
    })
  }
}

import type { ErrorCode } from './types.ts'

/** The API's codes, and two that only a browser knows: no answer at all, and attributes left out. */
export type ProblemCode = ErrorCode | 'rate_limited' | 'network' | 'setup'

/** Why something could not be shown. */
export class PortalProblem extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly requestId: string | undefined
  /** Which fields of what was sent are wrong, by JSON pointer. */
  readonly errors: readonly { path: string; message: string }[]

  constructor(
    code: ProblemCode,
    message: string,
    status = 0,
    requestId?: string,
    errors: PortalProblem['errors'] = [],
  ) {
    super(message)
    this.name = 'PortalProblem'
    this.code = code
    this.status = status
    this.requestId = requestId
    this.errors = errors
  }
}

/** Reads an error answer. A proxy in between may answer in HTML, so nothing is taken for granted. */
export async function problemOf(response: Response): Promise<PortalProblem> {
  const body: Partial<Record<'code' | 'detail' | 'title' | 'requestId' | 'errors', unknown>> = await response
    .json()
    .then((json) => json ?? {})
    .catch(() => ({}))
  const code = (body.code ?? (response.status >= 500 ? 'unavailable' : 'internal')) as ProblemCode
  return new PortalProblem(
    code,
    String(body.detail ?? body.title ?? `HTTP ${response.status}`),
    response.status,
    typeof body.requestId === 'string' ? body.requestId : (response.headers.get('x-request-id') ?? undefined),
    Array.isArray(body.errors) ? body.errors : [],
  )
}

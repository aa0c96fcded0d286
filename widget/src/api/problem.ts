import type { ErrorCode } from './types.ts'

/** The API's codes, and two that only a browser knows: no answer at all, and attributes left out. */
export type ProblemCode = ErrorCode | 'rate_limited' | 'network' | 'setup'

/** Why something could not be shown. */
export class PortalProblem extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly requestId: string | undefined

  constructor(code: ProblemCode, message: string, status = 0, requestId?: string) {
    super(message)
    this.name = 'PortalProblem'
    this.code = code
    this.status = status
    this.requestId = requestId
  }
}

/** Reads an error answer. A proxy in between may answer in HTML, so nothing is taken for granted. */
export async function problemOf(response: Response): Promise<PortalProblem> {
  const body: { code?: unknown; detail?: unknown; title?: unknown; requestId?: unknown } = await response
    .json()
    .then((json) => json ?? {})
    .catch(() => ({}))
  const code = (body.code ?? (response.status >= 500 ? 'unavailable' : 'internal')) as ProblemCode
  return new PortalProblem(
    code,
    String(body.detail ?? body.title ?? `HTTP ${response.status}`),
    response.status,
    typeof body.requestId === 'string' ? body.requestId : (response.headers.get('x-request-id') ?? undefined),
  )
}

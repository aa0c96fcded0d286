import { spec } from './spec.gen.ts'
import type { operations } from './types.gen.ts'

export type OperationId = keyof operations

/** One operation of the contract, as far as the server decides by it. */
export interface Operation {
  id: OperationId
  method: string
  path: string
  /** What opens it: one of these, each some schemes together with the scopes they need; none: it is open to all. */
  security: Record<string, string[]>[]
  /** Names of all security schemes among them. */
  schemes: string[]
  /** What a key must be allowed. */
  scopes: string[]
  /** How its body is read. */
  body: 'none' | 'json' | 'image' | 'form'
  /** Whether its body may be JSON as well. */
  takesJson: boolean
  /** Fields of a form that hold JSON. */
  jsonFields: string[]
  /** Whether it honours `Idempotency-Key`. */
  idempotent: boolean
  /** Whether its answers carry an ETag made of their content. */
  conditional: boolean
  /** Whether it draws or decodes pictures, and so has a limit of its own. */
  costly: boolean
  /** Whether it answers a stream of events. */
  stream: boolean
}

interface Schema {
  $ref?: string
  type?: string
  properties?: Record<string, Schema>
}
interface RawOperation {
  operationId: OperationId
  security?: Record<string, string[]>[]
  parameters?: { $ref?: string }[]
  requestBody?: { $ref?: string; content?: Record<string, { schema: Schema }> }
  responses: Record<string, { content?: object }>
  'x-rate-limit'?: 'costly'
}

const METHODS = ['get', 'put', 'post', 'patch', 'delete']

/** Follows a reference inside the document. */
function resolve<T extends { $ref?: string }>(value: T): T {
  if (!value.$ref) return value
  const steps = value.$ref.slice(2).split('/')
  return steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], spec) as T
}

function read(method: string, path: string, raw: RawOperation): Operation {
  const security = raw.security ?? (spec.security as Record<string, string[]>[])
  const content = raw.requestBody ? (resolve(raw.requestBody).content ?? {}) : {}
  const form = content['multipart/form-data']
  const properties = form ? (resolve(form.schema).properties ?? {}) : {}
  return {
    id: raw.operationId,
    method: method.toUpperCase(),
    path,
    security,
    schemes: [...new Set(security.flatMap((entry) => Object.keys(entry)))],
    scopes: [...new Set(security.flatMap((entry) => Object.values(entry).flat()))],
    body: form ? 'form' : content['image/*'] ? 'image' : content['application/json'] ? 'json' : 'none',
    takesJson: 'application/json' in content,
    jsonFields: Object.keys(properties).filter((name) => resolve(properties[name]!).type === 'object'),
    idempotent: takes(raw, 'IdempotencyKey'),
    conditional: takes(raw, 'IfNoneMatch'),
    costly: raw['x-rate-limit'] === 'costly',
    stream: 'text/event-stream' in (raw.responses['200']?.content ?? {}),
  }
}

function takes(raw: RawOperation, parameter: string): boolean {
  return (raw.parameters ?? []).some(({ $ref }) => $ref === `#/components/parameters/${parameter}`)
}

/** All operations of the contract, in its order. */
export const OPERATIONS: Operation[] = Object.entries(
  spec.paths as Record<string, Record<string, RawOperation>>,
).flatMap(([path, entry]) =>
  METHODS.flatMap((method) => (entry[method] ? [read(method, path, entry[method])] : [])),
)

/** Names of all security schemes of the contract. */
export const SECURITY_SCHEMES = Object.keys((spec.components as { securitySchemes: object }).securitySchemes)

const ROUTES = [...new Set(OPERATIONS.map(({ path }) => path))].map((path) => ({
  path,
  // A file's key may hold slashes; every other parameter is one segment.
  pattern: new RegExp(
    `^${path.replace('/files/{key}', '/files/(?<key>.+)').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`,
  ),
}))

/** What a request's method and path name: every decision about it follows from this, never from the path's text. */
export type Match =
  | { kind: 'operation'; operation: Operation; params: Record<string, string> }
  | { kind: 'method'; allowed: string[] }
  | { kind: 'none' }

export function matchOperation(method: string, path: string): Match {
  for (const route of ROUTES) {
    const match = route.pattern.exec(path)
    if (!match) continue
    const candidates = OPERATIONS.filter((operation) => operation.path === route.path)
    const operation = candidates.find(
      (candidate) => candidate.method === (method === 'HEAD' ? 'GET' : method),
    )
    if (!operation) return { kind: 'method', allowed: candidates.map((candidate) => candidate.method) }
    const params: Record<string, string> = {}
    for (const [name, value] of Object.entries(match.groups ?? {})) params[name] = decodeURIComponent(value)
    return { kind: 'operation', operation, params }
  }
  return { kind: 'none' }
}

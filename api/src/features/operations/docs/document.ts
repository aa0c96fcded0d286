import { spec } from '../../../contract/spec.gen.ts'

/** As much of OpenAPI as our contract uses. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  format?: string
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  oneOf?: Schema[]
  enum?: unknown[]
  examples?: unknown[]
  default?: unknown
  additionalProperties?: boolean | Schema
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
}

export interface Parameter {
  $ref?: string
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  description?: string
  schema: Schema
}

export interface Answer {
  $ref?: string
  description: string
  content?: Record<string, { schema: Schema }>
}

export interface DocumentedOperation {
  id: string
  method: string
  path: string
  tag: string
  summary: string
  description: string
  scheme: string | undefined
  scopes: string[]
  parameters: Parameter[]
  body: Record<string, { schema: Schema }>
  /** By status; without the problems that every operation can answer. */
  answers: [status: string, answer: Answer][]
}

interface Raw {
  operationId: string
  tags: string[]
  summary: string
  description?: string
  security?: Record<string, string[]>[]
  parameters?: Parameter[]
  requestBody?: { $ref?: string; content?: Record<string, { schema: Schema }> }
  responses: Record<string, Answer>
}

/** The contract, as a page is made of it. */
export const DOCUMENT = spec as unknown as {
  info: { title: string; version: string; summary: string; description: string }
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, Raw> & { parameters?: Parameter[] }>
  components: { securitySchemes: Record<string, { description: string }> }
}

/** Follows a reference inside the document; what stands beside it wins. */
export function resolve<T extends { $ref?: string }>(value: T): T {
  if (!value.$ref) return value
  const target = value.$ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], spec) as T
  const { $ref, ...beside } = value
  return { ...resolve(target), ...beside }
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete']

export const OPERATIONS: DocumentedOperation[] = Object.entries(DOCUMENT.paths).flatMap(([path, entry]) =>
  METHODS.filter((method) => entry[method]).map((method) => {
    const raw = entry[method] as Raw
    const [requirement] = raw.security ?? []
    return {
      id: raw.operationId,
      method: method.toUpperCase(),
      path,
      tag: raw.tags[0]!,
      summary: raw.summary,
      description: raw.description ?? '',
      scheme: requirement && Object.keys(requirement)[0],
      scopes: requirement ? Object.values(requirement).flat() : [],
      parameters: [...(entry.parameters ?? []), ...(raw.parameters ?? [])].map((entry) => resolve(entry)),
      body: raw.requestBody ? (resolve(raw.requestBody).content ?? {}) : {},
      answers: Object.entries(raw.responses)
        .filter(([status]) => status !== 'default')
        .map(([status, answer]) => [status, resolve(answer)]),
    }
  }),
)

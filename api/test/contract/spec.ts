import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

// The contract as a stranger reads it: from the document, not from our code.

export interface Schema {
  $ref?: string
  type?: string | string[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  enum?: unknown[]
  oneOf?: Schema[]
  additionalProperties?: boolean | Schema
  minimum?: number
  exclusiveMinimum?: number
  minItems?: number
  examples?: unknown[]
  minProperties?: number
}
interface Parameter {
  $ref?: string
  name: string
  in: string
  schema: Schema
}
export interface Operation {
  id: string
  method: string
  path: string
  /** Name of the first scheme that opens it; undefined where it is open to all. */
  scheme: string | undefined
  /** Sets of schemes, any of which opens it. */
  alternatives: string[][]
  scopes: string[]
  parameters: Parameter[]
  /** Schema of its JSON body. */
  body: Schema | undefined
  media: string[]
}

// biome-ignore lint/suspicious/noExplicitAny: a document is anything
type Node = any
const document: Node = parse(readFileSync(new URL('../../../openapi.yaml', import.meta.url), 'utf8'))
const METHODS = ['get', 'put', 'post', 'patch', 'delete']

export function resolve<T extends { $ref?: string }>(value: T): T {
  if (!value.$ref) return value
  return value.$ref
    .slice(2)
    .split('/')
    .reduce<Node>((at, step) => at[step], document)
}

export const OPERATIONS: Operation[] = Object.entries<Node>(document.paths).flatMap(([path, entry]) =>
  METHODS.filter((method) => entry[method]).map((method) => {
    const raw = entry[method]
    const [requirement] = raw.security ?? document.security
    const content = raw.requestBody ? resolve(raw.requestBody).content : {}
    return {
      id: raw.operationId,
      method: method.toUpperCase(),
      path,
      scheme: requirement && Object.keys(requirement)[0],
      alternatives: (raw.security ?? document.security).map((entry: Node) => Object.keys(entry)),
      scopes: requirement ? (Object.values(requirement).flat() as string[]) : [],
      parameters: [...(entry.parameters ?? []), ...(raw.parameters ?? [])].map(resolve),
      body: content['application/json']?.schema,
      media: Object.keys(content),
    }
  }),
)

export const ERROR_CODES: string[] = document.components.schemas.ErrorCode.enum

/** Ids by the name of their schema, such as `TenantId`. */
export type Ids = Record<string, string>

/** `TenantId` for a reference to an id's schema. */
export function idSchemaOf(schema: Schema): string | undefined {
  return /\/([A-Z]\w*Id)$/.exec(schema.$ref ?? '')?.[1]?.replace('ExternalId', '') || undefined
}

/** The operation's address with every parameter filled in. */
export function addressOf(operation: Operation, ids: Ids): string {
  return operation.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = operation.parameters.find((entry) => entry.in === 'path' && entry.name === name)!
    return ids[idSchemaOf(parameter.schema) ?? name] ?? 'nothing.webp'
  })
}

/** The smallest body that a schema accepts, with given ids; `optional` says which optional fields come as well. */
export function sample(
  schema: Schema,
  ids: Ids,
  optional: (schema: Schema) => boolean = () => false,
): unknown {
  const id = idSchemaOf(schema)
  if (id) return ids[id]
  if (schema.$ref?.endsWith('/Time')) return '2035-01-01T00:00:00Z'
  if (schema.$ref?.endsWith('/Color')) return '#123456'
  if (schema.$ref?.endsWith('/Slug')) return 'a-slug'
  const {
    type,
    enum: values,
    oneOf,
    properties = {},
    required = [],
    items,
    minItems,
    examples,
    ...rest
  } = resolve(schema)
  if (examples) return examples[0]
  if (oneOf) return sample(oneOf[0]!, ids, optional)
  if (values) return values[0]
  const [kind] = [type].flat()
  if (kind === 'array')
    return Array.from({ length: minItems ?? (optional(items!) ? 1 : 0) }, () => sample(items!, ids, optional))
  if (kind === 'integer' || kind === 'number') return Math.max(1, rest.minimum ?? 0)
  if (kind === 'boolean') return true
  if (kind === 'string') return 'EUR'
  const wanted = Object.entries(properties).filter(
    ([name, entry]) => required.includes(name) || optional(entry),
  )
  // An update needs at least one field; the first will do.
  const fields = wanted.length > 0 ? wanted : Object.entries(properties).slice(0, 1)
  return Object.fromEntries(fields.map(([name, entry]) => [name, sample(entry, ids, optional)]))
}

/** Where a schema takes ids: JSON Pointers, with the name of the id's schema. */
export function idPlaces(schema: Schema, path = ''): { path: string; id: string }[] {
  const id = idSchemaOf(schema)
  if (id) return [{ path, id }]
  const { properties = {}, items } = resolve(schema)
  return [
    ...Object.entries(properties).flatMap(([name, entry]) => idPlaces(entry, `${path}/${name}`)),
    ...(items ? idPlaces(items, `${path}/0`) : []),
  ]
}

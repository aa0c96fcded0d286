import type { Log } from '../log.ts'
import type { Principal } from '../ports/identity.ts'
import type { OperationId } from './operations.ts'
import type { components, operations } from './types.gen.ts'

export type Schemas = components['schemas']

type Parameter<K extends OperationId, In extends 'path' | 'query' | 'header'> = NonNullable<
  operations[K]['parameters'][In]
>
type JsonBody<K extends OperationId> = operations[K] extends {
  requestBody: { content: { 'application/json': infer Body } }
}
  ? Body
  : undefined

/** A validated request: types follow from the contract. */
export interface Request<K extends OperationId> {
  params: Parameter<K, 'path'>
  query: Parameter<K, 'query'>
  headers: Record<string, string | undefined>
  body: JsonBody<K>
  /** The bytes of an `image/*` body or of a form's file. */
  file: Uint8Array | undefined
}

/** Who asks, and what to write about it. */
export interface Context {
  /** Present wherever the contract names a security scheme. */
  principal: Principal
  requestId: string
  log: Log
}

type Responses<K extends OperationId> = operations[K]['responses']
type JsonAnswer<Status, Response> = Response extends { content: { 'application/json': infer Body } }
  ? { status: Status; body: Body; headers?: Record<string, string> }
  : Response extends { content?: never }
    ? { status: Status; body?: undefined; headers?: Record<string, string> }
    : { status: Status; body: Uint8Array | string; headers: Record<string, string> }

/** What a handler may answer: one of the contract's successes. Errors are thrown. */
export type Answer<K extends OperationId> = {
  [Status in Exclude<keyof Responses<K>, 'default'>]: JsonAnswer<Status, Responses<K>[Status]>
}[Exclude<keyof Responses<K>, 'default'>]

export type Handler<K extends OperationId> = (request: Request<K>, context: Context) => Promise<Answer<K>>

/** One handler for each operation of the contract; a missing one does not compile. */
export type Handlers = { [K in OperationId]: Handler<K> }

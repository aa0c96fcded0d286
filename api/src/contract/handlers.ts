import type { Log } from '../log.ts'
import type { Principal } from '../ports/identity.ts'
import type { SqlTransaction } from '../ports/task-queue.ts'
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
  /** Aborted when nobody reads a stream's events any more, or the process stops; never for other operations. */
  signal: AbortSignal
  /**
   * Keeps the answer of a call with an `Idempotency-Key`, in the transaction that did the work: both are there after
   * a crash, or neither. An operation that takes the key calls it; without a key it does nothing.
   */
  seal: (transaction: SqlTransaction, answer: { status: number; body?: unknown }) => Promise<void>
}

/** Called by a use case at the end of its transaction, with what it is about to answer. */
export type Done<Result> = (transaction: SqlTransaction, result: Result) => Promise<void>

/** A use case's `done` that seals the answer its handler makes of the result. */
export function sealing<Result>(
  context: Context,
  toAnswer: (result: Result) => { status: number; body?: unknown },
): Done<Result> {
  return (transaction, result) => context.seal(transaction, toAnswer(result))
}

/** A JSON body that is text already, with its validator: kept from one answer to the next while it holds. */
export class Prepared<Body> {
  declare readonly body: Body
  readonly bytes: Buffer
  readonly etag: string

  constructor(bytes: Buffer, etag: string) {
    this.bytes = bytes
    this.etag = etag
  }
}

type Responses<K extends OperationId> = operations[K]['responses']
type JsonAnswer<Status, Response> = Response extends { content: { 'application/json': infer Body } }
  ? { status: Status; body: Body | Prepared<Body>; headers?: Record<string, string> }
  : Response extends { content: { 'text/event-stream': infer Event } }
    ? { status: Status; body: AsyncIterable<Event> }
    : Response extends { content?: never }
      ? { status: Status; body?: undefined; headers?: Record<string, string> }
      : Response extends { content: { 'text/csv': unknown } }
        ? { status: Status; body: AsyncIterable<string>; headers: Record<string, string> }
        : { status: Status; body: Uint8Array | string; headers: Record<string, string> }

/** What a handler may answer: one of the contract's successes. Errors are thrown. */
export type Answer<K extends OperationId> = {
  [Status in Exclude<keyof Responses<K>, 'default'>]: JsonAnswer<Status, Responses<K>[Status]>
}[Exclude<keyof Responses<K>, 'default'>]

export type Handler<K extends OperationId> = (request: Request<K>, context: Context) => Promise<Answer<K>>

/** One handler for each operation of the contract; a missing one does not compile. */
export type Handlers = { [K in OperationId]: Handler<K> }

import type { VitrineErrorFields } from './error.ts'
import { VitrineError } from './error.ts'
import type { ResponseInfo } from './reply.ts'

export type AnsweredFields = VitrineErrorFields & { status: number }

/** How answers are taken and failures told: in full by the client for servers, briefly by the one that pages load. */
export type Faults = {
  /** The result where it is not JSON. */
  read?(answer: Response): Promise<Blob> | undefined
  /** For an answer that carries no result; `subject` is the call in words, as in `GET /v1/account`. */
  answered(subject: string, fields: AnsweredFields, headers: Headers): VitrineError
  /** For what `fetch` throws where no answer comes, or breaks off. */
  unanswered(subject: string, baseUrl: string, cause: unknown): VitrineError
  late(message: string, cause: unknown): VitrineError
  /** Looks at a failure in the light of earlier attempts; an answer where the call is done nevertheless. */
  settle?(error: VitrineError, earlier: VitrineError[], method: string): ResponseInfo | undefined
}

export const briefFaults: Faults = {
  answered: (subject, fields) =>
    new VitrineError(`${subject}: ${fields.status} ${fields.code}, ${fields.detail}`, fields),
  unanswered: (subject, baseUrl, cause) =>
    new VitrineError(`${subject}: no answer from ${baseUrl}`, { code: 'connection_failed', cause }),
  late: (message, cause) => new VitrineError(message, { code: 'timeout', cause }),
}

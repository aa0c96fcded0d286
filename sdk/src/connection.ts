import { ConnectionError } from './errors.ts'

// Faults from before a connection stands: nothing was sent. What is not listed may have been.
const UNSENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** The error for what `fetch` throws where no answer comes, or breaks off. */
export function connectionError(subject: string, baseUrl: string, fault: unknown): ConnectionError {
  const cause = fault instanceof Error && fault.cause instanceof Error ? fault.cause : fault
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined
  const sent = code === undefined || !UNSENT.has(code)
  const text = cause instanceof Error ? cause.message : String(cause)
  const reason = code === undefined || text.includes(code) ? text : `${text} ${code}`.trim()
  const message = sent
    ? `${subject} got no answer from ${baseUrl} (${reason})`
    : `${subject} could not connect to ${baseUrl} (${reason}); is baseUrl right?`
  return new ConnectionError(message, { sent, cause: fault })
}

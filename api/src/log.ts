import { type Logger, pino, stdTimeFunctions } from 'pino'
import type { Config } from './config.ts'

export type Log = Logger

/** One JSON line an event on standard output. Contact data and credentials never reach it: bodies are not logged. */
export function createLog(level: Config['logLevel'], base: Record<string, unknown> = {}): Log {
  return pino({
    level,
    base,
    timestamp: stdTimeFunctions.isoTime,
    serializers: { err: describeError },
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: ['req.headers', 'authorization', '*.authorization', 'password', '*.password'],
      remove: true,
    },
  })
}

interface ErrorLine {
  type: string
  message: string
  code?: unknown
  stack: string | undefined
  cause?: ErrorLine
}

/** Of an error only what tells where it came from: drivers hang whole connections on theirs, with passwords. */
function describeError(error: unknown): ErrorLine | unknown {
  if (!(error instanceof Error)) return error
  return {
    type: error.name,
    message: error.message,
    ...('code' in error ? { code: error.code } : {}),
    stack: error.stack,
    ...(error.cause instanceof Error ? { cause: describeError(error.cause) as ErrorLine } : {}),
  }
}

import { type Logger, pino, stdTimeFunctions } from 'pino'
import type { Config } from './config.ts'

export type Log = Logger

/** One JSON line an event on standard output. Contact data and credentials never reach it: bodies are not logged. */
export function createLog(level: Config['logLevel'], base: Record<string, unknown> = {}): Log {
  return pino({
    level,
    base,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: ['req.headers', 'authorization', '*.authorization', 'password', '*.password'],
      remove: true,
    },
  })
}

import { AuthenticationError, ConnectionError, PermissionError } from '../src/index.ts'

/** What scripts can branch on. */
export const EXIT = {
  done: 0,
  /** Something was tried and failed; the report says what. */
  failed: 1,
  /** The command, a file or a value is wrong, and nothing was sent. */
  input: 2,
  /** No key, a key that is refused, or no API at that address. */
  access: 3,
  interrupted: 130,
} as const

/** Ends the command with a sentence and a code. */
export class CliError extends Error {
  readonly exitCode: number

  constructor(exitCode: number, message: string) {
    super(message)
    this.exitCode = exitCode
  }
}

/** The reason that Ctrl-C gives to everything that is under way. */
export class Interrupted extends Error {
  override message = 'Interrupted.'
}

/** What no other call would fare better with. */
export const isNoAccess = (error: unknown): boolean =>
  error instanceof AuthenticationError || error instanceof PermissionError || error instanceof ConnectionError

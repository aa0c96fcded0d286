import { createHmac, timingSafeEqual } from 'node:crypto'
import { ApiError } from '../errors.ts'

/** Where a page ended: the values of the sort keys of its last row. */
export type Position = (string | number)[]

/** Makes and reads the opaque cursors of lists. */
export interface Cursors {
  /** `context` says what the cursor is of (operation, account, filters); no other list accepts it. */
  seal(context: string, position: Position): string
  /** Throws `invalid_request` for anything that `seal` did not make for this context. */
  open(context: string, cursor: string): Position
}

/** Tamper-evident by an HMAC under the installation's secret, the same in every process. */
export function createCursors(secret: string): Cursors {
  const sign = (context: string, payload: string) =>
    createHmac('sha256', secret)
      .update(`cursor\n${context}\n${payload}`)
      .digest()
      .subarray(0, 16)
      .toString('base64url')

  return {
    seal(context, position) {
      const payload = Buffer.from(JSON.stringify(position)).toString('base64url')
      return `${payload}.${sign(context, payload)}`
    },
    open(context, cursor) {
      const [payload = ''] = cursor.split('.', 1)
      // The whole text is compared: base64 has several spellings of the same bytes.
      const given = Buffer.from(cursor)
      const expected = Buffer.from(`${payload}.${sign(context, payload)}`)
      if (given.length !== expected.length || !timingSafeEqual(given, expected))
        throw new ApiError('invalid_request', '/query/cursor is not a cursor of this list.', {
          errors: [{ path: '/query/cursor', message: 'is not a cursor of this list' }],
        })
      return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Position
    },
  }
}

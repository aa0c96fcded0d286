import { expect, test } from 'vitest'
import { spec } from './contract/spec.gen.ts'
import { ApiError, ERRORS, type ErrorCode, notFound } from './errors.ts'

interface Document {
  components: { schemas: { ErrorCode: { enum: string[] } } }
}

test('the table and the contract name the same codes', () => {
  expect(Object.keys(ERRORS).toSorted()).toEqual(
    (spec as unknown as Document).components.schemas.ErrorCode.enum.toSorted(),
  )
})

test('every code has a status of its class, and only what may pass is worth repeating', () => {
  for (const [code, { status, retryable, title }] of Object.entries(ERRORS)) {
    expect(status).toBeGreaterThanOrEqual(400)
    if (status >= 500) expect([code, retryable]).toEqual([code, true])
    expect(title).toMatch(/^[A-Z]/)
    expect(new ApiError(code as ErrorCode, 'x').status).toBe(status)
  }
})

test('what is not there and what is another’s are one answer', () => {
  expect(notFound('tenant')).toMatchObject({ code: 'not_found', message: 'No such tenant.' })
})

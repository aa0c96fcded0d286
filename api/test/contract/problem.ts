import { expect } from 'vitest'
import type { Answer } from '../harness/http.ts'
import { ERROR_CODES } from './spec.ts'

/** Checks that an answer is an error in the one form that all errors have. */
export function expectProblem(answer: Answer, status: number, code?: string): void {
  expect({
    status: answer.status,
    type: answer.headers.get('content-type'),
    text: answer.text.slice(0, 300),
  }).toEqual({
    status,
    type: 'application/problem+json; charset=utf-8',
    text: answer.text.slice(0, 300),
  })
  const { body } = answer
  expect(ERROR_CODES).toContain(body.code)
  if (code) expect(body.code).toBe(code)
  expect(body).toMatchObject({
    type: 'about:blank',
    status,
    title: expect.any(String),
    detail: expect.any(String),
  })
  expect(body.requestId).toBe(answer.headers.get('x-request-id'))
  // Nothing of how it is made: no stack, statement, path or driver's text.
  expect(answer.text).not.toMatch(/node_modules|\.ts\b|select |insert into|violates|Error:|ECONN|\/tmp\//)
}

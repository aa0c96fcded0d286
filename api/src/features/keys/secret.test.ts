import { expect, test } from 'vitest'
import { hashSecret, isWellFormedSecret, newSecret, prefixOf } from './secret.ts'

test.each(['secret', 'publishable'] as const)('a new %s key is well formed, and of its kind only', (type) => {
  for (let n = 0; n < 200; n += 1) {
    const key = newSecret(type)
    expect(key).toMatch(type === 'secret' ? /^sk_[0-9A-Za-z]{38}$/ : /^pk_[0-9A-Za-z]{38}$/)
    expect(isWellFormedSecret(key, type)).toBe(true)
    expect(isWellFormedSecret(key, type === 'secret' ? 'publishable' : 'secret')).toBe(false)
  }
})

test('one character mistyped, or two exchanged, is seen without a query', () => {
  const key = newSecret('secret')
  for (let at = 3; at < key.length; at += 1) {
    const wrong = key.slice(0, at) + (key[at] === 'a' ? 'b' : 'a') + key.slice(at + 1)
    expect(isWellFormedSecret(wrong, 'secret'), wrong).toBe(false)
  }
  for (const text of [
    '',
    'sk_',
    key.slice(1),
    `${key} `,
    `${key}\n`,
    key.replace('sk_', 'pk_'),
    key.toUpperCase(),
  ])
    expect(isWellFormedSecret(text, 'secret')).toBe(false)
})

test('nothing is repeated, and little of a key is shown', () => {
  expect(new Set(Array.from({ length: 500 }, () => newSecret('secret'))).size).toBe(500)
  const key = newSecret('secret')
  expect(prefixOf(key)).toBe(`${key.slice(0, 9)}…`)
  expect(hashSecret(key).toString('hex')).toMatch(/^[0-9a-f]{64}$/)
})

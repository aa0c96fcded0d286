import { expect, test } from 'vitest'
import { createCursors } from './cursor.ts'

const cursors = createCursors('secret')
const sealed = cursors.seal('items a', ['élan', 3])

test('gives back what it was given, in any process with the same secret', () => {
  expect(createCursors('secret').open('items a', sealed)).toEqual(['élan', 3])
})

test('is for one list only', () => {
  expect(() => cursors.open('items b', sealed)).toThrow('/query/cursor')
  expect(() => createCursors('other').open('items a', sealed)).toThrow('/query/cursor')
})

test('any other text is refused', () => {
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
    expect(() => cursors.open('items a', changed), changed).toThrow('/query/cursor')
  }
  for (const text of ['', '.', 'a.b', `${sealed}.`, `${sealed}=`, ` ${sealed}`, sealed.split('.')[0]!])
    expect(() => cursors.open('items a', text), text).toThrow('/query/cursor')
})

import { expect, test } from 'vitest'
import { createPortalTokens } from './portal-session.ts'

const tokens = createPortalTokens('the secret of an installation')
const session = { id: 'psn_1', tenantId: 'tnt_1', epoch: 3, subject: 'visitor 7 é' }
const soon = () => new Date(Date.now() + 60_000)

test('a token opens to what it was made of', () => {
  expect(tokens.open(tokens.issue(session, soon()))).toEqual(session)
  const nameless = { ...session, subject: undefined }
  expect(tokens.open(tokens.issue(nameless, soon()))).toEqual(nameless)
})

test('its time over it opens nothing', () => {
  expect(tokens.open(tokens.issue(session, new Date(Date.now() - 1)))).toBeUndefined()
})

test('nothing can be changed in it, and no other installation makes one', () => {
  const token = tokens.issue(session, soon())
  for (let at = 0; at < token.length; at += 1) {
    const other = token[at] === 'A' ? 'B' : 'A'
    expect(tokens.open(token.slice(0, at) + other + token.slice(at + 1))).toBeUndefined()
    expect(tokens.open(token.slice(0, at))).toBeUndefined()
  }
  expect(createPortalTokens('another secret').open(token)).toBeUndefined()
  for (const odd of ['', 'ps_', 'ps_.', 'ps_..', 'ps_e30.', `${token}.${token}`, `${token}=`, `x${token}`])
    expect(tokens.open(odd)).toBeUndefined()
})

import { expect, test } from 'vitest'
import { share } from './dispatch.ts'
import { nextTry, retryAfterMs } from './schedule.ts'

const now = new Date('2026-01-10T00:00:00Z')
const after = (ms: number) => new Date(now.getTime() + ms)

test('pauses differ by a fifth either way, and never reach beyond three days', () => {
  const pause = (random: number, tries = 1) =>
    nextTry({ tries, firstTryAt: now, now, random: () => random })!.getTime() - now.getTime()
  expect([pause(0), pause(0.5), pause(1)]).toEqual([4000, 5000, 6000])
  expect(pause(0.5, 99)).toBe(22 * 3_600_000)
  const late = { tries: 10, firstTryAt: after(-71 * 3_600_000), now, random: () => 0.5 }
  expect(nextTry(late)).toEqual(after(3_600_000))
  expect(nextTry({ ...late, firstTryAt: after(-72 * 3_600_000) })).toBeUndefined()
})

test('what an endpoint asks for is waited for, within a day', () => {
  expect(retryAfterMs('120', now)).toBe(120_000)
  expect(retryAfterMs('Sat, 10 Jan 2026 00:01:00 GMT', now)).toBe(60_000)
  expect(retryAfterMs('999999', now)).toBe(24 * 3_600_000)
  for (const nothing of [undefined, '', 'soon', '-5', '0', 'Sat, 10 Jan 2020 00:00:00 GMT'])
    expect(retryAfterMs(nothing, now)).toBeUndefined()
  const asked = { tries: 1, firstTryAt: now, now, random: () => 0.5 }
  expect(nextTry({ ...asked, wishMs: 60_000 })).toEqual(after(60_000))
  expect(nextTry({ ...asked, wishMs: 10 })).toEqual(after(5000))
})

test('places are dealt out in turns; one that is silent has one, and all of them a few', () => {
  const live = { id: 'a', silent: false }
  const other = { id: 'b', silent: false }
  const dead = { id: 'c', silent: true }
  const shares = (places: number, silentPlaces = 16, busy = new Map<string, number>()) =>
    Object.fromEntries(
      share([live, other, dead], busy, { places, silentPlaces }).map(({ id, count }) => [id, count]),
    )
  expect(shares(64)).toEqual({ a: 8, b: 8, c: 1 })
  expect(shares(5)).toEqual({ a: 2, b: 2, c: 1 })
  expect(shares(64, 0)).toEqual({ a: 8, b: 8 })
  expect(shares(64, 16, new Map([['a', 7]]))).toEqual({ a: 1, b: 8, c: 1 })
  expect(shares(0)).toEqual({})
})

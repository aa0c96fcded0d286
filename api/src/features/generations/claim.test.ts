import { afterEach, expect, test, vi } from 'vitest'
import { HeldError, newClaim, refuseHeld } from './claim.ts'

afterEach(() => vi.useRealTimers())

test('a try is left alone while it is fresh, and by clocks that disagree much never for long', () => {
  expect(() => refuseHeld(null)).not.toThrow()
  vi.useFakeTimers({ now: 1_800_000_000_000 })
  const claim = newClaim()
  for (const [ms, isHeld] of [
    [0, true],
    [9_000, true],
    [11_000, false],
    // Begun by a worker whose clock is ahead: a little, and an hour.
    [-500, true],
    [-3_600_000, false],
  ] as const) {
    vi.setSystemTime(1_800_000_000_000 + ms)
    if (isHeld) expect(() => refuseHeld(claim), `${ms} ms`).toThrow(HeldError)
    else expect(() => refuseHeld(claim), `${ms} ms`).not.toThrow()
  }
})

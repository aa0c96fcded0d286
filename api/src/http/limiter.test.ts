import { expect, test } from 'vitest'
import type { Count, Counted } from '../data/rate-windows.ts'
import { createLimiter, type Standing } from './limiter.ts'

/** A database that counts, and some processes that settle with it. */
function shared(processes: number, options: { msLeft?: () => number } = {}) {
  const used = new Map<string, number>()
  let settled = 0
  const settle = async (counts: Count[]): Promise<Counted[]> => {
    settled += 1
    await new Promise((resolve) => setImmediate(resolve))
    return counts.map(({ name, amount }) => {
      used.set(name, (used.get(name) ?? 0) + amount)
      return { name, used: used.get(name)!, msLeft: options.msLeft?.() ?? 60_000 }
    })
  }
  const limiters = Array.from({ length: processes }, () =>
    createLimiter({ settle, onError: () => undefined }),
  )
  return { limiters, used, settlements: () => settled }
}

const allowed = (answers: Standing[]) => answers.filter((answer) => answer.allowed).length

test.each([1, 2, 5])('%d processes let through the quota, and a fiftieth each at most', async (processes) => {
  const { limiters } = shared(processes)
  const answers: Standing[] = []
  // In waves, so that some are answered between two settlements and some have to wait.
  for (let wave = 0; wave < 60; wave += 1)
    answers.push(
      ...(await Promise.all(
        limiters.flatMap((one) => Array.from({ length: 30 }, () => one.take('k', 1000))),
      )),
    )
  expect(answers.length).toBeGreaterThan(1500)
  expect(allowed(answers)).toBeGreaterThanOrEqual(1000)
  expect(allowed(answers)).toBeLessThanOrEqual(1000 + processes * 20)
  expect(answers.at(-1)).toMatchObject({ allowed: false, remaining: 0 })
})

test('all at once, a small quota is exact', async () => {
  const { limiters } = shared(2)
  const answers = await Promise.all(
    limiters.flatMap((one) => Array.from({ length: 50 }, () => one.take('k', 10))),
  )
  expect(allowed(answers)).toBe(10)
})

test('one after the other, each to another process, a small quota is exact', async () => {
  const { limiters } = shared(3)
  const answers: Standing[] = []
  for (let n = 0; n < 12; n += 1) answers.push(await limiters[n % 3]!.take('k', 2))
  expect(answers.map((answer) => answer.allowed)).toEqual(answers.map((_, n) => n < 2))
})

test('far from the limit nobody waits, and thousands of requests cost a few settlements', async () => {
  const { limiters, settlements } = shared(1)
  const [limiter] = limiters
  for (let n = 0; n < 5000; n += 1) {
    const answer = limiter!.take(`key ${n % 100}`, 10_000)
    expect(answer).not.toBeInstanceOf(Promise)
  }
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(settlements()).toBe(1)
})

test('a window that is over is forgotten, also by whoever was refused in it', async () => {
  let msLeft = 20
  const { limiters, used } = shared(1, { msLeft: () => msLeft })
  const [limiter] = limiters
  const answers: Standing[] = []
  for (let n = 0; n < 5; n += 1) answers.push(await limiter!.take('k', 3))
  expect(answers.map((answer) => answer.allowed)).toEqual([true, true, true, false, false])
  used.clear()
  msLeft = 60_000
  await expect.poll(async () => (await limiter!.take('k', 3)).allowed).toBe(true)
})

test('a database that is away refuses nobody', async () => {
  const errors: unknown[] = []
  const limiter = createLimiter({
    settle: async () => {
      throw new Error('away')
    },
    onError: (error) => errors.push(error),
  })
  for (let n = 0; n < 4; n += 1) expect((await limiter.take('k', 2)).allowed).toBe(n < 2)
  expect(errors.length).toBeGreaterThan(0)
})

test('a request costs far less than 0.2 ms', () => {
  const { limiters } = shared(1)
  const [limiter] = limiters
  const startedAt = performance.now()
  for (let n = 0; n < 20_000; n += 1) limiter!.take(`key ${n % 1000}`, 1_000_000)
  const eachMs = (performance.now() - startedAt) / 20_000
  expect(eachMs).toBeLessThan(0.05)
})

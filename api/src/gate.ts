/** Lets `limit` tasks run at once and the rest wait their turn, in order. */
export function createGate(limit: number) {
  let running = 0
  const waiting: (() => void)[] = []

  return async <T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve))
    else running++
    try {
      signal?.throwIfAborted()
      return await task()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}

/** Runs tasks in the order given, so many at a time. */
export function limiter(limit: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (task) => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await task()
    } finally {
      // A place is handed on, so that nobody who comes meanwhile takes it.
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}

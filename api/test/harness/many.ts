/** Does the same for each number below `count`, some at a time: all at once is a crowd, which is told to come later. */
export async function many<T>(count: number, work: (n: number) => Promise<T>, atOnce = 4): Promise<T[]> {
  const results: T[] = []
  let next = 0
  const one = async () => {
    while (next < count) {
      const n = next++
      results[n] = await work(n)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, one))
  return results
}

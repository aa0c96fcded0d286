/** Whether drills run in full (`npm run drill`), or in the short form that every run of the tests can afford. */
export const FULL = process.env.DRILL === 'full'

export const size = (short: number, full: number): number => (FULL ? full : short)
export const timeoutMs = (short: number): number => (FULL ? Math.max(short * 10, 1_800_000) : short)

/** One line that says what was asked, what was promised, and what became of it. */
export function report(name: string, figures: Record<string, number | string>): void {
  const text = Object.entries(figures).map(
    ([what, value]) => `${what} ${typeof value === 'number' ? Math.round(value) : value}`,
  )
  console.log(`${name}: ${text.join(', ')}`)
}

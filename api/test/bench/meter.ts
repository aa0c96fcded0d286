import { readFileSync, writeFileSync } from 'node:fs'
import { median } from './table.ts'

/** What one contender spent, an entry a round. */
export interface Spent {
  wallMs: number[]
  cpuMs: number[]
  /** Resident memory at its highest, above what there was before. */
  peakMb: number
}

/**
 * Lets contenders take turns at each of `count` pieces of work, so that a busy machine is busy for all of them; adds
 * up what each spends by round. The first round only warms the compiler and the caches.
 */
export async function takeTurns(
  contenders: Record<string, (i: number) => Promise<unknown>>,
  { count, rounds }: { count: number; rounds: number },
): Promise<Record<string, Spent>> {
  const spent: Record<string, Spent> = {}
  for (const name of Object.keys(contenders)) spent[name] = { wallMs: [], cpuMs: [], peakMb: 0 }
  for (let round = -1; round < rounds; round++) {
    for (let i = 0; i < count; i++) {
      // What one leaves lying about, the next one pays for: not always the same one.
      for (const [name, run] of shuffled(Object.entries(contenders))) {
        const before = startPeak()
        const [cpu, wall] = [process.cpuUsage(), performance.now()]
        await run(i)
        const { user, system } = process.cpuUsage(cpu)
        const wallMs = performance.now() - wall
        if (round < 0) continue
        const sums = spent[name]!
        sums.wallMs[round] = (sums.wallMs[round] ?? 0) + wallMs / count
        sums.cpuMs[round] = (sums.cpuMs[round] ?? 0) + (user + system) / 1000 / count
        sums.peakMb = Math.max(sums.peakMb, residentMb('VmHWM') - before)
      }
    }
  }
  return spent
}

function shuffled<T>(list: readonly T[]): T[] {
  const left = [...list]
  return list.map(() => left.splice(Math.floor(Math.random() * left.length), 1)[0]!)
}

/** How many times as much as another: of the same rounds, the middle. */
export function times(own: Spent, other: Spent, what: 'wallMs' | 'cpuMs'): number {
  return median(own[what].map((ms, round) => ms / other[what][round]!))
}

/** `0.98 (1.00: met)` */
export function judged(found: number, most?: number): string {
  if (most === undefined) return found.toFixed(2)
  return `${found.toFixed(2)} (${most.toFixed(2)}: ${found <= most ? 'met' : 'MISSED'})`
}

function startPeak(): number {
  try {
    // Linux: from here on, the highest is counted anew.
    writeFileSync('/proc/self/clear_refs', '5')
  } catch {
    // Elsewhere it is not told.
  }
  return residentMb('VmRSS')
}

function residentMb(field: 'VmHWM' | 'VmRSS'): number {
  try {
    return (
      Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) /
      1024
    )
  } catch {
    return Number.NaN
  }
}

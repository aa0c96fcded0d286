export interface Poll {
  /** Something may have become wanted again. */
  wake: () => void
  stop: () => void
}

const firstMs = 1000
const longestMs = 5000
const growth = 1.4
/** A picture that is never rendered must not keep every visitor asking for ever. */
const idleLimitMs = 10 * 60_000

/**
 * Asks now and again while `wanted`, ever more slowly, never while the page is hidden.
 * `ask` answers whether anything was new.
 */
export function poll(wanted: () => boolean, ask: () => Promise<boolean>): Poll {
  let waitMs = firstMs
  let idleMs = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking = false
  let stopped = false

  const plan = () => {
    clearTimeout(timer)
    timer = undefined
    if (stopped || document.hidden || !wanted() || idleMs > idleLimitMs) return
    // Jitter, so that visitors who arrived together do not ask together.
    timer = setTimeout(run, waitMs * (0.9 + Math.random() * 0.2))
  }
  const run = async () => {
    asking = true
    const isNew = await ask()
    asking = false
    idleMs = isNew ? 0 : idleMs + waitMs
    waitMs = Math.min(longestMs, waitMs * growth)
    plan()
  }
  const wake = () => {
    if (timer || asking) return
    waitMs = firstMs
    idleMs = 0
    plan()
  }
  const seen = () => {
    if (document.hidden) clearTimeout(timer)
    timer = undefined
    wake()
  }
  document.addEventListener('visibilitychange', seen)
  plan()
  return {
    wake,
    stop() {
      stopped = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', seen)
    },
  }
}

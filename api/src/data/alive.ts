import type pg from 'pg'

/** A connection that answered within this time is taken for good. */
const FRESH_MS = 300
const PING_MS = 500
/** Where one had died unseen, those that were silent as long have too. */
const SUSPECT_MS = 5000

/**
 * Asks a connection whether it still answers, before it is given out: after a failover the far end may be gone
 * without a word, and whoever got it would wait for ever. At most some three times a second each, so that it costs nothing.
 */
export function createAliveCheck(): {
  /** Says that it has just answered who we are. */
  opened(connection: pg.Client): void
  isAlive(connection: pg.Client): Promise<boolean>
} {
  const lastGood = new WeakMap<pg.Client, number>()
  let lastBad = Number.NEGATIVE_INFINITY

  return {
    // Not when it is first given out: one that was opened in a crowd, and then not needed, may lie there for long.
    opened: (connection) => void lastGood.set(connection, performance.now()),

    async isAlive(connection) {
      const now = performance.now()
      const good = lastGood.get(connection) ?? Number.NEGATIVE_INFINITY
      const suspect = good < lastBad
      if (!suspect && now - good < FRESH_MS) return true
      // Asking each of ten that are dead would take longer than whoever waits is willing to.
      if (!suspect || now - lastBad > SUSPECT_MS) {
        if (await answers(connection)) {
          lastGood.set(connection, performance.now())
          return true
        }
        lastBad = performance.now()
      }
      // Not asked to say goodbye, to which it would not answer either.
      connection.connection.stream.destroy()
      return false
    },
  }
}

async function answers(connection: pg.Client): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PING_MS)
  })
  const answer = connection.query('select 1').then(
    () => true,
    () => false,
  )
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

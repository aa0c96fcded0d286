/**
 * Resolves when the process is asked to stop: SIGTERM, Ctrl-C, or its supervisor gone. A second signal ends it at
 * once, for a person who does not want to wait.
 */
export function shutdownSignal(): Promise<NodeJS.Signals | 'disconnect'> {
  return new Promise((resolve) => {
    let asked = false
    const ask = (reason: NodeJS.Signals | 'disconnect') => {
      // Ctrl-C reaches a supervised process twice: from the terminal, and from its supervisor.
      if (asked && reason === 'SIGINT' && !process.send) process.exit(130)
      asked = true
      resolve(reason)
    }
    process.on('SIGINT', ask)
    process.on('SIGTERM', ask)
    if (process.send) process.on('disconnect', () => ask('disconnect'))
  })
}

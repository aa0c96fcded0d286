import { createHash } from 'node:crypto'
import { CloudTasksClient } from '@google-cloud/tasks'
import { credentials, status } from '@grpc/grpc-js'
import { PassThroughClient } from 'google-auth-library'
import type { Outbox, Unpushed } from '../../ports/outbox.ts'
import type { PushedQueue } from '../../ports/task-queue.ts'
import { createReceiver } from './receiver.ts'

export interface CloudTasksOptions {
  project: string
  location: string
  queue: string
  /** Where the worker is called; its tokens are for this audience. */
  workerUrl: string
  /** In whose name Google calls it. */
  serviceAccount: string
  /** `host:port` of a server that stands in for Google's; it is called without credentials or TLS. */
  apiEndpoint?: string
}

const BATCH = 64
const PUSHES_AT_ONCE = 16
const PUSH_MS = 5000
/** How soon what another process committed and then could not push is pushed by this one. */
const SWEEP_MS = 5000
/** Longer than a handler is given. */
const DISPATCH_SECONDS = 150

/**
 * Cloud Tasks in front of an outbox: a task is a row that its caller's transaction wrote, and Cloud Tasks is told
 * its id once that is committed. A name follows from the row, so that telling twice is telling once; a sweep tells
 * what a crash in between left untold. Priorities order the telling only: the service has none.
 */
export function createCloudTasksQueue(options: {
  outbox: Outbox
  cloud: CloudTasksOptions
  onError: (error: Error) => void
}): PushedQueue & { start(): Promise<void> } {
  const { outbox, cloud, onError } = options
  const client = new CloudTasksClient(
    cloud.apiEndpoint ? { ...localAddress(cloud.apiEndpoint), projectId: cloud.project } : {},
  )
  const parent = client.queuePath(cloud.project, cloud.location, cloud.queue)
  const receiver = createReceiver(outbox, onError)
  let sweep: NodeJS.Timeout | undefined
  let stopped = false
  let pushing: Promise<void> | undefined
  let again = false

  /** One round at a time; asked meanwhile, one more follows. */
  function push(): void {
    if (stopped) return
    if (pushing) {
      again = true
      return
    }
    pushing = pushAll()
      .catch(onError)
      .finally(() => {
        pushing = undefined
        if (again) push()
      })
  }

  async function pushAll(): Promise<void> {
    for (;;) {
      again = false
      const rows = await outbox.unpushed(BATCH)
      if (rows.length === 0) return
      const failure = await pushBatch(rows)
      // What failed comes again with a sweep; a service that is away is not asked for each of a thousand.
      if (failure) throw failure
      if (rows.length < BATCH) return
    }
  }

  async function pushBatch(rows: Unpushed[]): Promise<Error | undefined> {
    const left = [...rows]
    const told: string[] = []
    let failure: Error | undefined
    const tell = async () => {
      for (let row = left.shift(); row && !failure; row = left.shift())
        await create(row).then(
          () => told.push(row!.id),
          (error: Error) => {
            failure = error
          },
        )
    }
    await Promise.all(Array.from({ length: PUSHES_AT_ONCE }, tell))
    if (told.length > 0) await outbox.pushed(told)
    return failure
  }

  async function create({ id, task, pushes }: Unpushed): Promise<void> {
    // Names in sequence are slow to look up, Google says; a hash in front scatters them.
    const name = `${createHash('sha256').update(id).digest('hex').slice(0, 8)}-${id}-${pushes}`
    const httpRequest = {
      url: `${cloud.workerUrl}/tasks/${task}`,
      httpMethod: 'POST' as const,
      headers: { 'Content-Type': 'application/json' },
      body: Buffer.from(JSON.stringify({ id })),
      oidcToken: { serviceAccountEmail: cloud.serviceAccount, audience: cloud.workerUrl },
    }
    const task_ = {
      name: `${parent}/tasks/${name}`,
      httpRequest,
      dispatchDeadline: { seconds: DISPATCH_SECONDS },
    }
    try {
      await client.createTask({ parent, task: task_ }, { timeout: PUSH_MS })
    } catch (error) {
      if ((error as { code?: number }).code !== status.ALREADY_EXISTS) throw error
    }
  }

  return {
    async start() {
      const round = () => {
        push()
        // Not all processes at the same moment.
        sweep = setTimeout(round, SWEEP_MS * (0.75 + Math.random() / 2))
        sweep.unref()
      }
      round()
    },

    async enqueue(transaction, items) {
      if (items.length === 0) return
      await outbox.add(transaction, items)
      // Rolled back, there is nothing to push, and whoever began it hears of it.
      transaction.executionPromise.then(push, () => undefined)
    },

    work: receiver.work,
    receive: receiver.receive,
    oldestRunnableAgeMs: () => outbox.oldestRunnableAgeMs(),

    async stop(timeoutMs) {
      clearTimeout(sweep)
      stopped = true
      await receiver.stop(timeoutMs)
      await pushing
      await client.close()
    },
  }
}

function localAddress(endpoint: string) {
  const { hostname, port } = new URL(`http://${endpoint}`)
  return {
    servicePath: hostname,
    port: Number(port),
    sslCreds: credentials.createInsecure(),
    // Credentials are looked for on the machine otherwise, which takes seconds where there are none.
    authClient: new PassThroughClient() as never,
  }
}

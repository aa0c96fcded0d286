import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { Server, ServerCredentials, type ServiceDefinition, status } from '@grpc/grpc-js'
import { loadSync } from '@grpc/proto-loader'
import { createSigner, type Signer } from './tokens.ts'

/** A stand-in for Cloud Tasks: the service of its own protos, which calls the targets by HTTP as Google does. */
export interface CloudTasksServer {
  /** `host:port` of its gRPC. */
  endpoint: string
  /** Where the certificates of its tokens are. */
  certificatesUrl: string
  /** Every call of a target. */
  deliveries: { task: string; body: string; headers: Record<string, string>; status: number }[]
  /** Every name that was ever given. */
  names: string[]
  /** How many tasks are still to be delivered. */
  open(): number
  /**
   * Called for each createTask: what it answers is the gRPC code to fail with; `lost` is a call that never arrives,
   * `mute` one that is carried out and never answered.
   */
  disturb: (name: string, url: string) => number | 'lost' | 'mute' | undefined
  stop(): Promise<void>
}

interface Created {
  name: string
  httpRequest: {
    url: string
    headers: Record<string, string>
    body: Buffer
    oidcToken: { serviceAccountEmail: string; audience: string }
  }
}
type Unary = (
  call: { request: { parent: string; task: Created } },
  answer: (error: { code: number; message: string } | null, result?: unknown) => void,
) => void

export interface CloudTasksServerOptions {
  /** Every how-manieth task is delivered twice at once; 5 % unless said. */
  duplicateEvery?: number
  /** Every how-manieth task waits for `delayMs` first. */
  delayEvery?: number
  delayMs?: number
  /** How often each task is delivered, at the same moment. */
  times?: number
}

const LONGEST_BACKOFF_MS = 1000

export async function startCloudTasksServer(
  options: CloudTasksServerOptions = {},
): Promise<CloudTasksServer> {
  const { duplicateEvery = 20, delayEvery = 7, delayMs = 300, times = 1 } = options
  const known = new Set<string>()
  const alive = new Set<string>()
  const signers = new Map<string, Signer>()
  const stopped = new AbortController()
  let count = 0
  const certificates = createServer((_req, res) => {
    res.setHeader('Content-Type', 'application/json')
    // Not kept: a test's target may appear later than the first call.
    res.end(JSON.stringify(Object.assign({}, ...[...signers.values()].map((signer) => signer.certificates))))
  })
  await new Promise<void>((resolve) => certificates.listen(0, '127.0.0.1', resolve))

  const fake: CloudTasksServer = {
    endpoint: '',
    certificatesUrl: `http://127.0.0.1:${(certificates.address() as AddressInfo).port}/certs`,
    deliveries: [],
    names: [],
    open: () => alive.size,
    disturb: () => undefined,
    async stop() {
      stopped.abort()
      server.forceShutdown()
      certificates.closeAllConnections()
      await new Promise((resolve) => certificates.close(resolve))
    },
  }
  const server = new Server()
  server.addService(readService(), { createTask: create as never })
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  )
  fake.endpoint = `127.0.0.1:${port}`
  return fake

  function create(...[{ request }, answer]: Parameters<Unary>): void {
    const { parent, task } = request
    const trouble = fake.disturb(task.name, task.httpRequest.url)
    if (trouble === 'lost') return
    const refuse = (code: number, message: string) => answer({ code, message })
    if (typeof trouble === 'number') return void refuse(trouble, 'disturbed')
    if (!task.name.startsWith(`${parent}/tasks/`) || !/\/tasks\/[\w-]{1,500}$/.test(task.name))
      return void refuse(status.INVALID_ARGUMENT, 'the name is not one of this queue')
    // Also of tasks that are done: Google remembers names for an hour or more.
    if (known.has(task.name)) return void refuse(status.ALREADY_EXISTS, 'exists')
    known.add(task.name)
    fake.names.push(task.name)
    alive.add(task.name)
    count += 1
    const copies = Math.max(times, count % duplicateEvery === 0 ? 2 : 1)
    const wait = count % delayEvery === 0 ? delayMs : 0
    for (let copy = 0; copy < copies; copy += 1) setTimeout(() => void deliver(task, 0, 50), wait).unref()
    if (trouble !== 'mute') answer(null, task)
  }

  async function deliver(task: Created, retries: number, backoffMs: number): Promise<void> {
    if (stopped.signal.aborted) return
    const code = await call(task, retries)
    if (code >= 200 && code < 300) return void alive.delete(task.name)
    // Another copy may have ended it meanwhile.
    if (!alive.has(task.name)) return
    setTimeout(
      () => void deliver(task, retries + 1, Math.min(backoffMs * 2, LONGEST_BACKOFF_MS)),
      backoffMs,
    ).unref()
  }

  async function call({ name, httpRequest }: Created, retries: number): Promise<number> {
    const { serviceAccountEmail: email, audience } = httpRequest.oidcToken
    const signer = signers.get(audience) ?? createSigner(audience, email)
    signers.set(audience, signer)
    const [, queue, short] = /\/queues\/([^/]+)\/tasks\/(.+)$/.exec(name)!
    const headers: Record<string, string> = {
      ...httpRequest.headers,
      Authorization: `Bearer ${signer.sign()}`,
      'User-Agent': 'Google-Cloud-Tasks',
      'X-CloudTasks-QueueName': queue!,
      'X-CloudTasks-TaskName': short!,
      'X-CloudTasks-TaskRetryCount': String(retries),
      'X-CloudTasks-TaskExecutionCount': String(retries),
      'X-CloudTasks-TaskETA': String(Date.now() / 1000),
    }
    const body = httpRequest.body.toString()
    const code = await fetch(httpRequest.url, { method: 'POST', headers, body, signal: stopped.signal }).then(
      async (response) => {
        await response.arrayBuffer()
        return response.status
      },
      () => 0,
    )
    fake.deliveries.push({ task: name, body, headers, status: code })
    return code
  }
}

/** The service as the package itself describes it. */
function readService(): ServiceDefinition {
  const here = createRequire(import.meta.url)
  const tasks = here.resolve('@google-cloud/tasks')
  const gax = createRequire(tasks).resolve('google-gax')
  const loaded = loadSync('google/cloud/tasks/v2/cloudtasks.proto', {
    includeDirs: [tasks, gax].map((path) => path.replace(/([\\/]build[\\/]).*$/, '$1protos')),
    longs: Number,
    enums: String,
    defaults: true,
  })
  return loaded['google.cloud.tasks.v2.CloudTasks'] as ServiceDefinition
}

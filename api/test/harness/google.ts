import { randomUUID } from 'node:crypto'
import { startFront } from '../drivers/cloud-tasks/front.ts'
import { startCloudTasksServer } from '../drivers/cloud-tasks/server.ts'
import { startGcsServer } from '../drivers/gcs/server.ts'

/** What an installation on Google Cloud is told, and what stands in for Google there. */
export interface Google {
  /** With a bucket of its own at each call. */
  env(): Promise<Record<string, string>>
  /** Where tasks are brought: the port of a worker. */
  worker: { port: number | undefined }
  stop(): Promise<void>
}

/**
 * Our own servers; Google's storage testbench and a Cloud Tasks emulator where the environment names them, as
 * api/deploy/README.md says.
 */
export async function startGoogle(): Promise<Google> {
  const testbench = process.env.STORAGE_EMULATOR_HOST
  const emulator = process.env.CLOUD_TASKS_API_ENDPOINT
  const bucket = testbench ? undefined : await startGcsServer()
  const cloud = emulator ? undefined : await startCloudTasksServer()
  const worker: Google['worker'] = { port: undefined }
  const front = await startFront(() => worker.port)

  return {
    worker,

    async env() {
      const name = `b-${randomUUID()}`
      if (testbench) await createBucket(testbench, name)
      return {
        OBJECT_STORE: 'gcs',
        GCS_BUCKET: name,
        GCS_API_ENDPOINT: testbench ?? bucket!.url,
        ROLE: 'api',
        TASK_QUEUE: 'cloud-tasks',
        CLOUD_TASKS_PROJECT: 'local',
        CLOUD_TASKS_LOCATION: 'europe-west1',
        CLOUD_TASKS_QUEUE: 'vitrine',
        CLOUD_TASKS_WORKER_URL: front.url,
        CLOUD_TASKS_SERVICE_ACCOUNT: 'tasks@local.iam.gserviceaccount.com',
        CLOUD_TASKS_API_ENDPOINT: emulator ?? cloud!.endpoint,
        CLOUD_TASKS_CERTIFICATES_URL: process.env.CLOUD_TASKS_CERTIFICATES_URL ?? cloud!.certificatesUrl,
      }
    },

    async stop() {
      await Promise.all([front.stop(), bucket?.stop(), cloud?.stop()])
    },
  }
}

/** On the testbench, a bucket has to be made first. */
export async function createBucket(endpoint: string, name: string): Promise<void> {
  const response = await fetch(`${endpoint}/storage/v1/b?project=local`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name }),
  })
  if (!response.ok) throw new Error(`no bucket: ${response.status} ${await response.text()}`)
}

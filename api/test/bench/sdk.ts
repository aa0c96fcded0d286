import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Vitrine } from '../../../sdk/src/index.ts'
import { loadCatalogue } from '../../src/cli/demo/catalogue.ts'
import { startInstallation } from './installation.ts'
import { median, printTable } from './table.ts'

const CALLS = 1000
const WARM_UP = 200
const CLI = fileURLToPath(new URL('../../../sdk/cli/main.ts', import.meta.url))

type Installation = Awaited<ReturnType<typeof startInstallation>>

/** What the client costs beside a bare fetch, and what an import costs beside the rendering that it starts. */
export async function benchSdk({ full }: { full: boolean }): Promise<void> {
  const installation = await startInstallation()
  try {
    await benchCalls(installation)
    await benchImport(installation, full ? { whole: 200, held: 40 } : { whole: 12, held: 12 })
  } finally {
    await installation.stop()
  }
}

/** The same read of the same API over connections that are kept alive, in turns. */
async function benchCalls({ client, url, secretKey }: Installation): Promise<void> {
  const { id } = await client.tenants.create({ name: 'Bench' })
  const headers = { authorization: `Bearer ${secretKey}`, accept: 'application/json' }
  const sides: Record<string, () => Promise<unknown>> = {
    'bare fetch': async () => (await fetch(`${url}/v1/tenants/${id}`, { headers })).json(),
    '@vitrine/sdk': () => client.tenants.get(id),
  }
  const times: Record<string, number[]> = { 'bare fetch': [], '@vitrine/sdk': [] }
  for (let i = -WARM_UP; i < CALLS; i += 1)
    // Every other time the other way round: what the one leaves behind is not always the other's.
    for (const [name, call] of i % 2 === 0 ? Object.entries(sides) : Object.entries(sides).reverse()) {
      const startedAt = performance.now()
      await call()
      if (i >= 0) times[name]!.push(performance.now() - startedAt)
    }
  const bare = median(times['bare fetch']!)
  printTable(
    `GET /v1/tenants/{tenantId}, one after the other, median of ${CALLS} calls each`,
    Object.entries(times).map(([name, all]) => ({
      '': name,
      'ms a call': median(all),
      'to bare': median(all) / bare,
      target: name === 'bare fetch' ? '' : verdict(median(all) / bare, 1.1),
    })),
  )
}

/**
 * One import as anybody runs it; then one, of fewer tenants where `held` says so, whose pictures are only begun once
 * all its tenants are made, since the worker is held still until then: what that takes is what the worker alone needs.
 */
async function benchImport(
  { client, url, secretKey, workerPid }: Installation,
  counts: { whole: number; held: number },
): Promise<void> {
  if (workerPid === undefined) throw new Error('There is no worker to hold still')
  const progress = { bar: () => ({ update() {} }), stop() {} }
  await loadCatalogue(client, 'en', progress, new AbortController().signal)
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-import-'))
  const env = { ...process.env, VITRINE_KEY: secretKey, VITRINE_URL: url }
  const importAll = async (name: keyof typeof counts, ...more: string[]) => {
    const file = await writeClients(folder, name, counts[name])
    const startedAt = performance.now()
    await promisify(execFile)(
      process.execPath,
      [CLI, 'tenants', 'import', file, '--logos', folder, ...more],
      { env },
    )
    return performance.now() - startedAt
  }
  try {
    const wholeMs = await importAll('whole')
    process.kill(workerPid, 'SIGSTOP')
    const makingMs = await importAll('held', '--no-wait').finally(() => process.kill(workerPid, 'SIGCONT'))
    const startedAt = performance.now()
    await finished(client, 'held')
    const workerMs = performance.now() - startedAt
    const row = (name: string, tenants: number, ms: number) => ({
      '': name,
      tenants,
      seconds: ms / 1000,
      'a tenant': ms / 1000 / tenants,
      'to worker': ms / tenants / (workerMs / counts.held),
    })
    const whole = row('the whole import', counts.whole, wholeMs)
    printTable('tenants import, tenants with real logos, 24 items each', [
      { ...row('the worker alone', counts.held, workerMs), target: '' },
      { ...row('making the tenants alone', counts.held, makingMs), target: '' },
      { ...whole, target: verdict(whole['to worker'], 1.2) },
    ])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const verdict = (ratio: number, limit: number): string => `${limit}: ${ratio <= limit ? 'met' : 'MISSED'}`

async function finished(client: Vitrine, name: string): Promise<void> {
  for await (const { id, externalId } of client.tenants.list({ limit: 100 })) {
    if (!externalId?.startsWith(name)) continue
    const [generation] = (await client.generations.list(id, { limit: 1 })).data
    if (generation) await client.generations.wait(generation.id, { timeoutMs: 3_600_000 })
  }
}

type IconSet = {
  width?: number
  height?: number
  icons: Record<string, { body: string; width?: number; height?: number }>
}

/** Marks of open-source projects, as the demo's are: each a file of its own. */
async function writeClients(folder: string, name: string, count: number): Promise<string> {
  const set: IconSet = createRequire(import.meta.url)('@iconify-json/logos/icons.json')
  const plain = Object.values(set.icons).filter(
    ({ body }) => body.length < 6000 && !/<(?!\/?(path|g)\b)/.test(body),
  )
  const lines = ['externalId,name']
  for (let i = 0; i < count; i += 1) {
    const { body, width = set.width ?? 256, height = set.height ?? 256 } = plain[i % plain.length]!
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${body}</svg>`
    await writeFile(join(folder, `${name}-${i}.svg`), svg)
    lines.push(`${name}-${i},Client ${name} ${i}`)
  }
  const file = join(folder, `${name}.csv`)
  await writeFile(file, lines.join('\n'))
  return file
}

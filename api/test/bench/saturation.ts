import { readFile } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Vitrine } from '../../../sdk/src/index.ts'
import { products } from '../../sample/catalogue.ts'
import { logoSvg } from '../render/samples.ts'
import { startInstallation } from './installation.ts'
import { median, percentile, printTable } from './table.ts'

const PHOTOS = join(import.meta.dirname, '../../sample/photos')
const LOGOS = ['google', 'slack', 'mastercard', 'firefox', 'gulp']
const ITEMS = 12
/** A read every so often, whatever became of the one before: what visitors do, unlike a loop. */
const EVERY_MS = 20
/** Far below a lease: a halted worker keeps its tasks. */
const TURN_S = 2.5
/** How much worse the slow reads may become. */
const TARGET = 2

interface Read {
  name: string
  url: string
  headers: Record<string, string>
}

/**
 * Reads while the worker rests, and while it has more pictures to make than it can. The two take turns, the worker
 * being halted for the one, so that other work on the machine hits both.
 */
export async function benchSaturation({ full = false }: { full?: boolean } = {}): Promise<void> {
  const turns = full ? 20 : 7
  const { url, secretKey, client, workerPid, stop } = await startInstallation()
  try {
    if (!workerPid) return console.log('Reads under load are left out: they need Linux.')
    const reads = await fill(client, url, secretKey)
    const generations = await saturate(client, full ? 80 : 40)
    await measure(reads, 1)
    const rounds: { idle: number[][]; busy: number[][] }[] = []
    for (let turn = 0; turn < turns; turn++) {
      process.kill(workerPid, 'SIGSTOP')
      const idle = await measure(reads, TURN_S)
      process.kill(workerPid, 'SIGCONT')
      rounds.push({ idle, busy: await measure(reads, TURN_S) })
    }
    const { status } = await client.generations.get(generations.at(-1)!)
    report(reads, rounds)
    if (status !== 'queued' && status !== 'running')
      console.log('The worker ran out of work before the end: the busy figures are too good.')
  } finally {
    await stop()
  }
}

function report(reads: Read[], rounds: { idle: number[][]; busy: number[][] }[]): void {
  const load = loadavg()[0]!.toFixed(1)
  printTable(
    `Reads beside a worker at rest and at work (${1000 / EVERY_MS} a second, ${rounds.length} turns, load ${load})`,
    reads.map(({ name }, i) => {
      const idle = rounds.flatMap((round) => round.idle[i]!)
      const busy = rounds.flatMap((round) => round.busy[i]!)
      const ratios = rounds.map((round) => percentile(round.busy[i]!, 95) / percentile(round.idle[i]!, 95))
      return {
        '': name,
        'rest p50 ms': percentile(idle, 50),
        'p95 ms': percentile(idle, 95),
        'work p50 ms': percentile(busy, 50),
        'p95 ms ': percentile(busy, 95),
        'p95 ratio, median turn': median(ratios),
        target: `${TARGET}: ${median(ratios) <= TARGET ? 'met' : 'MISSED'}`,
      }
    }),
  )
}

async function fill(client: Vitrine, url: string, secretKey: string): Promise<Read[]> {
  for (const { photo, placement } of products.slice(0, ITEMS)) {
    const { id } = await client.products.create({ name: photo, price: { amount: 890, currency: 'EUR' } })
    await client.products.setImage(id, await readFile(join(PHOTOS, photo)))
    await client.products.setPlacement(id, placement)
  }
  const tenant = await client.tenants.create({ name: 'Reader', logo: logoSvg('logos', 'google') })
  await client.generations.wait(tenant.generation!.id)
  const key = await client.apiKeys.create({ type: 'publishable', name: 'bench', allowedOrigins: ['*'] })
  const visitor = { 'x-publishable-key': key.secret }
  const partner = { authorization: `Bearer ${secretKey}` }
  const portal = `${url}/v1/portals/${tenant.slug}`
  return [
    { name: 'portal', url: portal, headers: visitor },
    { name: `portal items (${ITEMS})`, url: `${portal}/items?limit=24`, headers: visitor },
    { name: 'tenant', url: `${url}/v1/tenants/${tenant.id}`, headers: partner },
  ]
}

async function saturate(client: Vitrine, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let n = 0; n < count; n++) {
    const logo = logoSvg('logos', LOGOS[n % LOGOS.length]!)
    ids.push((await client.tenants.create({ name: `Company ${n}`, logo })).generation!.id)
  }
  return ids
}

async function measure(reads: Read[], seconds: number): Promise<number[][]> {
  const agent = new Agent({ keepAlive: true })
  const times = reads.map((): number[] => [])
  const open: Promise<void>[] = []
  const startedAt = performance.now()
  for (let n = 0; n * EVERY_MS < seconds * 1000; n++) {
    await sleep(Math.max(0, startedAt + n * EVERY_MS - performance.now()))
    const which = n % reads.length
    open.push(timeOf(reads[which]!, agent).then((ms) => void times[which]!.push(ms)))
  }
  await Promise.all(open)
  agent.destroy()
  return times
}

function timeOf({ url, headers }: Read, agent: Agent): Promise<number> {
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`))
      response.resume().on('end', () => resolve(performance.now() - startedAt))
    })
    asked.on('error', reject).end()
  })
}

if (import.meta.main) await benchSaturation({ full: process.argv.includes('--full') })

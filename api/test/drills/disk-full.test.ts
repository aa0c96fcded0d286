import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { Vitrine } from '../../../sdk/src/index.ts'
import { command } from '../harness/command.ts'
import { mountSmallDisk, type SmallDisk } from '../harness/disk.ts'
import { report, size, timeoutMs } from '../harness/drill.ts'
import { request } from '../harness/http.ts'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

// The disk with the pictures is full for a while, in the middle of work. The database has one of its own.

const PRODUCTS = size(4, 10)
/** More than an item is given where it is to blame itself. */
const TRIES = size(2, 7)

const mounted = mountSmallDisk(inject('folder'), size(8, 32))
if (typeof mounted === 'string') console.log(`not tested here: ${mounted}`)

describe.skipIf(typeof mounted === 'string')('a disk that is full', () => {
  const disk = mounted as SmallDisk
  let vitrine: TestVitrine
  let client: Vitrine
  let secretKey: string
  const products: string[] = []
  let tenantId: string

  beforeAll(async () => {
    vitrine = await startVitrine({
      dataDir: join(disk.path, 'data'),
      inProcess: 'a balancer answers in the place of processes that all say they are not ready',
    })
    ;({ client, secretKey } = await vitrine.createAccount())
    const photo = await photoJpeg({ size: 300 })
    for (let n = 0; n < PRODUCTS; n += 1) {
      const { id } = await client.products.create({ name: `P${n}`, price: { amount: 1, currency: 'EUR' } })
      await client.products.setImage(id, photo)
      await place(id, 30 + n)
      products.push(id)
    }
    const tenant = await client.tenants.create({ name: 'T', logo: logoSvg('#ff0000') })
    tenantId = tenant.id
    await client.generations.wait(tenant.generation!.id)
  })
  afterAll(async () => {
    await vitrine?.stop()
    disk.remove()
  })

  const place = (id: string, centerXPct: number) =>
    client.products.setPlacement(id, { layers: [{ mode: 'box', centerXPct, centerYPct: 50, widthPct: 30 }] })
  const ready = () => request(`${vitrine.url}/readyz`)

  test('uploads are told, renders wait, nothing half is ever seen; with room again all is done', {
    timeout: timeoutMs(60_000),
  }, async () => {
    await disk.fill()
    expect(await ready()).toMatchObject({
      status: 503,
      body: { status: 'unavailable', checks: { database: 'ok', storage: 'unavailable' } },
    })
    expect((await request(`${vitrine.url}/healthz`)).status).toBe(200)

    const before = await rows()
    const upload = async (method: string, path: string, body: BodyInit, type?: string) => {
      const headers: Record<string, string> = {
        'idempotency-key': 'full',
        ...(type && { 'content-type': type }),
      }
      const answer = await request(`${vitrine.url}/v1${path}`, { method, key: secretKey, body, headers })
      return { status: answer.status, code: answer.body?.code, again: answer.headers.get('retry-after') }
    }
    const told = { status: 503, code: 'unavailable', again: '2' }
    const photo = new Uint8Array(await photoJpeg({ size: 400, color: '#00ff00' }))
    const form = () => {
      const fields = new FormData()
      fields.set('name', 'Full')
      fields.set(
        'logo',
        new Blob([new Uint8Array(logoSvg('#00ff00'))], { type: 'image/svg+xml' }),
        'logo.svg',
      )
      return fields
    }
    expect(await upload('PUT', `/products/${products[0]}/image`, photo, 'image/jpeg')).toEqual(told)
    expect(
      await upload('PUT', `/tenants/${tenantId}/logo`, new Uint8Array(logoSvg('#0000ff')), 'image/svg+xml'),
    ).toEqual(told)
    expect(await upload('POST', '/tenants', form())).toEqual(told)
    expect(await rows()).toEqual(before)

    // What needs no room works: placements are rows. Their pictures have to wait.
    const startedAt = performance.now()
    for (const [n, id] of products.entries()) await place(id, 40 + n)
    const tries = async () =>
      (
        await vitrine.database.query<{ n: number }>(
          `select max(retry_count)::int as n from pgboss.job where data->>'task' = 'render.item' and state < 'completed'`,
        )
      )[0]!.n
    await expect.poll(tries, { timeout: size(25_000, 300_000), interval: 100 }).toBeGreaterThanOrEqual(TRIES)
    const held = await vitrine.database.query<{ attempts: number }>(
      `select max(attempts) as attempts from generation_items where status = 'pending' group by item_id`,
    )
    expect(held).toHaveLength(PRODUCTS)
    // One that is under way at this moment counts until it has failed.
    for (const { attempts } of held) expect(attempts).toBeLessThanOrEqual(1)
    expect(await broken()).toEqual([])
    const tenants = await client.tenants.list()
    expect(tenants.data.map(({ name }) => name)).toEqual(['T'])

    await disk.free()
    const freedAt = performance.now()
    await expect.poll(async () => (await ready()).status, { timeout: 10_000, interval: 50 }).toBe(200)
    // The same calls again, under the same keys.
    expect(await upload('PUT', `/products/${products[0]}/image`, photo, 'image/jpeg')).toMatchObject({
      status: 200,
    })
    expect(await upload('POST', '/tenants', form())).toMatchObject({ status: 201 })
    const running = () =>
      vitrine.database.query(`select from generations where status in ('queued', 'running')`)
    await expect.poll(running, { timeout: size(40_000, 120_000), interval: 100 }).toEqual([])

    const failed = await vitrine.database.query(`select from generation_items where status = 'failed'`)
    const renders = await vitrine.database.query(`select from renders where status = 'ready'`)
    report('disk full', {
      attempted: 2 * PRODUCTS,
      acknowledged: renders.length,
      lost: 2 * PRODUCTS - renders.length + failed.length,
      duplicated: 0,
      'full for ms': freedAt - startedAt,
      'room to all done ms': performance.now() - freedAt,
    })
    expect(failed).toEqual([])
    expect(renders).toHaveLength(2 * PRODUCTS)
    expect(await broken()).toEqual([])
    const doctor = await command(['doctor', '--json'], {
      DATABASE_URL: vitrine.database.adminUrl,
      DATA_DIR: vitrine.dataDir,
      LOG_LEVEL: 'silent',
    })
    expect(JSON.parse(doctor.out)).toMatchObject({ missing: [], stuck: [], failedTasks: 0 })
  })

  /** All that a failed call could have changed. */
  async function rows(): Promise<unknown> {
    const tables = ['tenants', 'items', 'generations', 'generation_items', 'renders', 'events']
    return Promise.all(
      tables.map(async (table) => vitrine.database.query(`select t::text as row from ${table} t order by 1`)),
    )
  }

  /** Files under names that can be asked for whose bytes are not all there. */
  async function broken(): Promise<string[]> {
    const found: string[] = []
    for (const entry of await readdir(join(vitrine.dataDir, 'files'), {
      recursive: true,
      withFileTypes: true,
    })) {
      const path = join(entry.parentPath, entry.name)
      if (entry.isFile() && !path.includes('.incoming') && !isWhole(await readFile(path))) found.push(path)
    }
    return found
  }
})

/** Each kind says where it ends: WebP in its header, PNG and JPEG by their last bytes. */
function isWhole(bytes: Buffer): boolean {
  if (bytes.toString('latin1', 0, 4) === 'RIFF') return bytes.readUInt32LE(4) + 8 === bytes.length
  if (bytes.toString('latin1', 1, 4) === 'PNG')
    return bytes.toString('latin1', bytes.length - 8, bytes.length - 4) === 'IEND'
  return (
    bytes.subarray(0, 2).equals(Buffer.from([0xff, 0xd8])) &&
    bytes.subarray(-2).equals(Buffer.from([0xff, 0xd9]))
  )
}

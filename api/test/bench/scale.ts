import pg from 'pg'
import { photoJpeg } from '../harness/pictures.ts'
import { type BenchService, startServices } from './service.ts'
import { percentile, printTable } from './table.ts'

const FEW = 10
const MANY = 10_000
const ITEMS = 24
/** Reads of each kind, in turn from the one and the other. */
const READS = 400
/** How much slower the slow ones may be. */
const TARGET = 1.3

/** Portal reads and the tenant list of an account of 10,000 tenants against those of one with 10. */
export async function benchScale(): Promise<void> {
  const { services, close } = await startServices(['few', 'many'])
  try {
    const few = await fill(services.few, FEW)
    const many = await fill(services.many, MANY)
    const names = Object.keys(few.reads)
    const times = names.map(() => ({ few: [] as number[], many: [] as number[] }))
    for (let n = -READS / 8; n < READS; n += 1)
      for (const [at, name] of names.entries()) {
        const ms = { few: await few.reads[name]!(n), many: await many.reads[name]!(n) }
        // The first are to warm up.
        if (n < 0) continue
        times[at]!.few.push(ms.few)
        times[at]!.many.push(ms.many)
      }
    printTable(
      `${MANY} tenants × ${ITEMS} items against ${FEW}, one read after the other`,
      names.map((name, at) => {
        const p95 = { few: percentile(times[at]!.few, 95), many: percentile(times[at]!.many, 95) }
        const ratio = p95.many / p95.few
        return {
          '': name,
          [`p50 ms (${FEW})`]: percentile(times[at]!.few, 50),
          [`p50 ms (${MANY})`]: percentile(times[at]!.many, 50),
          [`p95 ms (${FEW})`]: p95.few,
          [`p95 ms (${MANY})`]: p95.many,
          'p95 ratio': ratio,
          target: `${TARGET}: ${ratio <= TARGET ? 'met' : 'MISSED'}`,
        }
      }),
    )
    printTable(
      `Rows of the account with ${MANY} tenants`,
      Object.entries(many.rows).map(([table, rows]) => ({ '': table, rows, 'a tenant': rows / MANY })),
    )
  } finally {
    await close()
  }
}

type Read = (n: number) => Promise<number>

async function fill(bench: BenchService, tenants: number) {
  const { client, publicUrl, secretKey } = bench
  const photo = await photoJpeg({ size: 200 })
  for (let n = 0; n < ITEMS; n += 1) {
    const { id } = await client.products.create({
      name: `Product ${n}`,
      price: { amount: 890, currency: 'EUR' },
    })
    await client.products.setImage(id, photo)
  }
  const { secret } = await client.apiKeys.create({ type: 'publishable', name: 'p', allowedOrigins: ['*'] })
  const rows = await multiply(bench, tenants)
  const visitor = { 'x-publishable-key': secret }
  const partner = { authorization: `Bearer ${secretKey}` }
  const timed = async (path: string, headers: Record<string, string>) => {
    const startedAt = performance.now()
    const response = await fetch(publicUrl + path, { headers })
    await response.arrayBuffer()
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}`)
    return performance.now() - startedAt
  }
  // As many steps through few as through many, and not the newest or oldest alone.
  const slugOf = (n: number) => `t${1 + ((Math.abs(n) * 7919) % tenants)}`
  const cursor = (await client.tenants.list({ limit: 5 })).nextCursor!
  const reads: Record<string, Read> = {
    'portal, as before': () => timed(`/v1/portals/${slugOf(0)}`, visitor),
    // No answer of these is kept: each is asked in words of its own.
    'portal items, made anew': (n) =>
      timed(`/v1/portals/${slugOf(n)}/items?limit=24&q=${spelt('product', Math.abs(n))}`, visitor),
    'tenants, first page': () => timed('/v1/tenants?limit=5', partner),
    'tenants, next page': () => timed(`/v1/tenants?limit=5&cursor=${encodeURIComponent(cursor)}`, partner),
    'one tenant by externalId': (n) => timed(`/v1/tenants?externalId=${slugOf(n)}`, partner),
  }
  return { reads, rows }
}

/** A word in capitals and small letters, followed by spaces: the same to a search, and thousands of ways to write it. */
function spelt(word: string, n: number): string {
  const letters = [...word].map((letter, at) => ((n >> at) & 1 ? letter.toUpperCase() : letter))
  return letters.join('') + '+'.repeat(1 + (n % 89))
}

/** Tenants with pictures and generations behind them, as a year leaves them. */
async function multiply(
  { adminUrl, accountId }: BenchService,
  tenants: number,
): Promise<Record<string, number>> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  const id = (prefix: string, n: string) => `'${prefix}_' || lpad((${n})::text, 26, '0')`
  const file = JSON.stringify(
    [320, 640, 960].map((width) => ({
      key: `a/b/${width}.webp`,
      width,
      height: width,
      format: 'webp',
      bytes: 9000,
    })),
  )
  try {
    await admin.query('begin')
    await admin.query(`set local session_replication_role = replica`)
    await admin.query(
      `insert into tenants (id, account_id, slug, external_id, name, locale)
       select ${id('tnt', 'n')}, $1, 't' || n, 't' || n, 'Tenant ' || n, 'fr' from generate_series(1, $2::int) n`,
      [accountId, tenants],
    )
    await admin.query(
      `insert into renders (id, account_id, tenant_id, item_id, status, fingerprint, files)
       select ${id('rnd', 'row_number() over ()')}, $1, t.id, i.id, 'ready', md5(t.id || i.id), $2::jsonb
       from tenants t, items i`,
      [accountId, file],
    )
    await admin.query(
      `insert into generations (id, account_id, tenant_id, reason, status, started_at, finished_at)
       select replace(id, 'tnt_', 'gen_'), account_id, id, 'tenant_created', 'succeeded', now(), now() from tenants`,
    )
    await admin.query(
      `insert into generation_items (account_id, generation_id, item_id, place, status)
       select g.account_id, g.id, i.id, 0, 'done' from generations g, items i`,
    )
    await admin.query(`insert into versions (subject, account_id) select id, account_id from tenants`)
    await admin.query('commit')
    await admin.query('vacuum analyze')
    const rows: Record<string, number> = {}
    for (const table of [
      'items',
      'pack_items',
      'tenants',
      'tenant_items',
      'renders',
      'generations',
      'generation_items',
    ])
      rows[table] = (await admin.query(`select count(*)::int as n from ${table}`)).rows[0].n
    return rows
  } finally {
    await admin.end()
  }
}

if (import.meta.main) await benchScale()

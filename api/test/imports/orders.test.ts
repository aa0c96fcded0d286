import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Order, Vitrine } from '../../../sdk/src/index.ts'
import { openFolder } from '../../src/features/imports/folder.ts'
import type { Report } from '../../src/features/imports/report.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'
import { CANARIES, makeOrdersPrototype } from './orders-prototype.ts'

const CLI = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

let vitrine: TestVitrine
let root: string
let folder: string
let accountId: string
let client: Vitrine
let dry: Report
let first: Report
let orders: Map<string, Order>
beforeAll(async () => {
  vitrine = await startVitrine()
  root = await mkdtemp(join(inject('folder'), 'import-orders-'))
  folder = join(root, 'prototype')
  await makeOrdersPrototype(folder)
  ;({ accountId, client } = await vitrine.createAccount())
  dry = await imports(true)
  expect(await rowsOf(accountId)).toEqual([])
  first = await imports()
  const all: Order[] = []
  for await (const order of client.orders.list({ limit: 100 })) all.push(order)
  orders = new Map(all.map((order) => [`${order.tenantName} ${order.externalId}`, order]))
}, 120_000)
afterAll(async () => {
  await vitrine?.stop()
  if (root) await rm(root, { recursive: true, force: true })
})

const imports = async (dryRun = false, account = accountId): Promise<Report> =>
  vitrine.service.imports.run(account, await openFolder(folder), {
    ...{ dryRun, locale: 'fr', signal: new AbortController().signal, onProgress: () => undefined },
  })
const rowsOf = (account: string) =>
  vitrine.database.query(`select to_jsonb(t) as row from orders t where account_id = $1 order by id`, [
    account,
  ])
const messages = (subject: string) =>
  first.findings.filter((finding) => finding.subject === subject).map(({ message }) => message)
const order = (externalId: string) => {
  const found = orders.get(`Acme ${externalId}`)
  expect(found, externalId).toBeDefined()
  return found!
}

const made = Date.parse('2024-11-12T13:14:15.161Z')

test('a dry run said beforehand just what came of it', () => {
  expect(first.counts).toEqual(dry.counts)
  expect(first.findings).toEqual(dry.findings)
  expect(first.counts.order).toEqual({ found: 22, imported: 18, unchanged: 0, left: 4 })
  expect(orders.size).toBe(18)
})

test('modules of JSON are read as well; of one id for two things the product has the placement', async () => {
  const [mug] = (await client.products.list()).data
  expect(mug).toMatchObject({ externalId: 'mug-basic', slug: 'mug', price: { amount: 1200 } })
  expect(mug!.placement.layers).toEqual([{ mode: 'box', centerXPct: 50, centerYPct: 50, widthPct: 20 }])
  const [mugs] = (await client.collections.list()).data
  expect(mugs).toMatchObject({ externalId: 'mug-basic', slug: 'mugs', placement: { layers: [] } })
  expect(messages('product mug-basic')).toEqual([
    'A collection has this id as well; a placement for it is the product’s.',
  ])
})

test('lines are frozen as they were, linked to what the catalogue holds', async () => {
  const mug = (await client.products.list({ externalId: 'mug-basic' })).data[0]!
  const welcome = (await client.packs.list({ externalId: 'welcome' })).data[0]!
  expect(order('CMD-LX3K2ABC')).toMatchObject({
    number: 'CMD-LX3K2ABC',
    status: 'pending_quote',
    createdAt: '2025-03-04T05:06:07.891Z',
    subtotal: { amount: 18_880, currency: 'EUR' },
    lines: [
      {
        ...{ itemId: mug.id, externalId: 'mug-basic', kind: 'product', name: 'Mug d’alors', quantity: 10 },
        ...{ unitPrice: { amount: 890 }, total: { amount: 8900 }, image: null },
      },
      { itemId: welcome.id, externalId: 'welcome', kind: 'pack', name: 'Pack Bienvenue', quantity: 2 },
    ],
  })
  expect(messages('order CMD-LX3K2ABC')).toEqual([])
  expect(order('old')).toMatchObject({
    status: 'confirmed',
    subtotal: { amount: 131 },
    lines: [
      { itemId: mug.id, externalId: 'mug-basic', name: 'Mug céramique', total: { amount: 30 } },
      { itemId: null, externalId: 'yo-yo', name: 'Yo-yo', total: { amount: 101 } },
    ],
  })
  expect(messages('order old')).toEqual(
    expect.arrayContaining([
      expect.stringContaining('Its line of yo-yo is kept as it stands'),
      expect.stringContaining('fraction of a cent; 101 cents'),
      'Its total was 0.30; its lines come to 1.31, which counts.',
    ]),
  )
  const pack = order('pack')
  expect(pack.lines[0]!.contents).toEqual([
    { itemId: mug.id, externalId: 'mug-basic', name: 'Mug', quantity: 2 },
  ])
  expect(pack.lines[1]).toMatchObject({ itemId: null, externalId: 'gone-pack', kind: 'pack' })
  expect(pack.lines[1]).not.toHaveProperty('contents')
})

test('totals are those of the lines, and a status becomes ours', () => {
  expect([order('pack').status, order('pack').subtotal.amount]).toEqual(['processing', 9980])
  expect([order('nan').status, order('nan').subtotal.amount]).toEqual(['completed', 8900])
  for (const id of ['pack', 'nan', 'no-id'])
    expect(messages(`order ${id}`)).toContainEqual(expect.stringContaining('Its total was no number'))
  expect(order('timeless').status).toBe('pending_quote')
  const shipped = `ORD-${made}-4242`
  expect(order(shipped).status).toBe('pending_quote')
  expect(messages(`order ${shipped}`)).toContainEqual(expect.stringContaining('Its status "shipped" is none'))
})

test('the time is that of the order, else that of its id; the list is in its order', async () => {
  for (const id of [`ORD-${made}-4242`, `acme-${made}-x7f`, `CMD-${made.toString(36)}`]) {
    expect(order(id).createdAt, id).toBe(new Date(made).toISOString())
    expect(messages(`order ${id}`)).toContainEqual(expect.stringContaining('that of its id stands in'))
  }
  expect(Date.now() - Date.parse(order('timeless').createdAt)).toBeLessThan(600_000)
  const times = (await client.orders.list({ limit: 100 })).data.map(({ createdAt }) => createdAt)
  expect(times).toEqual(times.toSorted().toReversed())
  // Also between those that are made here.
  expect((await client.orders.list({ limit: 100, until: '2025-01-01T00:00:00Z' })).data).toHaveLength(3)
})

test('each keeps the name people call it by, which is never one that we shall give', async () => {
  expect(order('2026-00001').number).toBe('old-2026-00001')
  expect(orders.get('lost-tenant CMD-LX3K2ABC')!.number).toBe('CMD-LX3K2ABC-2')
  expect((await client.orders.list({ q: 'cmd-lx3k2abc' })).data).toHaveLength(2)
  expect(order('no-id').number).toBe('no-id')
})

test('customers and addresses come in our form; what fits nowhere stands in the notes', () => {
  expect(order('addresses')).toMatchObject({
    customer: {
      companyName: 'Acme France',
      contactName: 'Zéphyrine Canari',
      email: 'zephyrine@canari.example',
      phone: '0611223344',
      department: 'comptabilité',
    },
    shipping: { addressLine1: '3 passage du secret', postalCode: '75002', city: 'Paris', country: 'FR' },
    billing: { addressLine1: '1 rue', city: 'London', country: 'GB', siret: '55208131766522' },
    notes: 'Sonner deux fois',
    internalReference: 'PO-7',
    desiredDeliveryDate: '2025-04-01',
  })
  expect(order('addresses').shipping).not.toHaveProperty('addressLine2')
  expect(order('old')).toMatchObject({ shipping: null, billing: null, notes: null })
  expect(order('atlantis')).toMatchObject({
    shipping: null,
    notes: 'Livraison : 3 passage du secret, 1, Atlantis, Atlantis',
  })
  expect(order('no-mail').customer).toBeNull()
  expect(order('no-mail').notes).toContain('Contact : Zéphyrine Canari, Acme France')
  expect(order('bare').customer).toEqual({
    companyName: 'Acme',
    contactName: 'zephyrine@canari.example',
    email: 'zephyrine@canari.example',
  })
  expect(order('nobody')).toMatchObject({ customer: null, notes: null, contactErasedAt: null })
})

test('what cannot be read is left out and said; the rest of it comes', () => {
  expect(order('lines').lines).toEqual([
    expect.objectContaining({ quantity: 2, total: { amount: 0, currency: 'EUR' } }),
  ])
  expect(messages('order lines')).toEqual(
    expect.arrayContaining([
      expect.stringContaining('Line 1 has no quantity'),
      expect.stringContaining('Line 2 has no quantity'),
      expect.stringContaining('Line 3 says of no product'),
      expect.stringContaining('Line 4 says of no product'),
      expect.stringContaining('Line 5 has no price'),
    ]),
  )
  const said = (subject: string, text: string) =>
    expect(messages(subject)).toContainEqual(expect.stringContaining(text))
  said('order empty', 'no line that can be read')
  said('order list', 'not an order that can be read')
  said('order copy', 'Another file holds an order of this id')
  said('tenant lost-tenant', 'as those of one that is gone')
  expect(first.findings).toContainEqual(
    expect.objectContaining({ where: 'public/orders/acme/order-cut.json', code: 'unreadable' }),
  )
  const links = first.findings.filter(({ message }) => message.includes('a link that leaves'))
  expect(links.map(({ where }) => where)).toEqual([
    'public/orders/acme/stolen.json',
    'public/orders/elsewhere',
  ])
  const evil = order('evil[2J')
  expect(evil).toMatchObject({
    customer: null,
    lines: [{ name: '<img onerror=alert(1)>', unitPrice: { amount: 0 } }],
  })
  expect(({} as Record<string, unknown>).isAdmin).toBeUndefined()
})

test('an address that another account has is said beforehand too; the orders come all the same', async () => {
  const { accountId: other } = await vitrine.createAccount('Taken')
  const before = await imports(true, other)
  const after = await imports(false, other)
  expect(before.counts).toEqual(after.counts)
  expect(before.findings).toEqual(after.findings)
  expect(after.counts.tenant).toEqual({ found: 1, imported: 0, unchanged: 0, left: 1 })
  const said = after.findings.filter(({ subject }) => subject === 'tenant acme').map(({ message }) => message)
  expect(said).toEqual([
    'Another portal of this installation has the slug acme; the tenant was left out.',
    'There is no such tenant; its orders came over as those of one that is gone.',
  ])
  // All of them from one portal, whichever run brought them.
  const tenants = await vitrine.database.query(
    `select distinct tenant_id from orders where account_id = $1 and tenant_slug = 'acme'`,
    [other],
  )
  expect(tenants).toHaveLength(1)
})

test('nothing about people stands in the report, on the terminal or in the queue', async () => {
  const other = await vitrine.createAccount('Told')
  // The portal's address is the first account's: here its orders are those of a tenant that is not there.
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [CLI, 'import-prototype', folder, '--account', other.accountId],
    { env: environment() },
  )
  expect(await rowsOf(other.accountId)).toHaveLength(18)
  const lines = await vitrine.database.query(
    'select actor_kind, operation, outcome from audit_log where account_id = $1 and actor_kind = $2',
    [other.accountId, 'operator'],
  )
  expect(lines).toEqual([{ actor_kind: 'operator', operation: 'importPrototype', outcome: 'succeeded' }])
  expect(stdout).toContain('Orders')
  const tasks = await vitrine.database.query('select data from pgboss.job')
  const said = [stdout, stderr, JSON.stringify(first), JSON.stringify(tasks)].join('\n').toLowerCase()
  for (const word of CANARIES) expect(said).not.toContain(word.toLowerCase())
})

test('a second run changes nothing: not what was moved on, and not what was erased', {
  timeout: 180_000,
}, async () => {
  await client.orders.update(order('old').id, { status: 'processing' })
  await client.orders.eraseContact(order('addresses').id)
  const before = await rowsOf(accountId)
  const second = await imports()
  expect(await rowsOf(accountId)).toEqual(before)
  expect(second.counts.order).toEqual({ found: 22, imported: 0, unchanged: 18, left: 4 })
  expect(JSON.stringify(before)).not.toContain('passage du secret, 1, paris')
})

test('a tenant that turns up later has the orders that came before it', async () => {
  const before = orders.get('lost-tenant CMD-LX3K2ABC')!
  const tenant = await client.tenants.create({
    name: 'Found again',
    slug: 'lost-tenant',
    externalId: 'lost-tenant',
  })
  const report = await imports()
  expect(report.counts.order).toMatchObject({ imported: 0, unchanged: 18 })
  expect(report.findings).toContainEqual(
    expect.objectContaining({
      message: 'It was not there when 1 of its orders came over; they are its own now.',
    }),
  )
  const { data } = await client.orders.list({ tenantId: tenant.id })
  expect(data).toEqual([expect.objectContaining({ id: before.id, tenantName: 'Found again', version: 2 })])
  // Those of a tenant that is there stay with it.
  expect((await client.orders.get(order('old').id)).tenantId).toBe(order('old').tenantId)
  expect((await imports()).findings.filter(({ message }) => message.includes('its own now'))).toEqual([])
})

test('killed in the middle of the orders, it goes on', { timeout: 120_000 }, async () => {
  const other = await vitrine.createAccount('Killed')
  const count = async () => (await rowsOf(other.accountId)).length
  const args = [CLI, 'import-prototype', folder, '--account', other.accountId, '--json']
  const child = spawn(process.execPath, args, { env: environment(), stdio: 'ignore' })
  const ended = once(child, 'exit')
  await expect.poll(count, { interval: 1, timeout: 30_000 }).toBeGreaterThan(2)
  child.kill('SIGKILL')
  await ended
  const before = await count()
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: environment() })
  const { counts }: Report = JSON.parse(stdout)
  expect(counts.order).toEqual({ found: 22, imported: 18 - before, unchanged: before, left: 4 })
  expect(await count()).toBe(18)
})

const environment = () => ({
  ...process.env,
  DATABASE_URL: vitrine.database.adminUrl,
  DATA_DIR: vitrine.dataDir,
  PORT: '1',
  IMAGE_FORMATS: 'webp',
})

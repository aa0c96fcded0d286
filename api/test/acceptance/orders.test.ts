import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { request } from '../harness/http.ts'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import { openShop, orderFor } from '../harness/shop.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

let vitrine: TestVitrine
let shop: Awaited<ReturnType<typeof openShop>>
beforeAll(async () => {
  vitrine = await startVitrine()
  shop = await openShop(vitrine, { photo: true })
})
afterAll(() => vitrine?.stop())

const submit = (...input: Parameters<typeof orderFor>) =>
  shop.portals.submitOrder(shop.tenant.slug, orderFor(...input))

test('an order is priced by the server, numbered, and answered without anything about people', async () => {
  const receipt = await submit([
    { itemId: shop.mug.id, quantity: 75 },
    { itemId: shop.pack.id, quantity: 10 },
  ])
  expect(receipt).toMatchObject({
    number: `${new Date().getUTCFullYear()}-00001`,
    status: 'pending_quote',
    subtotal: { amount: 75 * 890 + 49_000, currency: 'EUR' },
    lines: [
      {
        itemId: shop.mug.id,
        externalId: 'mug-basic',
        kind: 'product',
        name: 'Mug émaillé',
        quantity: 75,
        unitPrice: { amount: 890, currency: 'EUR' },
        total: { amount: 66_750, currency: 'EUR' },
      },
      {
        kind: 'pack',
        contents: [
          { itemId: shop.mug.id, externalId: 'mug-basic', name: 'Mug émaillé', quantity: 1 },
          { itemId: shop.pen.id, externalId: null, name: 'Pen', quantity: 2 },
        ],
      },
    ],
  })
  expect(JSON.stringify(receipt)).not.toMatch(/canari|secret/i)
  const order = await shop.client.orders.get(receipt.id)
  expect(order).toMatchObject({
    ...receipt,
    tenantId: shop.tenant.id,
    customer: { email: 'zephyrine@canari.example' },
    billing: { city: 'Paris' },
    version: 1,
  })
  expect((await submit([{ itemId: shop.pen.id, quantity: 1 }])).number).toMatch(/-00002$/)
})

test('all that is wrong with the lines is told at once, by line', async () => {
  const gone = await shop.client.products.create({ name: 'Gone', price: { amount: 1, currency: 'EUR' } })
  await shop.client.products.update(gone.id, { status: 'archived' })
  const collection = await shop.client.collections.create({ name: 'Drinkware' })
  const dollars = await shop.client.products.create({ name: 'US', price: { amount: 1, currency: 'EUR' } })
  // From before the account's own currency was the only one.
  await vitrine.database.query(`update items set price_currency = 'USD' where id = $1`, [dollars.id])
  const offer = 'is not offered in this portal; take it out of the cart'
  await expect(
    submit([
      { itemId: shop.mug.id, quantity: 49 },
      { itemId: gone.id, quantity: 1 },
      { itemId: shop.pack.id, quantity: 1 },
      { itemId: collection.id, quantity: 1 },
      { itemId: dollars.id, quantity: 1 },
    ]),
  ).rejects.toMatchObject({
    status: 400,
    code: 'invalid_request',
    errors: [
      { path: '/lines/0/quantity', message: 'must be at least 50' },
      { path: '/lines/1/itemId', message: offer },
      { path: '/lines/3/itemId', message: offer },
      { path: '/lines/4/itemId', message: 'is priced in USD, not in EUR' },
    ],
  })
  await expect(submit([{ itemId: shop.mug.id, quantity: 60 }])).rejects.toMatchObject({
    errors: [{ message: 'must be 50 or that and a multiple of 25, such as 50 or 75' }],
  })
  await expect(
    submit(
      [
        { itemId: shop.pen.id, quantity: 1 },
        { itemId: shop.pen.id, quantity: 2 },
      ],
      {
        shipping: { addressLine1: 'a', postalCode: '1', city: 'b', country: 'ZZ' },
        billing: { addressLine1: 'a', postalCode: '1', city: 'b', country: 'UK' },
        desiredDeliveryDate: '2020-01-01',
      },
    ),
  ).rejects.toMatchObject({
    errors: [
      { path: '/shipping/country' },
      { path: '/billing/country', message: 'is not a code of today; send GB' },
      { path: '/desiredDeliveryDate' },
      { path: '/lines/1/itemId', message: 'stands in another line too' },
    ],
  })
  const prices = { ...orderFor([{ itemId: shop.pen.id, quantity: 1 }]), subtotal: { amount: 1 } }
  await expect(shop.portals.submitOrder(shop.tenant.slug, prices)).rejects.toMatchObject({
    errors: [{ path: '/subtotal', message: 'is not a known field' }],
  })
})

test('what was ordered stays as it was, whatever becomes of item, picture, pack and tenant', async () => {
  const tenant = await shop.client.tenants.create({ name: 'Frozen', logo: logoSvg() })
  await shop.client.generations.wait(tenant.generation!.id)
  const tote = await shop.client.products.create({ name: 'Tote', price: { amount: 500, currency: 'EUR' } })
  await shop.client.products.setImage(tote.id, await photoJpeg({ color: '#00ff00' }))
  const pack = await shop.client.packs.create({
    name: 'Kit',
    price: { amount: 900, currency: 'EUR' },
    items: [{ productId: tote.id, quantity: 2 }],
  })
  const receipt = await shop.portals.submitOrder(
    tenant.slug,
    orderFor([
      { itemId: tote.id, quantity: 1 },
      { itemId: pack.id, quantity: 1 },
    ]),
  )
  const { image } = receipt.lines[0]!
  const picture = Buffer.from(await (await fetch(image!.url)).arrayBuffer())
  expect(picture.length).toBe(image!.bytes)
  await shop.client.packs.delete(pack.id)
  await shop.client.products.update(tote.id, { name: 'Bag', price: { amount: 1, currency: 'EUR' } })
  await shop.client.products.setImage(tote.id, await photoJpeg({ color: '#ff0000' }))
  await shop.client.products.delete(tote.id)
  await shop.client.tenants.delete(tenant.id)
  await expect
    .poll(async () => (await fetch(tenant.logo!.images[0]!.url)).status, { timeout: 10_000 })
    .toBe(404)
  const order = await shop.client.orders.get(receipt.id)
  expect(order.lines).toEqual(receipt.lines)
  expect(order).toMatchObject({ tenantId: tenant.id, tenantName: 'Frozen' })
  expect(Buffer.from(await (await fetch(image!.url)).arrayBuffer()).equals(picture)).toBe(true)
  expect((await shop.client.orders.list({ tenantId: tenant.id })).data).toHaveLength(1)
})

test("a tenant's own prices count, and what it hides is not offered", async () => {
  const tenant = await shop.client.tenants.create({ name: 'Special prices' })
  await shop.client.tenants.setCatalog(tenant.id, {
    items: [
      { itemId: shop.pen.id, price: { amount: 99, currency: 'EUR' } },
      { itemId: shop.pack.id, hidden: true },
    ],
  })
  const lines = [{ itemId: shop.pen.id, quantity: 10 }]
  const receipt = await shop.portals.submitOrder(tenant.slug, orderFor(lines))
  expect(receipt.subtotal).toEqual({ amount: 990, currency: 'EUR' })
  await expect(
    shop.portals.submitOrder(tenant.slug, orderFor([...lines, { itemId: shop.pack.id, quantity: 1 }])),
  ).rejects.toMatchObject({ errors: [{ path: '/lines/1/itemId' }] })
  expect((await shop.client.events.list({ type: 'tenant.updated', limit: 1 })).data[0]).toMatchObject({
    resourceId: tenant.id,
    data: { catalogVersion: 2 },
  })
})

test('a demonstration portal takes nothing', async () => {
  const demo = await shop.client.tenants.create({ name: 'Demo Inc', settings: { demo: true } })
  const order = orderFor([{ itemId: shop.pen.id, quantity: 1 }])
  await expect(shop.portals.submitOrder(demo.slug, order)).rejects.toMatchObject({
    status: 409,
    code: 'conflict',
    message: expect.stringContaining('demonstration'),
  })
  expect((await shop.client.orders.list({ tenantId: demo.id })).data).toEqual([])
  await shop.client.tenants.update(demo.id, { status: 'archived' })
  await expect(shop.portals.submitOrder(demo.slug, order)).rejects.toMatchObject({ status: 404 })
})

test('a hundred simultaneous submissions of one cart with one key make one order', async () => {
  const key = randomUUID()
  const json = orderFor([{ itemId: shop.pen.id, quantity: 7 }])
  const url = `${vitrine.url}/v1/portals/${shop.tenant.slug}/orders`
  const post = () =>
    request(url, {
      method: 'POST',
      key: shop.publishableKey,
      headers: { 'idempotency-key': key, origin: 'https://shop.example' },
      json,
    })
  const answers = await Promise.all(Array.from({ length: 100 }, post))
  expect(answers.filter(({ status }) => ![201, 409, 429].includes(status)).map(({ text }) => text)).toEqual(
    [],
  )
  const again = await post()
  const { rows } = {
    rows: await vitrine.database.query(`select id from orders where lines @> '[{"quantity":7}]'`),
  }
  expect(rows).toHaveLength(1)
  if (again.status === 201) {
    expect(again.body.id).toBe(rows[0]!.id)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(again.headers.get('access-control-expose-headers')).toContain('Idempotent-Replayed')
  }
})

test('a browser may send the key from an allowed origin', async () => {
  const preflight = await fetch(`${vitrine.url}/v1/portals/${shop.tenant.slug}/orders`, {
    method: 'OPTIONS',
    headers: {
      origin: 'https://shop.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,idempotency-key,x-publishable-key',
    },
  })
  expect(preflight.status).toBe(204)
  expect(preflight.headers.get('access-control-allow-methods')).toBe('POST')
  expect(preflight.headers.get('access-control-allow-headers')).toContain('Idempotency-Key')
})

test('an order moves by the steps there are, and two writers do not undo each other', async () => {
  const { client } = shop
  const { id } = await submit([{ itemId: shop.pen.id, quantity: 1 }])
  await expect(client.orders.update(id, { status: 'completed' })).rejects.toMatchObject({
    status: 409,
    message: expect.stringContaining('it can become quoted or declined or canceled'),
  })
  const first = await client.orders.get(id)
  for (const status of ['quoted', 'confirmed', 'processing', 'completed'] as const)
    expect((await client.orders.update(id, { status })).status).toBe(status)
  await expect(client.orders.update(id, { status: 'canceled' }, { ifMatch: first })).rejects.toMatchObject({
    status: 412,
  })
  const ended = await client.orders.update(id, { status: 'completed' })
  expect(ended.version).toBe(5)
  await expect(client.orders.update(id, { status: 'canceled' })).rejects.toMatchObject({ status: 409 })
})

test('orders are found by tenant, status, time and words, whatever their accents', async () => {
  const { client } = shop
  const other = await client.tenants.create({ name: 'Élan' })
  const order = orderFor([{ itemId: shop.pen.id, quantity: 3 }], { internalReference: 'PO Été 42' })
  const before = new Date().toISOString()
  const { id, number } = await shop.portals.submitOrder(other.slug, order)
  const found = async (query: Parameters<typeof client.orders.list>[0]) =>
    (await client.orders.list(query)).data.map((entry) => entry.id)
  expect(await found({ tenantId: other.id })).toEqual([id])
  expect(await found({ q: 'ete elan' })).toEqual([id])
  expect(await found({ q: number })).toEqual([id])
  expect(await found({ q: 'nothing like it' })).toEqual([])
  expect(await found({ since: before, tenantId: other.id })).toEqual([id])
  expect(await found({ until: before, tenantId: other.id })).toEqual([])
  expect(await found({ status: 'declined' })).toEqual([])
  const { secret } = await client.apiKeys.create({ type: 'secret', name: 'one', tenantId: other.id })
  const narrow = await request(`${vitrine.url}/v1/orders`, { key: secret })
  expect(narrow.body.data.map((entry: { id: string }) => entry.id)).toEqual([id])
  const { data } = await client.orders.list({ limit: 1 })
  expect(data).toHaveLength(1)
})

test('what an order says about people can be erased, and is then found nowhere', async () => {
  const { client } = shop
  const tenant = await client.tenants.create({ name: 'Erased' })
  const order = orderFor([{ itemId: shop.pen.id, quantity: 2 }], { notes: 'Zephyrine is away' })
  const { id } = await shop.portals.submitOrder(tenant.slug, order)
  const erased = await client.orders.eraseContact(id)
  expect(erased).toMatchObject({ customer: null, shipping: null, billing: null, notes: null, version: 2 })
  expect(erased.contactErasedAt).toEqual(expect.any(String))
  expect(erased.lines).toHaveLength(1)
  expect((await client.orders.list({ q: 'zephyrine', tenantId: tenant.id })).data).toEqual([])
  expect((await client.orders.eraseContact(id)).version).toBe(2)
  const rows = await vitrine.database.query<{ all: string }>(
    `select orders::text as all from orders where id = $1`,
    [id],
  )
  expect(rows[0]!.all).not.toMatch(/zephyrine|canari|secret/i)
})

test('the spreadsheet opens right in Excel and runs nothing', async () => {
  const { client } = shop
  const tenant = await client.tenants.create({ name: "=cmd|'/c calc'!A1", slug: 'excel' })
  await shop.portals.submitOrder(
    tenant.slug,
    orderFor(
      [
        { itemId: shop.mug.id, quantity: 75 },
        { itemId: shop.pack.id, quantity: 1 },
      ],
      {
        notes: 'Deux lignes\net "guillemets" ; point-virgule',
        internalReference: ' @SUM(A1:A9)',
        desiredDeliveryDate: '2035-12-31',
      },
    ),
  )
  const blob = await client.orders.export({ tenantId: tenant.id })
  const bytes = new Uint8Array(await blob.arrayBuffer())
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  const rows = text.trimEnd().split('\r\n')
  expect(rows).toHaveLength(3)
  expect(rows[0]).toMatch(/^\uFEFF"Numéro";"Date \(UTC\)";"Statut"/)
  expect(rows[1]).toContain(`"'=cmd|'/c calc'!A1"`)
  expect(rows[1]).toContain(`"' @SUM(A1:A9)"`)
  expect(rows[1]).toContain(`"'+33611223344"`)
  expect(rows[1]).toContain('"Deux lignes\net ""guillemets"" ; point-virgule"')
  expect(rows[1]).toContain('"31/12/2035"')
  expect(rows[1]).toMatch(/;75;8,90;667,50;716,50;"EUR"$/)
  expect(rows[2]).toContain('"1 × Mug émaillé, 2 × Pen"')
  expect(rows[1]).toMatch(/"France"/)

  const english = await (await client.orders.export({ tenantId: tenant.id, locale: 'en' })).text()
  expect(english).toContain('"2035-12-31"')
  expect(english).toContain(',75,8.90,667.50,716.50,"EUR"\r\n')
  const none = await (await client.orders.export({ q: 'nothing like it' })).text()
  expect(none.trimEnd().split('\r\n')).toHaveLength(1)
})

test('an export of many orders is read page by page, each once', async () => {
  const tenant = await shop.client.tenants.create({ name: 'Many' })
  const { id } = await shop.portals.submitOrder(tenant.slug, orderFor([{ itemId: shop.pen.id, quantity: 1 }]))
  await vitrine.database.query(
    `insert into orders (id, account_id, number, tenant_id, tenant_name, tenant_slug, customer, shipping, billing, lines,
       subtotal_amount, currency, search)
     select overlay(id placing lpad(n::text, 5, '0') from 26), account_id, 'n' || n, tenant_id, tenant_name, tenant_slug,
       customer, shipping, billing, lines, subtotal_amount, currency, search
     from orders, generate_series(1, 350) n where id = $1`,
    [id],
  )
  const text = await (await shop.client.orders.export({ tenantId: tenant.id })).text()
  const numbers = text
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((row) => row.split(';')[0])
  expect(numbers).toHaveLength(351)
  expect(new Set(numbers).size).toBe(351)
})

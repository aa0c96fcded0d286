import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Vitrine } from '../../../sdk/src/index.ts'
import type { Finding } from '../../src/features/imports/findings.ts'
import { openFolder } from '../../src/features/imports/folder.ts'
import type { Report } from '../../src/features/imports/report.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'
import { makePrototype } from './prototype.ts'

const CLI = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

let vitrine: TestVitrine
let root: string
let folder: string
beforeAll(async () => {
  vitrine = await startVitrine()
  root = await mkdtemp(join(inject('folder'), 'import-'))
  folder = join(root, 'prototype')
  await makePrototype(folder)
})
afterAll(async () => {
  await vitrine?.stop()
  if (root) await rm(root, { recursive: true, force: true })
})

const environment = () => ({
  ...process.env,
  DATABASE_URL: vitrine.database.adminUrl,
  DATA_DIR: vitrine.dataDir,
  PORT: '1',
  IMAGE_FORMATS: 'webp',
})
const command = (accountId: string, args: string[] = [], from = folder) => [
  CLI,
  'import-prototype',
  from,
  '--account',
  accountId,
  ...args,
]

const imports = async (accountId: string, dryRun = false): Promise<Report> =>
  vitrine.service.imports.run(accountId, await openFolder(folder), {
    ...{ dryRun, locale: 'fr', signal: new AbortController().signal, onProgress: () => undefined },
  })

/** Everything of an account as it stands in the database, without what a worker does meanwhile. */
async function rowsOf(accountId: string): Promise<unknown> {
  const columns = {
    items: 'to_jsonb(t)',
    pack_items: 'to_jsonb(t)',
    tenants: 'to_jsonb(t)',
    generations: 't.id',
  }
  return Promise.all(
    Object.entries(columns).map(([table, row]) =>
      vitrine.database.query(`select ${row} as row from ${table} t where account_id = $1 order by 1`, [
        accountId,
      ]),
    ),
  )
}

const about = (report: Report, subject: string): Finding[] =>
  report.findings.filter((finding) => finding.subject === subject)
const messages = (report: Report, subject: string) => about(report, subject).map(({ message }) => message)

let accountId: string
let client: Vitrine
let first: Report

test('a dry run reads and checks everything and changes nothing', { timeout: 120_000 }, async () => {
  ;({ accountId, client } = await vitrine.createAccount())
  const before = await rowsOf(accountId)
  const dry = await imports(accountId, true)
  expect(await rowsOf(accountId)).toEqual(before)
  expect(existsSync(join(vitrine.dataDir, 'files', accountId))).toBe(false)
  expect(dry).toMatchObject({ dryRun: true, complete: true, generations: 0 })

  first = await imports(accountId)
  // It said beforehand just what then came of it.
  expect(first.counts).toEqual(dry.counts)
  expect(first.findings).toEqual(dry.findings)
})

test('nothing of the prototype was executed', () => {
  expect(existsSync(join(folder, 'canary'))).toBe(false)
})

test('the larger set wins, with ids as externalId, exact cents, and what is empty absent', async () => {
  const { data: products } = await client.products.list({ limit: 100 })
  expect(
    products.map(({ externalId, slug, price, status }) => [externalId, slug, price.amount, status]),
  ).toEqual([
    ['mug-basic', 'mug', 890, 'active'],
    ['bottle-basic', 'bottle', 1999, 'active'],
    ['tote-basic', 'tote', 101, 'active'],
    ['hoodie-basic', 'hoodie', 3500, 'active'],
    // Its slug is a collection's as well.
    ['pen-premium', 'stylo', 250, 'active'],
    // Its price was computed: nobody may order it at 0.
    ['sticker', 'sticker', 0, 'archived'],
    ['umbrella', 'umbrella', 1500, 'active'],
    ['powerbank-8k', 'powerbank', 2450, 'active'],
    ['huge', 'huge', 100, 'active'],
    ['polluted', 'polluted', 300, 'active'],
  ])
  const [mug, bottle, tote] = products
  expect(mug).toMatchObject({
    name: 'Mug de l’équipe',
    description: "L'original",
    category: 'Mugs',
    tags: ['céramique', 'bureau'],
  })
  expect(bottle).toMatchObject({ description: 'Inox', category: null, tags: [] })
  const { data: collections } = await client.collections.list()
  const idOf = (externalId: string) => collections.find((entry) => entry.externalId === externalId)!.id
  expect([mug!.collectionId, tote!.collectionId]).toEqual([idOf('drinkware'), idOf('bags')])
  expect(first.findings).toContainEqual(
    expect.objectContaining({
      code: 'left_out',
      message: expect.stringMatching(
        /larger set of products \(12, 2 here\) and was taken; only here, and left out: hoodie-classic\.$/,
      ),
    }),
  )
})

test('packs keep their parts, broken ones reported', async () => {
  const { data: packs } = await client.packs.list()
  const { data: products } = await client.products.list({ limit: 100 })
  const idOf = (externalId: string) => products.find((entry) => entry.externalId === externalId)!.id
  expect(packs).toHaveLength(1)
  expect(packs[0]).toMatchObject({ externalId: 'onboarding', price: { amount: 4990 }, description: '' })
  expect(packs[0]!.items).toEqual([
    { productId: idOf('mug-basic'), quantity: 2 },
    { productId: idOf('bottle-basic'), quantity: 2 },
  ])
  expect(messages(first, 'pack onboarding')).toEqual(
    expect.arrayContaining([
      expect.stringContaining('nowhere is no product'),
      expect.stringContaining('lists mug-basic twice'),
      expect.stringContaining('tote-basic) has no quantity'),
    ]),
  )
  expect(messages(first, 'pack empty-pack')).toContainEqual(expect.stringContaining('a pack of nothing'))
})

test('placements of every shape; what cannot be drawn is kept aside', async () => {
  const { data: products } = await client.products.list({ limit: 100 })
  const layersOf = (externalId: string) =>
    products.find((entry) => entry.externalId === externalId)!.placement.layers
  const box = { mode: 'box', centerXPct: 48.333333333333336, centerYPct: 52, widthPct: 30 }
  expect(layersOf('mug-basic')).toEqual([
    { ...box, rotateDeg: -90 },
    { ...box, opacity: 0, blendMode: 'hard-light', id: 'second' },
  ])
  const [quad] = layersOf('bottle-basic')
  expect(quad).toMatchObject({ mode: 'quad', opacity: 0.8, blendMode: 'overlay' })
  expect(quad!.corners!.bottomRight.y).toBe(60.123456789)
  expect(quad).not.toHaveProperty('centerXPct')
  expect(layersOf('tote-basic')).toEqual([box])
  expect(layersOf('sticker')).toEqual([box])
  expect(layersOf('hoodie-basic')).toEqual([])
  expect((await client.packs.list()).data[0]!.placement.layers).toEqual([box])

  expect(
    about(first, 'product sticker')
      .filter(({ code }) => code === 'kept_aside')
      .map(({ message }) => message),
  ).toEqual([
    expect.stringContaining('Layer 1: The corners run anticlockwise'),
    expect.stringContaining('Layer 2:'),
    expect.stringContaining('Layer 3: A corner is missing'),
    expect.stringContaining('Layer 4: Its centre is missing'),
  ])
  expect(about(first, 'product umbrella')).toContainEqual(
    expect.objectContaining({ code: 'kept_aside', aside: 'nonsense' }),
  )
  expect(about(first, 'placement ghost')).toEqual([
    expect.objectContaining({
      code: 'orphan',
      aside: { layers: [expect.objectContaining({ widthPct: 30 })] },
    }),
  ])
  const dropped = first.findings.filter(({ code }) => code === 'dropped').map(({ message }) => message)
  for (const what of ['generatedImage', 'warp', 'logoUrl', 'Beside corners', 'field stock'])
    expect(dropped).toContainEqual(expect.stringContaining(what))
  expect(messages(first, 'product tote-basic')).toEqual(
    expect.arrayContaining([expect.stringContaining('opacity'), expect.stringContaining('blend mode')]),
  )
})

test('photos are found where the name is wrong, and never outside, nor with a tenant’s logo on', async () => {
  const { data: products } = await client.products.list({ limit: 100 })
  const photos = Object.fromEntries(products.map(({ externalId, image }) => [externalId, image?.width]))
  expect(photos).toEqual({
    'mug-basic': 200,
    'bottle-basic': 240,
    'tote-basic': 220,
    'hoodie-basic': undefined,
    'pen-premium': undefined,
    sticker: undefined,
    umbrella: undefined,
    'powerbank-8k': undefined,
    huge: undefined,
    polluted: undefined,
  })
  expect((await client.collections.list()).data[0]!.image).toMatchObject({
    width: 640,
    height: 400,
    format: 'webp',
  })
  const said = (subject: string, text: string) =>
    expect(messages(first, subject)).toContainEqual(expect.stringContaining(text))
  said('product bottle-basic', 'images/bottle.jpeg was taken')
  said('product tote-basic', 'images/tote.jpg was taken')
  said('product hoodie-basic', 'no file comes near it')
  said('product pen-premium', 'leads out of public/')
  said('product sticker', 'tenant’s logo')
  said('product umbrella', 'a link that leaves the folder')
  said('product powerbank-8k', 'damaged')
  said('product huge', 'at most 32 MB')
})

test('tenants keep their slugs; without a usable logo they are not shown', async () => {
  const { data: tenants } = await client.tenants.list()
  const shown = Object.fromEntries(
    tenants.map(({ slug, status, logo }) => [slug, `${status}${logo ? ' with logo' : ''}`]),
  )
  expect(shown).toEqual({
    acme: 'active with logo',
    'socit-gnrale': 'active with logo',
    under_score: 'active with logo',
    animated: 'archived',
    'no-logo': 'archived',
    loose: 'archived',
    evil: 'archived',
  })
  const tenant = (slug: string) => tenants.find((entry) => entry.slug === slug)!
  expect(tenant('acme')).toMatchObject({
    externalId: 'acme',
    name: 'Acme',
    locale: 'fr',
    primaryColor: '#ff0000',
    secondaryColor: '#00ff00',
    metadata: { prototypeCreatedAt: '2025-03-04T05:06:07.000Z' },
  })
  // The config's logo, not the one beside it.
  expect(tenant('acme').logo!.colors[0]).toBe('#0055aa')
  expect(tenant('socit-gnrale')).toMatchObject({ name: 'Société Générale', primaryColor: '#e60028' })
  expect(tenant('no-logo').primaryColor).toBe('#112233')
  expect(tenant('evil').name).toBe('Evil')
  const slugs = first.findings
    .filter(({ code }) => code === 'slug')
    .map(({ where, message }) => `${where} ${message}`)
  for (const what of [
    /nothing.* is empty/,
    /login.* reserved word/,
    /Sp ace.* may not stand/,
    /seed.* reserved word/,
    /seed.* is empty/,
  ])
    expect(slugs).toContainEqual(expect.stringMatching(what))
  const said = (subject: string, text: string) =>
    expect(messages(first, subject)).toContainEqual(expect.stringContaining(text))
  said('tenant animated', 'a GIF')
  said('tenant no-logo', 'archived until it has one')
  said('tenant evil', 'logoUrl leads out of public/')
  said('tenant evil', 'logo.png is a link that leaves')
  said('tenant orphan', 'no config.json')
  said('tenant acme', 'also there: portals/acme/logo.svg')
})

test('keys that are no data never arrive, and what is refused is said', () => {
  expect(({} as Record<string, unknown>).isAdmin).toBeUndefined()
  const all = JSON.stringify(first.findings)
  for (const what of [
    'the key __proto__',
    'The key __proto__',
    'public/portals/linked',
    'src/data/packs.json',
    'public/portals/broken/config.json',
    'not strict JSON',
  ])
    expect(all).toContain(what)
  // Of the config's contact only the name of the field.
  expect(all).toContain('contactEmail')
  expect(all).not.toContain('someone@acme')
})

test('each tenant with a logo has its pictures made', { timeout: 180_000 }, async () => {
  expect(first.generations).toBe(3)
  const { data: tenants } = await client.tenants.list()
  for (const { id, logo } of tenants) {
    const { data } = await client.generations.list(id)
    expect(data).toHaveLength(logo ? 1 : 0)
    if (data[0])
      expect(await client.generations.wait(data[0].id)).toMatchObject({
        status: 'succeeded',
        progress: { total: 4, failed: 0 },
      })
  }
})

test('a second run changes nothing, and says so', { timeout: 180_000 }, async () => {
  const before = await rowsOf(accountId)
  const { stdout } = await promisify(execFile)(
    process.execPath,
    command(accountId, ['--report', join(root, 'second.json')]),
    { env: environment() },
  )
  expect(stdout).toContain('Nothing to do')
  expect(await rowsOf(accountId)).toEqual(before)
  const second: Report = JSON.parse(await readFile(join(root, 'second.json'), 'utf8'))
  expect(second.findings.filter(({ code }) => code === 'changed_since')).toEqual([])
  for (const { imported } of Object.values(second.counts)) expect(imported).toBe(0)
})

test('what was changed since stays, and is named; a logo that has turned up is used', {
  timeout: 180_000,
}, async () => {
  const [mug] = (await client.products.list({ externalId: 'mug-basic' })).data
  await client.products.update(mug!.id, { name: 'Mug, renamed', price: { amount: 999, currency: 'EUR' } })
  await writeFile(join(folder, 'public/portals/no-logo/logo.svg'), '').catch(() => undefined)
  await mkdir(join(folder, 'public/portals/no-logo'), { recursive: true })
  await writeFile(
    join(folder, 'public/portals/no-logo/logo.svg'),
    await readFile(join(folder, 'public/portals/acme/logo.svg')),
  )
  const report = await imports(accountId)
  expect(messages(report, 'product mug-basic')).toContainEqual(
    'Here its name, price differ; it was left as it is.',
  )
  expect((await client.products.get(mug!.id)).name).toBe('Mug, renamed')
  expect(report.counts.logo.imported).toBe(1)
  const [late] = (await client.tenants.list({ externalId: 'no-logo' })).data
  expect(late).toMatchObject({ status: 'active', logo: expect.anything() })
})

test('killed again and again, it goes on to the same end', { timeout: 120_000 }, async () => {
  const other = await vitrine.createAccount('Killed')
  // The slugs of portals are taken by the first account: its tenants make room.
  for (const { id } of (await client.tenants.list()).data) await client.tenants.delete(id)
  const steps = async () =>
    Number(
      (
        await vitrine.database.query<{ n: string }>(
          `select (select count(*) + count(photo) from items where account_id = $1) + (select count(*) from tenants where account_id = $1) as n`,
          [other.accountId],
        )
      )[0]!.n,
    )
  for (const signal of ['SIGKILL', 'SIGKILL', 'SIGINT'] as const) {
    const before = await steps()
    const child = spawn(process.execPath, command(other.accountId), { env: environment(), stdio: 'ignore' })
    const ended = once(child, 'exit')
    await expect.poll(steps, { interval: 5, timeout: 30_000 }).toBeGreaterThan(before + 2)
    child.kill(signal)
    expect(await ended).toEqual(signal === 'SIGINT' ? [130, null] : [null, 'SIGKILL'])
  }
  const { stdout } = await promisify(execFile)(process.execPath, command(other.accountId, ['--json']), {
    env: environment(),
  })
  const last: Report = JSON.parse(stdout)
  expect(last.complete).toBe(true)
  for (const kind of ['collection', 'product', 'pack', 'tenant', 'photo', 'placement'] as const) {
    const { imported, unchanged } = last.counts[kind]
    const { imported: before } = first.counts[kind]
    expect([kind, imported + unchanged]).toEqual([kind, before])
  }
  const photos = await vitrine.database.query(
    `select external_id from items where account_id = $1 and photo is not null order by 1`,
    [other.accountId],
  )
  expect(photos.map(({ external_id }) => external_id)).toEqual([
    'bottle-basic',
    'drinkware',
    'mug-basic',
    'onboarding',
    'tote-basic',
  ])
})

test('what cannot work is said in one sentence', { timeout: 180_000 }, async () => {
  const fails = (args: string[]) =>
    promisify(execFile)(process.execPath, [CLI, 'import-prototype', ...args], { env: environment() }).then(
      () => '',
      ({ stderr }) => stderr as string,
    )
  expect(await fails([join(root, 'nowhere'), '--account', accountId])).toContain('There is no folder')
  expect(await fails([folder, '--account', 'acme'])).toContain('It must be the id of an account')
  expect(await fails([folder, '--account', 'acct_01jd3x8q7ve4k9mz2c5h6t0r1w'])).toContain('No such account')
  expect(await fails([folder])).toContain('--account')
  expect(await fails([folder, '--account', accountId, '--report', join(root, 'no/where.json')])).toContain(
    'The report cannot be written',
  )
  const { accountId: dollars } = await vitrine.service.accounts.create({ name: 'Dollars', currency: 'USD' })
  expect(await fails([folder, '--account', dollars])).toContain('prices are in EUR')
})

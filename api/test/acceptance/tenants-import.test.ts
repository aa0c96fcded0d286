import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newFolder, run, start } from '../../../sdk/cli/cli-process.ts'
import type { Report } from '../../../sdk/cli/import/report.ts'
import type { Vitrine } from '../../../sdk/src/index.ts'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

let vitrine: TestVitrine
let client: Vitrine
let env: Record<string, string>
let folder: string

beforeAll(async () => {
  vitrine = await startVitrine()
})
afterAll(() => vitrine?.stop())

beforeEach(async () => {
  const account = await vitrine.createAccount()
  client = account.client
  env = { VITRINE_KEY: account.secretKey, VITRINE_URL: vitrine.url }
  folder = await newFolder()
  const mug = await client.products.create({ name: 'Mug', price: { amount: 900, currency: 'EUR' } })
  await client.products.setImage(mug.id, await photoJpeg({ size: 200 }))
  await client.products.setPlacement(mug.id, {
    layers: [{ mode: 'box', centerXPct: 50, centerYPct: 50, widthPct: 30 }],
  })
})

/** A file of clients, and a logo for each. */
async function fileOf(count: number): Promise<string[]> {
  const lines = ['externalId,name,primaryColor,metadata.segment']
  for (let i = 1; i <= count; i += 1) {
    lines.push(`crm-${i},Société ${i},#0B5FFF,bank`)
    await writeFile(join(folder, `crm-${i}.svg`), logoSvg())
  }
  await writeFile(join(folder, 'clients.csv'), `${lines.join('\n')}\n`)
  return ['tenants', 'import', join(folder, 'clients.csv'), '--logos', folder]
}

const allTenants = async () => {
  const found = []
  for await (const tenant of client.tenants.list({ limit: 100 })) found.push(tenant)
  return found
}

test('makes every tenant with its logo and pictures, and a second run changes nothing', async () => {
  const args = [...(await fileOf(6)), '--report', join(folder, 'report.json')]
  const first = await run(args, { env })
  expect(first).toMatchObject({ code: 0, stdout: '' })
  expect(first.stderr).toContain('6 created, 6 pictures ready')
  const tenants = await allTenants()
  expect(tenants).toHaveLength(6)
  expect(tenants.find(({ externalId }) => externalId === 'crm-3')).toMatchObject({
    name: 'Société 3',
    slug: 'societe-3',
    primaryColor: '#0b5fff',
    metadata: { segment: 'bank' },
    logo: { hasTransparency: true },
  })
  const report: Report = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'))
  expect(report.summary).toMatchObject({ created: 6, failed: 0, pictures: { done: 6, failed: 0 } })
  expect(report.rows[0]).toMatchObject({ line: 2, outcome: 'created', generation: { status: 'succeeded' } })

  const second = await run([...args, '--json'], { env })
  expect(second.code).toBe(0)
  expect(JSON.parse(second.stdout).summary).toMatchObject({ created: 0, existing: 6 })
  expect(await allTenants()).toEqual(tenants)
})

test('interrupted, it says so; run again, it goes on where it was', async () => {
  const args = await fileOf(12)
  const first = start([...args, '--concurrency', '1', '--json'], { env })
  await expect.poll(async () => (await allTenants()).length, { timeout: 20_000 }).toBeGreaterThan(1)
  first.interrupt()
  const { code, stdout, stderr } = await first.ended
  expect([code, stderr.includes('Interrupted.')]).toEqual([130, true])
  const { summary } = JSON.parse(stdout) as Report
  expect(summary.created).toBeGreaterThan(0)
  expect(summary.not_started).toBeGreaterThan(0)

  expect(await run(args, { env })).toMatchObject({ code: 0 })
  const tenants = await allTenants()
  expect(tenants.map(({ externalId }) => externalId).sort()).toEqual(
    Array.from({ length: 12 }, (_, i) => `crm-${i + 1}`).sort(),
  )
  for (const { id } of tenants)
    expect((await client.generations.list(id)).data).toMatchObject([{ status: 'succeeded' }])
})

test('one logo that is none fails alone, with its line and reason, and a code for scripts', async () => {
  const args = await fileOf(3)
  await writeFile(join(folder, 'crm-2.svg'), '<svg')
  const { code, stdout, stderr } = await run([...args, '--json'], { env })
  expect(code).toBe(1)
  const { summary, rows } = JSON.parse(stdout) as Report
  expect(summary).toMatchObject({ created: 2, failed: 1 })
  expect(rows[1]).toMatchObject({ line: 3, outcome: 'failed', error: { code: 'unsupported_media_type' } })
  expect(stderr).toMatch(/3\tcrm-2\tSociété 2\ttenant\tunsupported_media_type: /)
  // Mended, a second run makes what was missing.
  await writeFile(join(folder, 'crm-2.svg'), logoSvg())
  expect((await run(args, { env })).stderr).toContain('1 created, 2 there already')
})

test('a logo may be an address: the API fetches it, for a new tenant and for one that had none', async () => {
  const site = createServer((_request, response) => response.end(logoSvg('#ff0000')))
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  try {
    const address = `http://127.0.0.1:${(site.address() as AddressInfo).port}/logo`
    await client.tenants.create({ name: 'Early', externalId: 'early' })
    const file = join(folder, 'clients.csv')
    await writeFile(file, `externalId,name,logo\nearly,Early,${address}\nlate,Late,${address}`)
    const { code, stderr } = await run(['tenants', 'import', file, '--update', '--no-wait'], { env })
    expect(stderr).toContain('1 created, 1 updated')
    expect(code).toBe(0)
    for (const externalId of ['early', 'late'])
      expect((await client.tenants.list({ externalId })).data[0]!.logo!.colors[0]).toBe('#ff0000')
  } finally {
    site.closeAllConnections()
    site.close()
  }
})

test('what is wrong with the file is told whole, and nothing is sent', async () => {
  const text = [
    '\ufeffExternal ID;Name;Logo;Locale',
    'a;Alpha;alpha.svg;fr',
    'a;Beta;;de',
    ';"Gamma ""G""";;',
    'd;Delta;../../etc/passwd;',
  ]
  await writeFile(join(folder, 'clients.csv'), text.join('\r\n'))
  const args = ['tenants', 'import', join(folder, 'clients.csv'), '--logos', folder]
  const { code, stderr } = await run(args, {
    env: { VITRINE_KEY: 'sk_x', VITRINE_URL: 'http://127.0.0.1:9' },
  })
  expect(code).toBe(2)
  for (const part of [
    '5 problems',
    'line 2: logo "alpha.svg" is not in',
    'line 3: locale must be fr or en',
    'line 3: externalId "a" is on line 2 already',
    'line 4: externalId must have',
    'line 5: logo "../../etc/passwd" is outside',
    'Nothing was sent',
  ])
    expect(stderr).toContain(part)
  const unknown = join(folder, 'unknown.csv')
  await writeFile(unknown, 'externalId,name,colour\n1,A,red\n')
  expect(await run(['tenants', 'import', unknown], { env })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('a column "colour", which is none of: name, externalId'),
  })
})

test('a dry run tells what would be done, and does nothing', async () => {
  await client.tenants.create({ name: 'There', externalId: 'crm-1' })
  const { code, stdout } = await run([...(await fileOf(2)), '--dry-run'], { env })
  expect(code).toBe(0)
  const logo = (i: number) => join(folder, `crm-${i}.svg`)
  expect(stdout).toBe(`2\tleave\tcrm-1\tSociété 1\t${logo(1)}\n3\tcreate\tcrm-2\tSociété 2\t${logo(2)}\n`)
  expect(await allTenants()).toHaveLength(1)
})

test('asked to, it brings tenants up to date, and leaves alone what the file leaves out', async () => {
  const settings = { supportEmail: 'help@there.example' }
  const there = {
    name: 'Old',
    externalId: 'crm-1',
    locale: 'en',
    settings,
    metadata: { owner: 'Ada' },
  } as const
  await client.tenants.create(there)
  const { code, stderr } = await run([...(await fileOf(1)), '--update'], { env })
  expect([code, stderr]).toEqual([0, expect.stringContaining('1 updated, 1 picture ready')])
  expect(await allTenants()).toMatchObject([
    {
      name: 'Société 1',
      locale: 'en',
      settings,
      metadata: { owner: 'Ada', segment: 'bank' },
      logo: { hasTransparency: true },
    },
  ])
})

test('without access it stops at once, and says what to do', async () => {
  const args = await fileOf(3)
  const home = { XDG_CONFIG_HOME: folder }
  const none = await run(args, { env: home })
  expect([none.code, none.stderr]).toEqual([3, expect.stringContaining('vitrine login')])
  const refused = await run(args, { env: { ...env, VITRINE_KEY: 'sk_nobody' } })
  expect([refused.code, refused.stderr]).toEqual([3, expect.stringContaining('401')])
})

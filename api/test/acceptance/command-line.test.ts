import { readFile, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { newFolder, run, start } from '../../../sdk/cli/cli-process.ts'
import type { VitrineEvent } from '../../../sdk/src/index.ts'
import { verifyWebhook } from '../../../sdk/src/webhooks.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

let vitrine: TestVitrine
let account: Awaited<ReturnType<TestVitrine['createAccount']>>
let env: Record<string, string>

beforeAll(async () => {
  vitrine = await startVitrine()
  account = await vitrine.createAccount('Acme Partner')
  env = { VITRINE_KEY: account.secretKey, VITRINE_URL: vitrine.url }
})
afterAll(() => vitrine?.stop())

test('a key is tried, then kept where nobody else can read it, and used from then on', async () => {
  const config = { XDG_CONFIG_HOME: await newFolder() }
  const path = join(config.XDG_CONFIG_HOME, 'vitrine', 'profiles.json')
  const login = ['login', '--base-url', vitrine.url]
  const refused = await run(login, { env: config, input: 'sk_nobody\n' })
  expect([refused.code, refused.stderr]).toEqual([3, expect.stringContaining('401')])
  await expect(stat(path)).rejects.toThrow('ENOENT')

  const first = await run(login, { env: config, input: `${account.secretKey}\n` })
  expect([first.code, first.stderr]).toEqual([0, expect.stringContaining('Signed in to Acme Partner')])
  expect(first.stdout + first.stderr).not.toContain(account.secretKey)
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  await run([...login, '--profile', 'other'], { env: config, input: account.secretKey })
  const list = await run(['profiles'], { env: config })
  expect(list.stdout).toBe(`\tdefault\t${vitrine.url}\n*\tother\t${vitrine.url}\n`)

  expect(await run(['tenants', 'list'], { env: config })).toMatchObject({ code: 0 })
  const unknown = await run(['tenants', 'list', '--profile', 'none'], { env: config })
  expect([unknown.code, unknown.stderr]).toEqual([3, expect.stringContaining('--profile none')])
  await run(['logout', '--profile', 'other'], { env: config })
  expect(await readFile(path, 'utf8')).not.toContain('other')
})

test('tenants are made, listed and read; as lines for pipes, as JSON for programs', async () => {
  const folder = await newFolder()
  const logo = join(folder, 'logo.svg')
  await writeFile(
    logo,
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9H0z"/></svg>',
  )
  const args = ['tenants', 'create', '--name', 'Piped \u001b[31mRed', '--logo', logo, '--wait', '--json']
  const made = await run(args, { env })
  expect(made.code).toBe(0)
  const tenant = JSON.parse(made.stdout)
  expect(tenant).toMatchObject({ name: 'Piped \u001b[31mRed', generation: { status: 'succeeded' } })
  const listed = await run(['tenants', 'list'], { env })
  // Names cannot move the cursor of whoever looks.
  expect(listed.stdout).toBe(`${tenant.id}\t${tenant.slug}\t\tactive\tPiped  [31mRed\n`)
  const read = await run(['tenants', 'get', tenant.id, '--json'], { env })
  expect(JSON.parse(read.stdout)).toEqual(await account.client.tenants.get(tenant.id))
  const none = await run(['tenants', 'get', 'tnt_01jd3x8q7ve4k9mz2c5h6t0r1w'], { env })
  expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('404 not_found')])
})

test('any call of the API, with a body from anywhere, and every page of a list', async () => {
  const folder = await newFolder()
  await writeFile(join(folder, 'body.json'), '{ "name": "From a file" }')
  const post = ['api', 'post', '/v1/collections', '-d']
  const made = await run([...post, '{ "name": "Given" }', '--idempotency-key', 'one'], { env })
  expect(JSON.parse(made.stdout)).toMatchObject({ name: 'Given' })
  const again = await run([...post, '{ "name": "Given" }', '--idempotency-key', 'one'], { env })
  expect(again.stdout).toBe(made.stdout)
  await run([...post, `@${join(folder, 'body.json')}`], { env })
  await run([...post, '-'], { env, input: '{ "name": "Piped in" }' })
  const all = await run(['api', 'get', 'collections?limit=1', '--all'], { env })
  const names = all.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).name)
  expect(names).toEqual(['Given', 'From a file', 'Piped in'])
  expect(await run([...post, '{'], { env })).toMatchObject({ code: 2 })
  const wrong = await run([...post, '{ "colour": 1 }'], { env })
  expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('/name is required')])
  expect(await run(['api', 'delete', `/collections/${JSON.parse(made.stdout).id}`], { env })).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  })
})

test('events are forwarded as webhooks are, from where it was told to begin', async () => {
  const { client, secretKey } = await vitrine.createAccount()
  const secret = `whsec_${Buffer.from('a secret for this one test').toString('base64')}`
  const seen: VitrineEvent[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    seen.push(await verifyWebhook({ body, headers: request.headers }, secret))
    response.writeHead(seen.length === 1 ? 500 : 204).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const hook = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`

  await client.collections.create({ name: 'Before' })
  const args = ['listen', '--forward', hook, '--after', '0', '--types', 'collection.created']
  const listening = start(args, {
    env: { ...env, VITRINE_KEY: secretKey, VITRINE_WEBHOOK_SECRET: secret },
  })
  await expect.poll(() => seen.length, { timeout: 20_000 }).toBe(1)
  await client.products.create({ name: 'Not asked for', price: { amount: 1, currency: 'EUR' } })
  const after = await client.collections.create({ name: 'After' })
  await expect.poll(() => seen.length, { timeout: 20_000 }).toBe(2)
  await expect.poll(() => listening.said().stdout, { timeout: 5_000 }).toContain('204')
  listening.interrupt()
  const { code, stdout } = await listening.ended
  expect(code).toBe(130)
  expect(seen.map(({ type }) => type)).toEqual(['collection.created', 'collection.created'])
  expect(seen[1]).toMatchObject({ resourceId: after.id, sequence: 3 })
  expect(
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split('  ').at(-1)),
  ).toEqual(['500', '204'])
})

test('what it does not understand, it says, with a code for scripts', async () => {
  for (const args of [['tenant'], ['tenants', 'create'], ['tenants', 'list', '--colour'], []]) {
    const { code, stdout } = await run(args, { env })
    expect([args, code, stdout]).toEqual([args, 2, ''])
  }
  for (const args of [['--help'], ['tenants', 'import', '--help'], ['--version']])
    expect(await run(args)).toMatchObject({ code: 0, stderr: '' })
  const closed = { VITRINE_KEY: 'sk_x', VITRINE_URL: 'http://127.0.0.1:59321' }
  const { code, stderr } = await run(['tenants', 'get', 'tnt_1', '--base-url', 'http://127.0.0.1:59321'], {
    env: closed,
  })
  expect([code, stderr]).toEqual([3, expect.stringContaining('is baseUrl right?')])
})

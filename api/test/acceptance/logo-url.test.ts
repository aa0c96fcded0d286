import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Vitrine } from '../../../sdk/src/index.ts'
import { logoSvg } from '../harness/pictures.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

let vitrine: TestVitrine
let client: Vitrine
let secretKey: string
let server: Server
let site: string
let asked: string[] = []

const answers: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
  '/logo.svg': (_request, response) => response.end(logoSvg('#ff0000')),
  '/missing': (_request, response) => response.writeHead(404).end('no such logo'),
  '/moved': (_request, response) => response.writeHead(302, { location: '/logo.svg' }).end(),
  '/page': (_request, response) => response.end('<!doctype html><p>secret of the intranet</p>'),
  '/endless': (_request, response) => {
    const more = () => response.write(Buffer.alloc(100_000), () => response.destroyed || more())
    more()
  },
  '/empty': (_request, response) => response.end(),
}

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url!)
    answers[request.url!]!(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  vitrine = await startVitrine({ worker: false })
  const account = await vitrine.createAccount()
  client = account.client
  secretKey = account.secretKey
})
afterAll(async () => {
  server?.closeAllConnections()
  server?.close()
  await vitrine?.stop()
})

test('a logo is fetched from where it is, and the portal is live with the answer', async () => {
  const tenant = await client.tenants.create({ name: 'Acme', logoUrl: `${site}/logo.svg` })
  expect(tenant.logo!.colors[0]).toBe('#ff0000')
  expect(tenant.generation).toMatchObject({ reason: 'tenant_created', status: 'queued' })
})

test.each([
  ['/missing', 422, 'unprocessable_image'],
  ['/moved', 422, 'unprocessable_image'],
  ['/page', 415, 'unsupported_media_type'],
  ['/endless', 422, 'unprocessable_image'],
  ['/empty', 422, 'unprocessable_image'],
])(
  'what comes from %s is no logo: %i, nothing is made, nothing of it is quoted',
  async (path, status, code) => {
    asked = []
    const before = (await client.tenants.list({ limit: 100 })).data.length
    const failure = await client.tenants
      .create({ name: 'None', logoUrl: site + path })
      .catch((error) => error)
    expect(failure).toMatchObject({ status, code, errors: [{ path: '/logoUrl' }] })
    expect(JSON.stringify(failure)).not.toMatch(/secret|no such logo/)
    // Not where it was sent on to, either.
    expect(asked).toEqual([path])
    expect((await client.tenants.list({ limit: 100 })).data).toHaveLength(before)
  },
)

test('a logo is replaced by what is at an address; one that is none leaves all as it was', async () => {
  const { id } = await client.tenants.create({ name: 'Later' })
  const { logo, generation, ...tenant } = await client.tenants.setLogo(id, { logoUrl: `${site}/logo.svg` })
  expect(logo!.colors[0]).toBe('#ff0000')
  expect(generation).toMatchObject({ reason: 'logo_changed' })
  await expect(client.tenants.setLogo(id, { logoUrl: `${site}/page` })).rejects.toMatchObject({
    code: 'unsupported_media_type',
    errors: [{ path: '/logoUrl' }],
  })
  await expect(client.tenants.setLogo(id, { logoUrl: 'file:///etc/passwd' })).rejects.toMatchObject({
    code: 'invalid_request',
    errors: [{ path: '/logoUrl' }],
  })
  expect(await client.tenants.get(id)).toMatchObject({
    version: tenant.version,
    logo: { colors: ['#ff0000'] },
  })
  const asForm = await fetch(`${vitrine.url}/v1/tenants/${id}/logo`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'text/plain' },
    body: `${site}/logo.svg`,
  })
  expect(asForm.status).toBe(415)
})

test('addresses that are not public are not called', async () => {
  const { url } = await vitrine.startProcess('api', { OUTBOUND_ALLOW_PRIVATE: '0' })
  const careful = new Vitrine({ apiKey: secretKey, baseUrl: url, maxRetries: 0 })
  const port = new URL(site).port
  asked = []
  for (const logoUrl of [
    `${site}/logo.svg`,
    `http://localhost:${port}/logo.svg`,
    `http://[::ffff:127.0.0.1]:${port}/logo.svg`,
    `http://2130706433:${port}/logo.svg`,
    `http://0x7f.1:${port}/logo.svg`,
    'http://169.254.169.254/latest/meta-data',
    'https://10.0.0.1/logo.svg',
  ])
    await expect(careful.tenants.create({ name: 'Sly', logoUrl })).rejects.toMatchObject({
      status: 400,
      code: 'invalid_request',
      errors: [{ path: '/logoUrl' }],
    })
  for (const logoUrl of ['file:///etc/passwd', 'ftp://acme.example/logo', 'logo.svg', ''])
    await expect(client.tenants.create({ name: 'Odd', logoUrl })).rejects.toMatchObject({
      code: 'invalid_request',
      errors: [{ path: '/logoUrl' }],
    })
  expect(asked).toEqual([])
})

test('a file and an address are one too many', async () => {
  await expect(
    client.tenants.create({ name: 'Both', logoUrl: `${site}/logo.svg`, logo: Buffer.from(logoSvg()) }),
  ).rejects.toMatchObject({ errors: [{ path: '/logoUrl', message: 'is not a known field' }] })
})

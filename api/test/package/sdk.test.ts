import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../harness/browser.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const BIN = join(ROOT, 'node_modules', '.bin')

/** An empty project with nothing but the tarball installed, and nothing fetched. */
let project: string
let tarball: string
let server: ReturnType<typeof createServer>
let url: string

const env = { ...process.env, PATH: [dirname(process.execPath), process.env.PATH].join(delimiter) }
/** Resolves with what it printed; rejects with all of it where it fails. */
const run = async (program: string, args: string[], cwd = project): Promise<string> => {
  const { stdout } = await promisify(execFile)(program, args, { cwd, env }).catch((error) => {
    throw new Error(`${program} ${args.join(' ')}\n${error.stdout}\n${error.stderr}`)
  })
  return stdout.trim()
}

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'vitrine-package-'))
  await run('npm', ['run', '-s', 'build'], join(ROOT, 'sdk'))
  await run('npm', ['pack', '--pack-destination', project, '--loglevel', 'error'], join(ROOT, 'sdk'))
  tarball = join(project, (await readdir(project))[0]!)
  await writeFile(join(project, 'package.json'), '{ "private": true }')
  await run('npm', ['install', tarball, '--offline', '--no-audit', '--no-fund', '--loglevel', 'error'])
  server = createServer((request, response) => {
    response.setHeader('access-control-allow-origin', '*')
    response.setHeader('access-control-allow-headers', 'x-publishable-key')
    response.writeHead(request.method === 'OPTIONS' ? 204 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ name: request.url }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}, 240_000)
afterAll(async () => {
  server?.close()
  await rm(project, { recursive: true, force: true })
})

test('it brings no other package along, and nothing but what it needs', async () => {
  const installed = await readdir(join(project, 'node_modules'))
  expect(installed.filter((name) => !name.startsWith('.'))).toEqual(['@vitrine'])
  const files = await readdir(join(project, 'node_modules/@vitrine/sdk'), { recursive: true })
  expect(files).toContain('README.md')
  expect(files.filter((name) => /test|\.gen\.|^src/.test(name))).toEqual([])
})

test('publint and arethetypeswrong find nothing', { timeout: 120_000 }, async () => {
  await run(join(BIN, 'publint'), ['run', tarball, '--strict'])
  await run(join(BIN, 'attw'), [tarball])
})

const USE = (load: (entry: string, names: string) => string) => `
${load('@vitrine/sdk', '{ Vitrine, VitrinePortal, VitrineError }')}
${load('@vitrine/sdk/portal', '{ VitrinePortal: Small, VitrineError: SmallError }')}
${load('@vitrine/sdk/webhooks', '{ verifyWebhook }')}
const check = async () => {
  const { name } = await new Vitrine({ apiKey: 'sk_x', baseUrl: process.argv[2] }).account.get()
  const portal = await new Small({ publishableKey: 'pk_x', baseUrl: process.argv[2] }).get('acme')
  console.log(name, portal.name, SmallError === VitrineError, typeof VitrinePortal, typeof verifyWebhook)
}
void check()
`
const PRINTED = '/v1/account /v1/portals/acme true function function'

test('from an ES module, and from CommonJS', async () => {
  await writeFile(
    join(project, 'use.mjs'),
    USE((entry, names) => `import ${names.replaceAll(':', ' as')} from '${entry}'`),
  )
  await writeFile(
    join(project, 'use.cjs'),
    USE((entry, names) => `const ${names} = require('${entry}')`),
  )
  for (const file of ['use.mjs', 'use.cjs']) expect(await run(process.execPath, [file, url])).toBe(PRINTED)
})

test('from TypeScript, by either way of resolution, in either kind of module', {
  timeout: 120_000,
}, async () => {
  const program = `
import { NotFoundError, type Tenant, Vitrine } from '@vitrine/sdk'
import { VitrinePortal } from '@vitrine/sdk/portal'
import { eventsInOrder, verifyWebhook } from '@vitrine/sdk/webhooks'
export const make = (): Promise<Tenant> => new Vitrine({ apiKey: 'sk_x' }).tenants.createAndWait({ name: 'A' })
export const portal = new VitrinePortal({ publishableKey: 'pk_x' })
export const order = eventsInOrder(new Vitrine({ apiKey: 'sk_x' }), { handle: ({ type }) => type === 'order.created' })
export { NotFoundError, verifyWebhook }
// @ts-expect-error a tenant needs a name
void new Vitrine({ apiKey: 'sk_x' }).tenants.create({})
`
  for (const type of ['mts', 'cts']) await writeFile(join(project, `typed.${type}`), program)
  for (const [module, moduleResolution] of [
    ['esnext', 'bundler'],
    ['node16', 'node16'],
  ] as const) {
    const compilerOptions = {
      module,
      moduleResolution,
      target: 'es2022',
      lib: ['es2022', 'dom', 'dom.asynciterable'],
      strict: true,
      noEmit: true,
      types: [],
    }
    const files = module === 'node16' ? ['typed.mts', 'typed.cts'] : ['typed.mts']
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }))
    await run(join(BIN, 'tsc'), ['-p', '.'])
  }
})

test('in a browser', async () => {
  const { outputFiles } = await build({
    stdin: { contents: `export { VitrinePortal } from '@vitrine/sdk/portal'`, resolveDir: project },
    bundle: true,
    format: 'iife',
    globalName: 'vitrine',
    write: false,
  })
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    await page.goto(url)
    await page.addScriptTag({ content: outputFiles[0]!.text })
    const get = `new vitrine.VitrinePortal({ publishableKey: 'pk_x', baseUrl: '${url}' }).get('acme')`
    expect(await page.evaluate(get)).toEqual({ name: '/v1/portals/acme' })
  } finally {
    await browser.close()
  }
})

test('the command line is there, and needs nothing else', async () => {
  const { version } = JSON.parse(await readFile(join(ROOT, 'sdk/package.json'), 'utf8'))
  const program = join(project, 'node_modules/.bin/vitrine')
  expect(await run(program, ['--version'])).toBe(version)
  expect(await run(program, ['tenants', 'import', '--help'])).toContain('externalId')
  const call = ['api', 'get', '/account', '--base-url', url]
  const { stdout } = await promisify(execFile)(program, call, { env: { ...env, VITRINE_KEY: 'sk_x' } })
  expect(JSON.parse(stdout)).toEqual({ name: '/v1/account' })
})

import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Vitrine, VitrinePortal } from '../../../sdk/src/index.ts'
import { OPERATIONS as DOCUMENTED } from '../../src/features/operations/docs/document.ts'
import { exampleBody, SDK_METHODS, sdkSample } from '../../src/features/operations/docs/samples.ts'
import { launchBrowser } from '../harness/browser.ts'
import { type Answer, request } from '../harness/http.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'
import { OPERATIONS } from './spec.ts'

let vitrine: TestVitrine
let page: Answer
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
  page = await request(`${vitrine.url}/docs`)
})
afterAll(() => vitrine?.stop())

test('the page names every operation of the contract, with its address', () => {
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  for (const { id, path } of OPERATIONS) {
    expect(page.text).toContain(`<article id="${id}">`)
    expect(page.text).toContain(`<code>${path}</code>`)
  }
})

test('the brief one for language models names them all too, with the method of the SDK', async () => {
  const { status, headers, text } = await request(`${vitrine.url}/llms.txt`)
  expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8'])
  for (const { id, path } of OPERATIONS) {
    expect(text).toContain(` ${path}](${vitrine.url}/docs#${id})`)
    if (SDK_METHODS[id]) expect(text).toContain(`SDK: \`${SDK_METHODS[id]}\`.`)
  }
})

test('every operation that needs a key has its method in the reference', () => {
  const missing = DOCUMENTED.filter(({ id, scheme }) => scheme && !SDK_METHODS[id])
  expect(missing.map(({ id }) => id)).toEqual([])
})

test.each(['/docs', '/llms.txt'])('%s is not sent again while it is the same', async (path) => {
  const etag = (await request(vitrine.url + path)).headers.get('etag')!
  const again = await request(vitrine.url + path, { headers: { 'if-none-match': etag } })
  expect([again.status, again.text]).toEqual([304, ''])
})

test('it loads nothing, runs nothing, and keeps to its policy, in the light, in the dark and on a phone', async () => {
  const browser = await launchBrowser()
  try {
    for (const options of [
      { viewport: { width: 1400, height: 900 } },
      { viewport: { width: 360, height: 800 }, colorScheme: 'dark' as const, javaScriptEnabled: true },
    ]) {
      const tab = await browser.newPage(options)
      const asked: string[] = []
      const complaints: string[] = []
      tab.on('request', (entry) => asked.push(new URL(entry.url()).pathname))
      tab.on('console', (message) => complaints.push(message.text()))
      await tab.goto(`${vitrine.url}/docs#createTenant`)
      expect(asked.filter((path) => path !== '/favicon.ico')).toEqual(['/docs'])
      expect(complaints.filter((text) => !text.includes('favicon'))).toEqual([])
      // Styled at all, and no wider than the window.
      expect(await tab.evaluate('getComputedStyle(document.querySelector("article")).display')).toBe('grid')
      const spare = await tab.evaluate('innerWidth - document.documentElement.scrollWidth')
      expect(spare).toBeGreaterThanOrEqual(0)
      const broken = await tab.evaluate(
        `[...document.querySelectorAll('a[href^="#"]')].map((a) => a.hash.slice(1)).filter((id) => !document.getElementById(id))`,
      )
      expect(broken).toEqual([])
      await tab.close()
    }
  } finally {
    await browser.close()
  }
})

test('sample bodies are bodies that the contract accepts', async () => {
  const { body: document } = await request(`${vitrine.url}/openapi.json`)
  const ajv = new Ajv2020({ strict: false })
  addFormats.default(ajv)
  ajv.addSchema(document, 'contract')
  const wrong = DOCUMENTED.filter((operation) => operation.body['application/json']).flatMap((operation) => {
    const pointer = `/paths/${operation.path.replaceAll('/', '~1')}/${operation.method.toLowerCase()}/requestBody`
    const reference = encodeURI(`${pointer}/content/application~1json/schema`)
    const check = ajv.compile({ $ref: `contract#${reference}` })
    return check(exampleBody(operation)) ? [] : [[operation.id, check.errors]]
  })
  expect(wrong).toEqual([])
})

test('samples call methods that the SDK has', () => {
  const vitrine = new Vitrine({ apiKey: 'sk_x' })
  const portals = new VitrinePortal({ publishableKey: 'pk_x' })
  for (const [id, name] of Object.entries(SDK_METHODS)) {
    const method = name.split('.').reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], {
      vitrine,
      portals,
    })
    expect(method, name).toBeTypeOf('function')
    expect(sdkSample(DOCUMENTED.find((operation) => operation.id === id)!)).toContain(name)
  }
})

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'
import { expectProblem } from './problem.ts'
import { addressOf, OPERATIONS, type Operation, sample } from './spec.ts'
import { keyFor, makeWorld, type World } from './world.ts'

/** Requests that the contract makes up and then breaks; the server holds each answer against its declared schema. */
const ALL = 5000
/** Those that have pictures decoded, in a process of their own, take longer: they get fewer. */
const COSTLY = 15

let vitrine: TestVitrine
let world: World
let sent = 0
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
  world = await makeWorld(vitrine, 'Acme')
})
afterAll(() => vitrine?.stop())

const isCostly = ({ media }: Operation) => media.some((type) => !type.includes('json'))
const EACH = Math.ceil(
  (ALL - OPERATIONS.filter(isCostly).length * COSTLY) / OPERATIONS.filter((each) => !isCostly(each)).length,
)

const hostile = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, 0, 1.5, 1e20, -1e300, 2 ** 53, [], {}, [[]], [null], { a: {} }),
  fc.constantFrom(
    '',
    ' ',
    'a\0b',
    '\ud800',
    '🙂',
    'null',
    '%00',
    '../..',
    '<script>',
    `'; --`,
    'x'.repeat(6000),
  ),
  fc.string(),
  fc.jsonValue({ maxDepth: 3 }),
)
/** What `fetch` itself lets through. */
const headerText = fc.string({
  unit: fc.constantFrom('"', 'v', '1', ',', '*', 'W', '/', ' ', '\xe9', ';', '='),
})
const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })

/** One way to break a request. */
const mutation = fc.oneof(
  fc.record({ kind: fc.constantFrom('set', 'drop', 'add'), at: share, name: fc.string(), value: hostile }),
  fc.record({ kind: fc.constant('cut' as const), at: share }),
  fc.record({ kind: fc.constant('bytes' as const), bytes: fc.uint8Array({ maxLength: 200 }) }),
  fc.record({
    kind: fc.constant('type' as const),
    type: fc.constantFrom(
      'text/plain',
      'application/json; charset=x',
      'multipart/form-data',
      'image/png',
      'x',
    ),
  }),
  fc.record({ kind: fc.constant('query' as const), at: share, name: fc.string(), value: fc.string() }),
  fc.record({ kind: fc.constant('path' as const), at: share, text: fc.string({ minLength: 1 }) }),
  fc.record({
    kind: fc.constant('header' as const),
    name: fc.constantFrom(
      'if-match',
      'if-none-match',
      'idempotency-key',
      'x-request-id',
      'accept',
      'last-event-id',
    ),
    value: headerText,
  }),
)
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never

interface Draft {
  path: string
  query: string
  headers: Record<string, string>
  json: unknown
  bytes: Uint8Array | undefined
}

/** Places in a body, as steps; an object's own first. */
function placesOf(value: unknown, steps: string[] = []): string[][] {
  const inner =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, entry]) => placesOf(entry, [...steps, name]))
      : []
  return [steps, ...inner]
}

function changeBody(
  json: unknown,
  { kind, at, name, value }: Extract<Mutation, { name: string; at: number }>,
) {
  if (kind !== 'set' && kind !== 'drop' && kind !== 'add') return json
  const places = placesOf(json)
  const place = places[Math.floor(at * places.length)]!
  if (place.length === 0) return kind === 'add' ? { ...(json as object), [name]: value } : value
  const copy = structuredClone(json)
  // biome-ignore lint/suspicious/noExplicitAny: walks any body
  let holder: any = copy
  for (const step of place.slice(0, -1)) holder = holder[step]
  const last = place.at(-1)!
  if (kind === 'drop') delete holder[last]
  else if (kind === 'set') holder[last] = value
  else holder[last] = typeof holder[last] === 'object' ? { ...holder[last], [name]: value } : [holder[last]]
  return copy
}

function apply(draft: Draft, change: Mutation, operation: Operation): void {
  if (change.kind === 'cut')
    draft.bytes = draft.bytes
      ? draft.bytes.slice(0, draft.bytes.length * change.at)
      : Buffer.from(JSON.stringify(draft.json ?? {})).subarray(0, 60 * change.at)
  else if (change.kind === 'bytes') draft.bytes = change.bytes
  else if (change.kind === 'type') draft.headers['content-type'] = change.type
  else if (change.kind === 'header') draft.headers[change.name] = change.value
  else if (change.kind === 'query') {
    const known = operation.parameters.filter((parameter) => parameter.in === 'query')
    const name = known[Math.floor(change.at * (known.length + 1))]?.name ?? change.name
    draft.query += `&${encoded(name)}=${encoded(change.value)}`
  } else if (change.kind === 'path') {
    const steps = draft.path.split('/')
    const at = 2 + Math.floor(change.at * (steps.length - 2))
    if (operation.path.split('/')[at]?.startsWith('{')) steps[at] = encoded(change.text)
    draft.path = steps.join('/')
  } else draft.json = changeBody(draft.json, change)
}

/** Halves of surrogate pairs have no form in an address. */
const encoded = (text: string) => encodeURIComponent(text.toWellFormed()).replaceAll('.', '%2E')

async function ask(operation: Operation, draft: Draft): Promise<void> {
  sent += 1
  const key = keyFor(operation, world)
  const hasBody = operation.method !== 'GET'
  const response = await fetch(`${vitrine.url}${draft.path}?${draft.query.slice(1)}`, {
    method: operation.method,
    headers: {
      'content-type': 'application/json',
      ...(key?.startsWith('pk_')
        ? { 'x-publishable-key': key }
        : key
          ? { authorization: `Bearer ${key}` }
          : {}),
      ...draft.headers,
    },
    ...(hasBody && (draft.bytes || draft.json !== undefined)
      ? { body: (draft.bytes as BodyInit) ?? JSON.stringify(draft.json) }
      : {}),
    signal: AbortSignal.timeout(20_000),
  })
  const { status, headers } = response
  if (headers.get('content-type')?.startsWith('text/event-stream')) return response.body!.cancel()
  const text = await response.text()
  expect({ status, text: status >= 500 ? text : '' }).toEqual({ status: Math.min(status, 499), text: '' })
  if (status >= 400 && operation.path.startsWith('/v1/'))
    expectProblem({ status, headers, text, body: JSON.parse(text) }, status)
}

// Parts of the widget take nothing that could be broken, and are there only once it is built.
describe.each(OPERATIONS.filter(({ path }) => !path.startsWith('/widget/')))('$id', (operation) => {
  // A deletion that is broken too little would go through, and leave nothing to break.
  const first = operation.method === 'DELETE' ? 'nothing_like_an_id' : undefined

  test('malformed requests are refused in the one form there is', { timeout: 90_000 }, async () => {
    const full = operation.body && sample(operation.body, world.ids, () => true)
    const property = fc.asyncProperty(
      fc.array(mutation as fc.Arbitrary<Mutation>, { minLength: 1, maxLength: 3 }),
      async (changes) => {
        const path = addressOf(operation, world.ids)
        const draft: Draft = {
          path: first ? path.replace(/[^/]+$/, first) : path,
          query: '',
          headers: operation.media.includes('image/*') ? { 'content-type': 'image/png' } : {},
          json: structuredClone(full),
          bytes: operation.media.includes('image/*') ? Buffer.from('\x89PNG\r\n\x1a\n') : undefined,
        }
        for (const change of changes) apply(draft, change, operation)
        await ask(operation, draft)
      },
    )
    await fc.assert(property, {
      numRuns: isCostly(operation) ? COSTLY : EACH,
      interruptAfterTimeLimit: 60_000,
    })
  })
})

test.each([...new Set(OPERATIONS.map(({ path }) => path))])(
  '%s: 405 with Allow for every other method',
  async (path) => {
    const operations = OPERATIONS.filter((operation) => operation.path === path)
    const known = operations.map(({ method }) => method)
    for (const method of ['GET', 'PUT', 'POST', 'PATCH', 'DELETE'].filter((each) => !known.includes(each))) {
      sent += 1
      const response = await fetch(vitrine.url + addressOf(operations[0]!, world.ids), { method })
      const text = await response.text()
      expectProblem({ status: response.status, headers: response.headers, text, body: JSON.parse(text) }, 405)
      const allowed = response.headers.get('allow')!.split(', ')
      expect(allowed.toSorted()).toEqual([...known, ...(known.includes('GET') ? ['HEAD'] : [])].toSorted())
    }
  },
)

test('they were as many as promised, and the service is well', async () => {
  expect(sent).toBeGreaterThanOrEqual(ALL)
  expect((await fetch(`${vitrine.url}/healthz`)).status).toBe(200)
  expect((await world.client.tenants.list()).data.length).toBeGreaterThanOrEqual(2)
})

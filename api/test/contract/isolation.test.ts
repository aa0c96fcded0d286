import { typeid } from 'typeid-js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'
import { expectProblem } from './problem.ts'
import { type Ids, idPlaces, idSchemaOf, OPERATIONS, type Schema, sample } from './spec.ts'
import { keyFor, makeWorld, send, type World, withoutId } from './world.ts'

let vitrine: TestVitrine
let mine: World
let theirs: World
let before: unknown
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
  mine = await makeWorld(vitrine, 'Mine')
  theirs = await makeWorld(vitrine, 'Theirs')
  before = await everythingOf(theirs)
})
afterAll(() => vitrine?.stop())

const HIDDEN_PARAMETERS = ['slug', 'idOrSlug']
const unknownLike = (id: string) =>
  id.includes('_') ? typeid(id.split('_')[0]!).toString() : 'no-such-thing'

/** What another account has, read with its own key. */
async function everythingOf({ client, ids }: World): Promise<unknown> {
  const reads = [
    () => client.tenants.list(),
    () => client.products.list(),
    () => client.packs.list(),
    () => client.collections.list(),
    () => client.generations.list(ids.TenantId!),
    () => client.orders.list(),
    () => client.events.list(),
    () => client.webhookEndpoints.list(),
    () => client.webhookEndpoints.deliveries(ids.WebhookEndpointId!),
    () => client.apiKeys.list().then(({ data }) => data.map(({ lastUsedAt, ...key }) => key)),
  ]
  // One after the other: ten at once want ten new connections within a second, which a busy machine may refuse.
  const all: unknown[] = []
  for (const read of reads) all.push(await read())
  return all
}

const parametersOf = (parameters: (typeof OPERATIONS)[number]['parameters']) =>
  parameters
    .filter(({ in: place }) => place === 'path')
    .map(({ name, schema }) => idSchemaOf(schema) ?? name)
    .filter((name) => name.endsWith('Id') || HIDDEN_PARAMETERS.includes(name))

const IN_PATHS = OPERATIONS.filter(({ scheme }) => scheme).flatMap((operation) =>
  parametersOf(operation.parameters).map((name) => ({ ...operation, name })),
)
const IN_BODIES = OPERATIONS.flatMap((operation) =>
  operation.body
    ? idPlaces(operation.body).map(({ path, id }) => ({ ...operation, at: path, schemaName: id }))
    : [],
)
const IN_QUERIES = OPERATIONS.flatMap((operation) =>
  operation.parameters
    .filter(({ in: place, schema }) => place === 'query' && idSchemaOf(schema))
    .map(({ name, schema }) => ({ ...operation, name, schemaName: idSchemaOf(schema)! })),
)
const LISTS = OPERATIONS.filter(({ parameters }) => parameters.some(({ name }) => name === 'cursor'))

test.each(IN_PATHS)(
  '$id: {$name} of another account is as unknown as any',
  async ({ name, ...operation }) => {
    const ask = (ids: Ids) => send(vitrine.url, operation, ids, { key: keyFor(operation, mine) })
    const [unknown, foreign] = [
      await ask({ ...mine.ids, [name]: unknownLike(mine.ids[name]!) }),
      await ask({ ...mine.ids, [name]: theirs.ids[name]! }),
    ]
    // An item of another account may have the same slug as one of ours.
    if (name === 'idOrSlug') return expectProblem(unknown, 404, 'not_found')
    expectProblem(foreign, 404, 'not_found')
    expect(withoutId(foreign)).toEqual(withoutId(unknown))
  },
)

test.each(IN_BODIES)(
  '$id: $at of another account is as unknown as any',
  async ({ at, schemaName, ...operation }) => {
    const ask = async (value: string) => {
      const holdsOne = (schema: Schema) => idPlaces(schema).some(({ id }) => id === schemaName)
      const json = replaced(sample(operation.body!, mine.ids, holdsOne), at, value)
      const answer = await send(vitrine.url, operation, mine.ids, { key: keyFor(operation, mine), json })
      return {
        ...answer,
        text: answer.text.replaceAll(value, 'ID'),
        body: JSON.parse(answer.text.replaceAll(value, 'ID')),
      }
    }
    const [unknown, foreign] = [
      await ask(unknownLike(mine.ids[schemaName]!)),
      await ask(theirs.ids[schemaName]!),
    ]
    expect(foreign.status).toBeGreaterThanOrEqual(400)
    expectProblem(foreign, foreign.status)
    expect(withoutId(foreign)).toEqual(withoutId(unknown))
  },
)

test.each(IN_QUERIES)(
  '$id: ?$name of another account is as unknown as any',
  async ({ name, schemaName, ...operation }) => {
    const ask = (value: string) =>
      send(vitrine.url, operation, mine.ids, { key: mine.key, query: `?${name}=${value}` })
    const [unknown, foreign] = [
      await ask(unknownLike(mine.ids[schemaName]!)),
      await ask(theirs.ids[schemaName]!),
    ]
    expect([foreign.status, foreign.body]).toEqual([unknown.status, unknown.body])
  },
)

describe.each(LISTS)('$id', (operation) => {
  test('a cursor of another account is refused', async () => {
    const theirPage = await send(vitrine.url, operation, theirs.ids, {
      key: keyFor(operation, theirs),
      query: '?limit=1',
    })
    // Renders come with a worker, which this test has none of.
    if (operation.id === 'listRenders') return expect(theirPage.body.nextCursor).toBeNull()
    const { nextCursor } = theirPage.body
    expect(nextCursor).toEqual(expect.any(String))
    const ask = (cursor: string) =>
      send(vitrine.url, operation, mine.ids, {
        key: keyFor(operation, mine),
        query: `?limit=1&cursor=${cursor}`,
      })
    for (const cursor of [nextCursor, 'x', '.', `${nextCursor}.x`, encodeURIComponent('{"id":1}')])
      expectProblem(await ask(cursor), 400, 'invalid_request')
    const ours = await send(vitrine.url, operation, mine.ids, {
      key: keyFor(operation, mine),
      query: '?limit=1',
    })
    expect((await ask(ours.body.nextCursor)).status).toBe(200)
  })
})

test('after all of that the other account has what it had', async () => {
  expect(await everythingOf(theirs)).toEqual(before)
})

/** The body with one place changed. */
function replaced(body: unknown, path: string, value: string): unknown {
  const copy = structuredClone(body)
  const steps = path.split('/').slice(1)
  const last = steps.pop()!
  // biome-ignore lint/suspicious/noExplicitAny: walks a JSON Pointer
  let at: any = copy
  for (const step of steps) at = at[step]
  at[last] = value
  return copy
}

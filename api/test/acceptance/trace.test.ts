import { afterAll, beforeAll, expect, test } from 'vitest'
import { request } from '../harness/http.ts'
import { logoSvg } from '../harness/pictures.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

let vitrine: TestVitrine
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
})
afterAll(() => vitrine?.stop())

const TRACEPARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'

test('a task carries the traceparent of the request that set it going, if that had one', async () => {
  const { client, secretKey: key } = await vitrine.createAccount()
  const { id } = await client.tenants.create({ name: 'Acme', logo: logoSvg() })
  const path = `${vitrine.url}/v1/tenants/${id}/generations`
  const start = async (headers: Record<string, string>) =>
    (await request(path, { method: 'POST', key, headers })).body.id
  const [with_, without, malformed] = [
    await start({ traceparent: TRACEPARENT }),
    await start({}),
    await start({ traceparent: TRACEPARENT.slice(1) }),
  ]
  const rows = await vitrine.database.query<{ generation: string; traceparent: string | null }>(
    `select data #>> '{payload,generationId}' as generation, data #>> '{payload,traceparent}' as traceparent
     from pgboss.job where data ->> 'task' = 'generation.plan'`,
  )
  const of = (generation: string) => rows.find((row) => row.generation === generation)?.traceparent
  expect([of(with_), of(without), of(malformed)]).toEqual([TRACEPARENT, null, null])
})

import type { Vitrine } from '../../../../sdk/src/index.ts'
import { demoTenants, type SampleTenant } from '../../../sample/logos.ts'
import type { Bar, Progress } from '../progress.ts'

type Tenant = Awaited<ReturnType<Vitrine['tenants']['get']>>

/** Makes the three tenants at once, as a partner would, and follows their pictures. */
export async function createTenants(
  client: Vitrine,
  progress: Progress,
  signal: AbortSignal,
): Promise<Tenant[]> {
  return Promise.all(
    demoTenants().map((sample) => {
      const bar = progress.bar(sample.name)
      return bringUpToDate(client, sample, bar, signal)
    }),
  )
}

async function bringUpToDate(
  client: Vitrine,
  sample: SampleTenant,
  bar: Bar,
  signal: AbortSignal,
): Promise<Tenant> {
  const startedAt = performance.now()
  const { externalId, name, locale, primaryColor, secondaryColor } = sample
  const { data } = await client.tenants.list({ externalId })
  const known = data[0]
  const tenant =
    known ??
    (await client.tenants.create({
      ...{ externalId, name, locale, primaryColor, secondaryColor },
      settings: { demo: true, leadTimeWeeks: { min: 3, max: 4 } },
      logo: new Blob([sample.logo.svg], { type: 'image/svg+xml' }),
    }))
  // A second run asks for what the first left undone; what is up to date costs nothing.
  const generation = known
    ? await client.generations.create(known.id)
    : (tenant as Awaited<ReturnType<Vitrine['tenants']['create']>>).generation!
  const ended = await client.generations.wait(generation.id, {
    signal,
    onProgress: ({ progress: { total, done, failed } }) =>
      bar.update(
        done + failed,
        total,
        total === 0 ? '' : done + failed < total ? 'making pictures' : seconds(startedAt),
      ),
  })
  if (ended.progress.failed > 0)
    bar.update(ended.progress.total, ended.progress.total, `${ended.progress.failed} failed`)
  return client.tenants.get(tenant.id)
}

function seconds(startedAt: number): string {
  return `done in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`
}

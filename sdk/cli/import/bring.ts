import {
  ConflictError,
  type Generation,
  type Tenant,
  type TenantUpdate,
  type Vitrine,
} from '../../src/index.ts'
import { isSame } from '../same.ts'
import { isAddress, type Row } from './rows.ts'

export type Brought = {
  tenant: Tenant
  outcome: 'created' | 'updated' | 'existing'
  generation: Generation | null
}

type Options = { update: boolean; wait: boolean; signal: AbortSignal }

/** One tenant as its row wants it: made where there is none, left alone or brought up to date where there is. */
export async function bring(
  client: Vitrine,
  row: Row,
  known: Tenant | undefined,
  options: Options,
): Promise<Brought> {
  const { signal } = options
  if (known) return keep(client, row, known, options)
  try {
    const { generation, ...tenant } = await client.tenants.create(
      { ...row.input, ...(row.logo && (isAddress(row.logo) ? { logoUrl: row.logo } : { logo: row.logo })) },
      { signal },
    )
    return { tenant, outcome: 'created', generation }
  } catch (error) {
    if (!(error instanceof ConflictError && error.code === 'conflict')) throw error
    // Made by another run meanwhile, or by an attempt of an earlier one whose answer was lost.
    const { data } = await client.tenants.list({ externalId: row.input.externalId }, { signal })
    if (!data[0]) throw error
    return keep(client, row, data[0], options)
  }
}

async function keep(
  client: Vitrine,
  row: Row,
  known: Tenant,
  { update, wait, signal }: Options,
): Promise<Brought> {
  const changes = update ? differences(row, known) : {}
  let [tenant, generation]: [Tenant, Generation | null] = [known, null]
  const isChanged = Object.keys(changes).length > 0
  if (isChanged) tenant = await client.tenants.update(known.id, changes, { ifMatch: known, signal })
  const isDressed = update && row.logo !== undefined && known.logo === null
  if (isDressed) {
    const logo = isAddress(row.logo!) ? { logoUrl: row.logo! } : row.logo!
    ;({ generation, ...tenant } = await client.tenants.setLogo(known.id, logo, { signal }))
  }
  // What an earlier run began may still be going on.
  else if (wait)
    [generation = null] = (await client.generations.list(known.id, { limit: 1 }, { signal })).data
  return { tenant, outcome: isChanged || isDressed ? 'updated' : 'existing', generation }
}

/** What a row says and the tenant does not; what a row leaves out stays as it is. */
export function differences({ input }: Row, tenant: Tenant): TenantUpdate {
  const wanted: TenantUpdate = {
    ...input,
    ...(input.settings && { settings: { ...tenant.settings, ...input.settings } }),
    ...(input.metadata && { metadata: { ...tenant.metadata, ...input.metadata } }),
  }
  const changed = Object.entries(wanted).filter(([key, value]) => !isSame(value, tenant[key as keyof Tenant]))
  return Object.fromEntries(changed)
}

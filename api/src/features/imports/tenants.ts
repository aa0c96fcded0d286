import { setTimeout as pause } from 'node:timers/promises'
import type { TenantRow } from '../../data/rows.ts'
import { ApiError } from '../../errors.ts'
import type { Principal } from '../../ports/identity.ts'
import { LogoPreparerBusyError } from '../../ports/logo-preparer.ts'
import type { Finding } from './findings.ts'
import { isRefusal } from './items.ts'
import { readPicture } from './pictures.ts'
import type { PlannedTenant } from './portals-folder.ts'
import type { ImportParts, Run } from './run.ts'

const LOGO_LIMIT_BYTES = 10 * 1024 * 1024
/** A machine that draws portals at the same time may have no time for a logo at once. */
const TRIES = 5

/**
 * Brings the tenants, each with its logo in one step, which starts its generation as well. One without a usable logo
 * is archived until it has one. Answers how many generations were started.
 */
export async function bringTenants(
  { tenants, logoPreparer, portals }: Pick<ImportParts, 'tenants' | 'logoPreparer' | 'portals'>,
  run: Run,
): Promise<number> {
  const { accountId, prototype, dryRun, signal, findings, count } = run
  const all = prototype.tenants
  // The operator: every tenant of the account, and no key.
  const who: Principal = { accountId, id: 'import', scopes: new Set(), tenantId: undefined }
  let generations = 0

  for (const [i, tenant] of all.entries()) {
    if (signal.aborted) break
    run.onProgress('tenants', i, all.length, tenant.slug)
    count('tenant', 'found')
    if (tenant.logos.length > 0) count('logo', 'found')
    await bring(tenant)
    run.onProgress('tenants', i + 1, all.length, tenant.slug)
  }
  return generations

  async function bring(tenant: PlannedTenant): Promise<void> {
    const page = { limit: 1, cursor: undefined }
    const [known] = (await tenants.list(who, { externalId: tenant.slug }, page)).data
    if (known) return complete(tenant, known.row)
    await withLogo({ ...tenant, known: false }, async (logo) => {
      if (dryRun) {
        const taken = await portals.owner(tenant.slug)
        if (taken) sayTaken(tenant)
        count('tenant', taken ? 'left' : 'imported')
        return taken ? false : undefined
      }
      const created = await create(tenant, logo)
      count('tenant', created ? 'imported' : 'left')
      if (!created) return false
      if (created.generation) generations += 1
      return undefined
    })
  }

  async function create(tenant: PlannedTenant, logo: Uint8Array | undefined) {
    const { slug, name, primaryColor, secondaryColor, createdAt } = tenant
    const input = {
      ...{ slug, externalId: slug, name, locale: run.locale },
      ...(primaryColor ? { primaryColor } : {}),
      ...(secondaryColor ? { secondaryColor } : {}),
      ...(createdAt ? { metadata: { prototypeCreatedAt: createdAt } } : {}),
      ...(logo ? {} : { status: 'archived' as const }),
    }
    try {
      return await patiently(() => tenants.create(who, input, logo, async () => undefined))
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'slug_taken') throw error
      sayTaken(tenant)
      return undefined
    }
  }

  function sayTaken(tenant: PlannedTenant): void {
    const message = `Another portal of this installation has the slug ${tenant.slug}; the tenant was left out.`
    say(tenant, 'error', 'slug', message)
  }

  /** One that is there: only what an earlier run could not bring is looked at again. */
  async function complete(tenant: PlannedTenant, row: TenantRow): Promise<void> {
    count('tenant', 'unchanged')
    if (tenant.name !== row.name)
      say(tenant, 'note', 'changed_since', 'Here its name differs; it was left as it is.')
    if (row.logo) {
      if (tenant.logos.length > 0) count('logo', 'unchanged')
      return
    }
    // Archived by somebody since, and meant to stay so.
    if (row.status === 'archived' && row.version > 1) {
      if (tenant.logos.length > 0) count('logo', 'left')
      return say(tenant, 'note', 'changed_since', 'Here it is archived without a logo; it was left as it is.')
    }
    await withLogo({ ...tenant, known: true }, async (logo) => {
      if (!logo || dryRun) return undefined
      // Shown first, then with its logo: broken off between the two, the next run sees what is missing.
      if (row.status === 'archived') await tenants.update(who, row.id, { status: 'active' }, undefined)
      await patiently(() => tenants.setLogo(who, row.id, logo, undefined))
      generations += 1
      return undefined
    })
  }

  /** Calls with the first logo that can be used, or without one, which is reported. */
  async function withLogo(
    { known, ...tenant }: PlannedTenant & { known: boolean },
    use: (logo: Uint8Array | undefined) => Promise<false | undefined>,
  ): Promise<void> {
    for (const path of tenant.logos) {
      const file = await readPicture(prototype.publicFolder!, path, LOGO_LIMIT_BYTES)
      if ('problem' in file) {
        say(tenant, 'error', 'refused', `The logo ${path} ${file.problem}.`)
        continue
      }
      try {
        // Looked at before anything is changed for its sake; a new tenant is made with it or not at all.
        if (dryRun || known) await patiently(() => logoPreparer.prepare(file.bytes))
        const done = await use(file.bytes)
        count('logo', done === false ? 'left' : 'imported')
        const others = tenant.logos.filter((other) => other !== path)
        if (others.length > 0)
          say(tenant, 'note', 'left_out', `${path} is its logo; also there: ${others.join(', ')}.`)
        return
      } catch (error) {
        if (isBusy(error)) return putOff(tenant, known)
        if (!isRefusal(error)) throw error
        say(tenant, 'error', 'refused', `The logo ${path} cannot be used: ${error.message}`)
      }
    }
    if (tenant.logos.length > 0) count('logo', 'left')
    say(tenant, 'warning', 'unpublished', 'It has no logo that can be used; it is archived until it has one.')
    await use(undefined)
  }

  /** Nothing is made of it now, so that the next run makes all of it. */
  function putOff(tenant: PlannedTenant, known: boolean): void {
    count('logo', 'left')
    if (!known) count('tenant', 'left')
    say(tenant, 'error', 'busy', 'The machine had no time for its logo: run the import again.')
  }

  function say(
    { where, subject }: PlannedTenant,
    severity: Finding['severity'],
    code: Finding['code'],
    message: string,
  ): void {
    findings.add({ severity, code, where, subject, message })
  }

  async function patiently<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work()
      } catch (error) {
        if (!isBusy(error) || attempt === TRIES || signal.aborted) throw error
        await pause(500 * attempt, undefined, { signal }).catch(() => undefined)
      }
    }
  }
}

/** Whether the machine had no time for a logo, which says nothing about it. */
function isBusy(error: unknown): boolean {
  return error instanceof LogoPreparerBusyError || (error instanceof ApiError && error.code === 'unavailable')
}

import { REPLACED_KEPT_SECONDS } from '../../contract/tasks.ts'
import type { Database } from '../../data/database.ts'
import type { ObjectStore } from '../../ports/object-store.ts'
import * as store from './store.ts'

/** Clocks of two machines may differ by so much. */
const SLACK_MS = 60_000

/**
 * Removes the files of a tenant that no row names, once all that was replaced was replaced long enough ago. Each
 * generation that ends asks for it; where another has begun or ended since, that one's own comes later.
 *
 * Names follow from content, so what is removed here may be wanted again at this very moment. A generation cannot
 * begin while its tenant is locked, and one that has begun is seen here: its pictures are written after this, or this
 * is left to its end. Logos are written before their row is: whoever found one there already looks again afterwards.
 */
export async function tidyTenant(
  parts: { db: Database; files: ObjectStore },
  accountId: string,
  tenantId: string,
  now = Date.now(),
): Promise<void> {
  const { db, files } = parts
  const old = now - REPLACED_KEPT_SECONDS * 1000 + SLACK_MS
  const there: string[] = []
  for await (const { key, writtenAt } of files.list(`${accountId}/${tenantId}/`))
    if (writtenAt.getTime() < old) there.push(key)
  if (there.length === 0) return
  await db.forAccount(accountId, async (trx) => {
    const tenant = await store.lockTenantWhole(trx, tenantId)
    if (!tenant || (await store.changedSince(trx, tenantId, new Date(old)))) return
    const named = new Set(await store.filesOf(trx, tenant))
    for (const key of there) if (!named.has(key)) await files.delete(key)
  })
}

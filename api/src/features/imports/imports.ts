import { createFindings } from './findings.ts'
import type { Folder } from './folder.ts'
import { bringItems } from './items.ts'
import { bringOrders } from './orders.ts'
import { readPrototype } from './prototype.ts'
import { newCounts, type Report } from './report.ts'
import type { ImportOptions, ImportParts, Run } from './run.ts'
import { bringTenants } from './tenants.ts'

export interface Imports {
  /**
   * Brings a checkout of the prototype into an account. What the account has already, by its `externalId`, is left as
   * it is: a second run changes nothing, and one after an interruption goes on.
   */
  run(accountId: string, folder: Folder, options: ImportOptions): Promise<Report>
}

/** The prototype knew no other. */
const CURRENCY = 'EUR'

export function createImports(parts: ImportParts): Imports {
  return {
    async run(accountId, folder, options) {
      const account = await parts.accounts.get(accountId)
      if (account.currency !== CURRENCY)
        throw new Error(
          `The prototype's prices are in ${CURRENCY}, the account's in ${account.currency}: import into another account.`,
        )
      const findings = createFindings()
      const counts = newCounts()
      const prototype = await readPrototype(folder, findings)
      const run: Run = {
        ...options,
        ...{ accountId, prototype, findings, counts },
        count: (kind, what) => {
          counts[kind][what] += 1
        },
      }
      let generations = 0
      const items = await bringItems(parts, run)
      if (!options.signal.aborted) generations = await bringTenants(parts, run)
      await bringOrders(parts, run, items)
      return {
        ...{ accountId, dryRun: options.dryRun, complete: !options.signal.aborted },
        ...{ counts, generations, findings: findings.list() },
      }
    },
  }
}

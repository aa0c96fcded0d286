import type { LogoPreparer } from '../../ports/logo-preparer.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { OrderHistory } from '../orders/history.ts'
import type { Portals } from '../portals/portals.ts'
import type { Tenants } from '../tenants/tenants.ts'
import type { Findings } from './findings.ts'
import type { Prototype } from './prototype.ts'
import type { CountedKind, Report } from './report.ts'

export interface ImportOptions {
  /** Reads and checks everything, and writes nothing. */
  dryRun: boolean
  /** Language of the portals; the prototype had one for all. */
  locale: 'fr' | 'en'
  /** Stops it between two steps, each of which is whole. */
  signal: AbortSignal
  onProgress(stage: Stage, done: number, total: number, note?: string): void
}

export type Stage = 'catalogue' | 'tenants' | 'orders'

/** One run, as its parts see it. */
export interface Run extends ImportOptions {
  accountId: string
  prototype: Prototype
  findings: Findings
  counts: Report['counts']
  count(kind: CountedKind, what: keyof Report['counts'][CountedKind]): void
}

export interface ImportParts {
  accounts: Accounts
  catalog: Catalog
  tenants: Tenants
  logoPreparer: LogoPreparer
  orderHistory: OrderHistory
  /** Finds a tenant by the address of its portal. */
  portals: Pick<Portals, 'owner'>
}

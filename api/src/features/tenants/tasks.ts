import type { TaskHandlers } from '../../contract/tasks.ts'
import type { Tenants } from './tenants.ts'

export function tenantTasks(tenants: Tenants): Pick<TaskHandlers, 'tenant.purge' | 'tenant.tidy'> {
  return {
    'tenant.purge': ({ accountId, tenantId }) => tenants.purge(accountId, tenantId),
    'tenant.tidy': ({ accountId, tenantId }) => tenants.tidy(accountId, tenantId),
  }
}

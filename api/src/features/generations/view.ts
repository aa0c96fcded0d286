import type { Schemas } from '../../contract/handlers.ts'
import type { Generation } from './generations.ts'

export function generationView({ row, progress, failures }: Generation): Schemas['Generation'] {
  return {
    id: row.id,
    tenantId: row.tenantId,
    reason: row.reason,
    status: row.status,
    progress,
    failures: failures.map(({ itemId, code, detail }) => ({
      itemId,
      code: code ?? '',
      detail: detail ?? '',
    })),
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }
}

/** What happened; for a type you do not know leave a branch, since the list grows. */
export type WebhookEvent = {
  id: string
  type: string
  tenantId: string | null
  resourceId: string
  resourceVersion: number | null
  sequence: number
  data: Record<string, unknown>
  createdAt: string
}

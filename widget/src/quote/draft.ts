import type { Values } from './fields.ts'

/** What outlives a reload: typed answers, and a request that was sent and not yet answered. */
export interface Draft {
  values: Values
  pending?: { key: string; body: string } | undefined
}

/** By tab, never longer: these are somebody's contact details. */
export function readDraft(key: string): Draft {
  const values: Values = { sameBilling: true }
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<Draft> | null
    for (const [name, value] of Object.entries(kept?.values ?? {}))
      if (typeof value === (name === 'sameBilling' ? 'boolean' : 'string'))
        Object.assign(values, { [name]: value })
    const { key: sent, body } = kept?.pending ?? {}
    return {
      values,
      pending: typeof sent === 'string' && typeof body === 'string' ? { key: sent, body } : undefined,
    }
  } catch {
    return { values }
  }
}

export function keepDraft(key: string, draft: Draft | undefined): void {
  try {
    if (draft) sessionStorage.setItem(key, JSON.stringify(draft))
    else sessionStorage.removeItem(key)
  } catch {
    // Forbidden: the answers then last as long as the page.
  }
}

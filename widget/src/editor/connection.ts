import type { Placement } from '../../../api/src/render/layer.ts'
import type { components } from '../../../sdk/src/types.gen.ts'

type Schemas = components['schemas']
export type CatalogItem = Schemas['Product'] | Schemas['Pack'] | Schemas['Collection']
export type Tenant = Schemas['Tenant']
export type Report = Schemas['PlacementReport']

/** How the host reaches the API with its own credentials: `path` begins with `/v1/`. */
export type Ask = (path: string, init: RequestInit) => Promise<Response>

/** An item as it was read, with what a save has to show to prove it. */
export interface Opened {
  item: CatalogItem
  etag: string
}

/** What the server's own engine makes of a placement. */
export interface ServerPreview {
  picture: Blob
  /** Ratio, verdict and version of the logo. */
  legibility: string | null
}

export class EditorProblem extends Error {
  readonly code: string
  readonly status: number
  readonly errors: { path: string; message: string }[]
  constructor(code: string, message: string, status = 0, errors: EditorProblem['errors'] = []) {
    super(message)
    this.code = code
    this.status = status
    this.errors = errors
  }
}

const KINDS = { prd: 'products', pck: 'packs', col: 'collections' } as const

/** The management operations that the editor needs. */
export function connect(ask: Ask) {
  async function call(path: string, init: RequestInit = {}): Promise<Response> {
    let response: Response
    try {
      response = await ask(`/v1${path}`, init)
    } catch (error) {
      if (init.signal?.aborted) throw error
      throw new EditorProblem('network', String(error))
    }
    if (response.ok) return response
    const body = (await response.json().catch(() => ({}))) as Partial<Schemas['Problem']>
    const message = body.detail ?? body.title ?? `${response.status}`
    throw new EditorProblem(body.code ?? 'unexpected_response', message, response.status, body.errors)
  }

  const json = (method: string, body: unknown, more: RequestInit = {}): RequestInit => ({
    ...more,
    method,
    headers: { 'content-type': 'application/json', ...more.headers },
    body: JSON.stringify(body),
  })

  async function all<T>(path: string): Promise<T[]> {
    const found: T[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: string = cursor && `&cursor=${encodeURIComponent(cursor)}`
      const answer = await call(`/${path}?limit=100${page}`)
      const { data, nextCursor } = (await answer.json()) as { data: T[]; nextCursor: string | null }
      found.push(...data)
      cursor = nextCursor
    }
    return found
  }

  const addressOf = (itemId: string) =>
    `/${KINDS[itemId.slice(0, 3) as keyof typeof KINDS] ?? 'products'}/${encodeURIComponent(itemId)}`

  return {
    items: async (): Promise<CatalogItem[]> =>
      (await Promise.all(Object.values(KINDS).map((kind) => all<CatalogItem>(kind)))).flat(),

    tenants: async (): Promise<Tenant[]> =>
      (await all<Tenant>('tenants')).filter(({ logo, status }) => logo && status === 'active'),

    async open(itemId: string): Promise<Opened> {
      const response = await call(addressOf(itemId))
      const item = (await response.json()) as CatalogItem
      return { item, etag: response.headers.get('etag') ?? `"v${item.version}"` }
    },

    /** The photo beneath the logos, to the pixel: grain that a smaller file loses would be taken for a difference. */
    async photo(itemId: string, width: number): Promise<Blob> {
      return (await call('/previews', json('POST', { itemId, width, format: 'png' }))).blob()
    },

    async save(itemId: string, placement: Placement, etag: string): Promise<Opened> {
      const init = json('PUT', placement, { headers: { 'if-match': etag } })
      const item = (await (await call(`${addressOf(itemId)}/placement`, init)).json()) as CatalogItem
      return { item, etag: `"v${item.version}"` }
    },

    async validate(body: Schemas['PlacementCheck'], signal: AbortSignal): Promise<Report> {
      return (await call('/placements/validate', json('POST', body, { signal }))).json() as Promise<Report>
    },

    async preview(body: Schemas['PreviewCreate'], signal: AbortSignal): Promise<ServerPreview> {
      const response = await call('/previews', json('POST', body, { signal }))
      return { picture: await response.blob(), legibility: response.headers.get('vitrine-legibility') }
    },
  }
}

export type Connection = ReturnType<typeof connect>

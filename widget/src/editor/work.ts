import type { Placement } from '../../../api/src/render/layer.ts'
import type { CatalogItem, Opened, Report, ServerPreview } from './connection.ts'
import { History } from './history.ts'

/** One item on the table: its placement as it is edited, and what the server last had. */
export class Work {
  readonly history: History<Placement>
  item: CatalogItem
  #etag: string
  #saved: Placement
  selected: number
  report: Report | undefined
  preview: (ServerPreview & { url: string }) | undefined

  constructor({ item, etag }: Opened) {
    this.item = item
    this.#etag = etag
    this.#saved = item.placement
    this.history = new History(item.placement)
    this.selected = item.placement.layers.length - 1
  }

  get placement(): Placement {
    return this.history.present
  }
  get etag(): string {
    return this.#etag
  }
  get isDirty(): boolean {
    return JSON.stringify(this.placement) !== JSON.stringify(this.#saved)
  }

  /** The server has what was sent, its answer says it with defaults filled in; the way back by undo stays open. */
  saved(sent: Placement, { item, etag }: Opened): void {
    this.item = item
    this.#etag = etag
    this.#saved = sent
  }

  /** Whoever saves next has seen what stands there now. */
  seen(etag: string): void {
    this.#etag = etag
  }

  select(at: number): void {
    this.selected = Math.min(Math.max(at, -1), this.placement.layers.length - 1)
  }

  show(preview: ServerPreview | undefined): void {
    if (this.preview) URL.revokeObjectURL(this.preview.url)
    this.preview = preview && { ...preview, url: URL.createObjectURL(preview.picture) }
  }
}

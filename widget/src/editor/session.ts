import type { Placement } from '../../../api/src/render/layer.ts'
import {
  type Ask,
  type CatalogItem,
  type Connection,
  connect,
  EditorProblem,
  type Tenant,
} from './connection.ts'
import type { PlacementEditorEvents } from './events.ts'
import { Painter, Pause } from './painter.ts'
import { baseOf, loadLogo, logoSources, SIZE } from './pixels.ts'
import { drawSample } from './sample-logo.ts'
import { Work } from './work.ts'

/** What a pause in editing is: long enough not to ask at every nudge. */
const PAUSE_MS = 450
/** The server's picture of the placement, as wide as it is shown. */
const PREVIEW_WIDTH = 600

export interface SessionOptions {
  /** Something is to be shown anew. */
  changed(): void
  emit<Type extends keyof PlacementEditorEvents>(type: Type, detail: PlacementEditorEvents[Type]): void
}

/** What is open, what became of it, and everything that is said to the API about it. */
export class Session {
  items: CatalogItem[] | undefined
  tenants: Tenant[] = []
  work: Work | undefined
  /** What went wrong last, and how to try again. */
  problem: { error: EditorProblem; retry: () => void; aside: boolean } | undefined
  /** Somebody else saved meanwhile; whose placement counts is a person's decision. */
  conflict = false
  /** The item to go to once it is decided what becomes of unsaved edits. */
  leaving: string | undefined
  state: 'idle' | 'saving' | 'saved' = 'idle'
  readonly painter = new Painter()
  readonly #options: SessionOptions
  readonly #pause = new Pause(PAUSE_MS)
  /** Tells the host, with an event that leaves every shadow tree. */
  readonly emit: SessionOptions['emit']
  #connection: Connection | undefined
  #tenantId: string | null = null

  constructor(options: SessionOptions) {
    this.#options = options
    this.emit = options.emit
  }

  get tenant(): Tenant | undefined {
    return this.tenants.find(({ id }) => id === this.#tenantId)
  }

  async connect(ask: Ask): Promise<void> {
    this.#connection = connect(ask)
    await this.#trying(
      async (connection) => {
        ;[this.items, this.tenants] = await Promise.all([connection.items(), connection.tenants()])
        await this.useTenant(this.#tenantId)
      },
      () => this.connect(ask),
    )
  }

  /** Goes to an item, unless edits would be lost: then it is asked first. */
  choose(id: string): void {
    if (this.work?.isDirty) {
      this.leaving = id
      this.#options.changed()
    } else void this.open(id)
  }

  stay(): void {
    this.leaving = undefined
    this.#options.changed()
  }

  async open(id: string): Promise<void> {
    this.leaving = undefined
    this.conflict = false
    await this.#trying(
      async (connection) => {
        const opened = await connection.open(id)
        const base = opened.item.image ? await baseOf(await connection.photo(id, SIZE)) : undefined
        this.work?.show(undefined)
        this.work = new Work(opened)
        this.painter.base = base
        this.state = 'idle'
        this.settle()
      },
      () => this.open(id),
    )
  }

  /** True where the server has it now. What somebody else saved meanwhile is not overwritten. */
  async save(): Promise<boolean> {
    const { work } = this
    if (!work || this.state === 'saving') return false
    this.state = 'saving'
    this.#options.changed()
    const { placement } = work
    const done = await this.#trying(
      async (connection) => {
        try {
          work.saved(placement, await connection.save(work.item.id, placement, work.etag))
        } catch (error) {
          if (!(error instanceof EditorProblem && error.code === 'version_mismatch')) throw error
          this.conflict = true
          return false
        }
        const { id: itemId, version } = work.item
        this.emit('vitrine:placement-saved', { itemId, placement, version })
        return true
      },
      () => this.save(),
    )
    this.state = done ? 'saved' : 'idle'
    this.#options.changed()
    return done === true
  }

  async resolve(whose: 'mine' | 'theirs'): Promise<void> {
    const work = this.work!
    this.conflict = false
    if (whose === 'theirs') return this.open(work.item.id)
    const seen = await this.#trying(
      async (connection) => {
        work.seen((await connection.open(work.item.id)).etag)
        return true
      },
      () => this.resolve('mine'),
    )
    if (seen) await this.save()
  }

  async useTenant(id: string | null): Promise<void> {
    this.#tenantId = id
    await this.#trying(
      async () => {
        const logo = this.tenant?.logo
        this.painter.logo = logo ? await loadLogo(logo.images) : logoSources(drawSample())
        this.work?.show(undefined)
        this.settle()
      },
      () => this.useTenant(id),
    )
  }

  /** A step that can be taken back; steps under one name that follow at once are one. */
  edit(next: Placement, name: string): void {
    const { work } = this
    if (!work || next === work.placement) return
    work.history.push(next, name, performance.now())
    this.#edited(work)
  }

  /** A change of the list of layers, after which `selected` is the chosen one. */
  restructure(next: Placement, selected: number): void {
    this.work?.history.close()
    this.edit(next, 'layers')
    this.work?.history.close()
    this.work?.select(selected)
  }

  travel(way: 'undo' | 'redo'): void {
    const { work } = this
    if (!work) return
    work.history[way]()
    work.select(work.selected)
    this.#edited(work)
  }

  select(at: number): void {
    if (this.work?.selected === at) return
    this.work?.select(at)
    this.#options.changed()
  }

  close(): void {
    this.#pause.stop()
    this.work?.show(undefined)
  }

  /** After a pause the server says what it thinks of the placement, and draws it itself. */
  settle(): void {
    const { work, tenant } = this
    if (!work?.item.image) return
    const { placement } = work
    const itemId = work.item.id
    this.#pause.after((signal) =>
      this.#trying(
        async (connection) => {
          work.report = await connection.validate({ placement, itemId, tenantId: tenant?.id }, signal)
          const body = { itemId, tenantId: tenant?.id ?? '', placement, width: PREVIEW_WIDTH }
          work.show(tenant && work.report.valid ? await connection.preview(body, signal) : undefined)
        },
        () => this.settle(),
        signal,
      ),
    )
  }

  #edited(work: Work): void {
    if (this.state === 'saved') this.state = 'idle'
    this.emit('vitrine:placement-change', { itemId: work.item.id, placement: work.placement })
    this.settle()
    this.#options.changed()
  }

  /**
   * Runs something that may fail; a failure is shown, with a way to try again, and told to the host. What is done
   * aside, with a `signal`, neither hides nor replaces a problem with what a person asked for.
   */
  async #trying<T>(
    work: (connection: Connection) => Promise<T>,
    retry: () => unknown,
    signal?: AbortSignal,
  ): Promise<T | undefined> {
    const aside = signal !== undefined
    try {
      const result = await work(this.#connection!)
      if (!aside || this.problem?.aside) this.problem = undefined
      return result
    } catch (cause) {
      if (signal?.aborted || (aside && this.problem?.aside === false)) return undefined
      const error = cause instanceof EditorProblem ? cause : new EditorProblem('internal', String(cause))
      this.problem = {
        error,
        aside,
        retry: () => {
          this.problem = undefined
          this.#options.changed()
          retry()
        },
      }
      this.emit('vitrine:error', { code: error.code, message: error.message, status: error.status })
      return undefined
    } finally {
      this.#options.changed()
    }
  }
}

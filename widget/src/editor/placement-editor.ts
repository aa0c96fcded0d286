import { html } from 'lit-html'
import type { Placement } from '../../../api/src/render/layer.ts'
import type { Legibility } from '../../../api/src/render/legibility.ts'
import { type Changed, VitrineElement } from '../elements/element.ts'
import { nearestLang } from '../i18n/translator.ts'
import { bar } from './bar.ts'
import type { Ask } from './connection.ts'
import {
  addLayer,
  type CornerName,
  changeLayer,
  duplicateLayer,
  removeLayer,
  reorderLayer,
} from './document.ts'
import type { Guide } from './gestures.ts'
import { press } from './keyboard.ts'
import { notices } from './notices.ts'
import { panel } from './panel.ts'
import { Pointers } from './pointers.ts'
import { results } from './results.ts'
import { SAMPLE } from './sample-logo.ts'
import { Session } from './session.ts'
import { stage } from './stage.ts'
import { editorStyles } from './styles/editor.ts'
import { type Text, textsFor } from './texts.ts'
import type { Work } from './work.ts'

/**
 * Places logos on an account's photos, for a partner's back office. It speaks to the management API through `ask`,
 * so that the host decides how its credentials travel; without one it asks `api`, or its own origin.
 *
 * @fires vitrine:placement-change `{ itemId, placement }` after every edit
 * @fires vitrine:placement-drawn `{ itemId, placement, legibility }` when a placement is on screen
 * @fires vitrine:placement-saved `{ itemId, placement, version }`
 * @fires vitrine:error `{ code, message, status }`
 */
export class VitrinePlacementEditor extends VitrineElement {
  static override styles = editorStyles
  static override properties = {
    api: 'api',
    item: 'item',
    tenant: 'tenant',
    locale: 'locale',
    theme: 'theme',
    ask: '',
  }
  declare api: string | null
  /** Id of the item to open; follows what is chosen in the editor. */
  declare item: string | null
  /** Id of the tenant whose logo is shown; a sample where absent. */
  declare tenant: string | null
  declare locale: string | null
  declare theme: 'light' | 'dark' | 'auto' | null
  /** How requests reach the API: `(path, init) => fetch(…)`, with whatever proves who asks. */
  declare ask: Ask | undefined

  #text: Text = textsFor('en')
  #guides: Guide[] = []
  #legibility: Legibility | undefined
  #connected = false
  readonly #session = new Session({
    changed: () => this.requestUpdate(),
    emit: (type, detail) =>
      this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true })),
  })
  readonly #pointers: Pointers = new Pointers({
    stage: () => this.renderRoot.querySelector('.stage svg')!,
    layers: () => this.placement?.layers ?? [],
    dragged: (at, { layer, guides }) => {
      this.#guides = guides
      this.#session.edit(
        changeLayer(this.placement!, at, () => layer),
        'drag',
      )
    },
    ended: () => {
      this.#guides = []
      this.#session.work?.history.close()
      this.requestUpdate()
    },
  })

  /** The placement as it is being edited; undefined while no item is open. */
  get placement(): Placement | undefined {
    return this.#session.work?.placement
  }

  /** Whether there are edits that the server does not have. */
  get dirty(): boolean {
    return this.#session.work?.isDirty ?? false
  }

  undo(): void {
    this.#session.travel('undo')
  }

  redo(): void {
    this.#session.travel('redo')
  }

  /** Saves; true where the server has it now. What somebody else saved meanwhile is not overwritten. */
  save(): Promise<boolean> {
    return this.#session.save()
  }

  override disconnectedCallback(): void {
    this.#pointers.release()
    this.#session.close()
    super.disconnectedCallback()
  }

  protected override willUpdate(changed: Changed): void {
    // Styles look at the attribute.
    if (changed.has('theme') && this.theme) this.setAttribute('theme', this.theme)
    this.#text = textsFor(this.locale ?? nearestLang(this) ?? 'en')
    if (!this.#connected || changed.has('api') || changed.has('ask')) {
      this.#connected = true
      const api = (this.api ?? '').replace(/\/+$/, '')
      void this.#session.connect(this.ask ?? ((path, init) => fetch(api + path, init)))
    }
    if (changed.has('tenant')) void this.#session.useTenant(this.tenant)
    if (changed.has('item') && this.item && this.item !== this.#session.work?.item.id)
      void this.#session.open(this.item)
    else if (this.#session.work) this.item = this.#session.work.item.id
  }

  protected override render() {
    const text = this.#text
    const session = this.#session
    const { work } = session
    return html`<div class="editor" part="editor" @keydown=${this.#shortcut}>
      ${bar({
        text,
        items: session.items ?? [],
        tenants: session.tenants,
        itemId: work?.item.id,
        tenantId: this.tenant,
        history: work?.history,
        status: this.#status(),
        canSave: this.dirty && session.state !== 'saving',
        onItem: (id) => session.choose(id),
        onTenant: (id) => {
          this.tenant = id || null
        },
        onUndo: () => this.undo(),
        onRedo: () => this.redo(),
        onSave: () => void this.save(),
      })}
      ${notices(text, session)}
      ${work ? this.#table(work) : html`<p class="empty">${this.#emptyText()}</p>`}
    </div>`
  }

  protected override updated(): void {
    const canvas = () => this.renderRoot.querySelector('canvas')
    const { work } = this.#session
    if (!work || !canvas()) return
    const { placement } = work
    const { id: itemId } = work.item
    this.#session.painter.paint(canvas, placement, (legibility) => {
      this.#session.emit('vitrine:placement-drawn', { itemId, placement, legibility })
      const { ratio, variant } = this.#legibility ?? {}
      if (legibility?.ratio === ratio && legibility?.variant === variant) return
      this.#legibility = legibility
      this.requestUpdate()
    })
  }

  #table(work: Work) {
    const text = this.#text
    const session = this.#session
    const { placement, selected } = work
    const { layers } = placement
    if (!work.item.image) return html`<p class="empty">${text('noPhoto')}</p>`
    return html`<div class="table">
      <div class="pictures" @pointerdown=${(event: PointerEvent) => this.#pointers.join(event)}>
        ${stage({
          text,
          layers,
          selected,
          guides: this.#guides,
          logo: session.tenant?.logo ?? SAMPLE,
          onGrip: (event, at, grip) => {
            session.select(at)
            event.stopPropagation()
            this.#pointers.down(event, at, grip)
          },
          onKey: this.#key,
          onFocus: (at) => session.select(at),
        })}
        ${results({
          text,
          legibility: this.#legibility,
          preview: work.preview,
          hasLogo: session.tenant !== undefined,
        })}
      </div>
      ${panel({
        text,
        layers,
        selected,
        report: work.report,
        onSelect: (at) => session.select(at),
        onAdd: () => session.restructure(addLayer(placement), layers.length),
        onDuplicate: (at) => session.restructure(duplicateLayer(placement, at), at + 1),
        onRemove: (at) => session.restructure(removeLayer(placement, at), Math.max(0, at - 1)),
        onReorder: (at, to) => session.restructure(reorderLayer(placement, at, to), to),
        onChange: (at, name, change) => session.edit(changeLayer(placement, at, change), name),
      })}
    </div>`
  }

  #status(): string {
    const { state } = this.#session
    if (state === 'saving') return this.#text('saving')
    if (this.dirty) return this.#text('unsaved')
    return state === 'saved' ? this.#text('saved') : ''
  }

  #emptyText(): string {
    const { items, problem } = this.#session
    if (!items) return problem ? '' : this.#text('loading')
    return this.#text(items.some(({ image }) => image) ? 'noItem' : 'noItems')
  }

  #key = (event: KeyboardEvent, at: number, corner?: CornerName): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const placement = this.placement!
    const layer = press(event, placement.layers[at]!, corner)
    if (layer) {
      const name = `key ${event.key} ${at} ${corner ?? ''}`
      this.#session.edit(
        changeLayer(placement, at, () => layer),
        name,
      )
    } else if (event.key === 'Delete' || event.key === 'Backspace')
      this.#session.restructure(removeLayer(placement, at), Math.max(0, at - 1))
    else return
    event.preventDefault()
  }

  #shortcut = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return
    const key = event.key.toLowerCase()
    const { work } = this.#session
    if (key === 'z') this.#session.travel(event.shiftKey ? 'redo' : 'undo')
    else if (key === 'y') this.redo()
    else if (key === 's') void this.save()
    else if (key === 'd' && work?.placement.layers[work.selected])
      this.#session.restructure(duplicateLayer(work.placement, work.selected), work.selected + 1)
    else return
    event.preventDefault()
  }
}

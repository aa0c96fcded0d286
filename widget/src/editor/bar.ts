import { html, nothing } from 'lit-html'
import type { CatalogItem, Tenant } from './connection.ts'
import type { Text, TextKey } from './texts.ts'

export interface BarView {
  text: Text
  items: readonly CatalogItem[]
  tenants: readonly Tenant[]
  itemId: string | undefined
  tenantId: string | null
  history: { canUndo: boolean; canRedo: boolean } | undefined
  status: string
  canSave: boolean
  onItem(id: string): void
  onTenant(id: string): void
  onUndo(): void
  onRedo(): void
  onSave(): void
}

const GROUPS: [prefix: string, label: TextKey][] = [
  ['prd_', 'products'],
  ['pck_', 'packs'],
  ['col_', 'collections'],
]

/** What is being worked on, and the way back. */
export function bar(view: BarView) {
  const { text, tenants, tenantId, history } = view
  return html`<header class="bar" part="bar">
    <label class="pick"><span>${text('item')}</span>
      <select @change=${(event: Event) => pick(event, view.itemId, view.onItem)}>
        ${view.itemId ? nothing : html`<option value="">${text('chooseItem')}</option>`}
        ${GROUPS.map(([prefix, label]) => group(view, prefix, text(label)))}
      </select>
    </label>
    <label class="pick"><span>${text('tenant')}</span>
      <select @change=${(event: Event) => view.onTenant((event.target as HTMLSelectElement).value)}>
        <option value="" .selected=${!tenantId}>${text('sampleLogo')}</option>
        ${tenants.map(({ id, name }) => html`<option value=${id} .selected=${id === tenantId}>${name}</option>`)}
      </select>
    </label>
    <span class="status" role="status">${view.status}</span>
    <button type="button" class="button" ?disabled=${!history?.canUndo} @click=${view.onUndo}>${text('undo')}</button>
    <button type="button" class="button" ?disabled=${!history?.canRedo} @click=${view.onRedo}>${text('redo')}</button>
    <button type="button" class="button primary" ?disabled=${!view.canSave} @click=${view.onSave}>${text('save')}</button>
  </header>`
}

function group({ items, itemId }: BarView, prefix: string, label: string) {
  const those = items.filter(({ id }) => id.startsWith(prefix))
  if (those.length === 0) return nothing
  return html`<optgroup label=${label}>
    ${those.map(({ id, name }) => html`<option value=${id} .selected=${id === itemId}>${name}</option>`)}
  </optgroup>`
}

/** The list shows what is open: what was picked only once it is. */
function pick(event: Event, now: string | undefined, choose: (id: string) => void): void {
  const select = event.target as HTMLSelectElement
  const { value } = select
  select.value = now ?? ''
  if (value) choose(value)
}

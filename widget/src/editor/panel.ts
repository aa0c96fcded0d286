import { html, nothing, svg } from 'lit-html'
import { BLEND_MODES, LAYER_DEFAULTS, type Layer } from '../../../api/src/render/layer.ts'
import type { Report } from './connection.ts'
import { asBox, asQuad, CORNERS, withCorner } from './document.ts'
import { type Choice, choice, number } from './fields.ts'
import type { Text } from './texts.ts'

export interface PanelView {
  text: Text
  layers: readonly Layer[]
  selected: number
  report: Report | undefined
  onSelect(at: number): void
  onAdd(): void
  onDuplicate(at: number): void
  onRemove(at: number): void
  onReorder(at: number, to: number): void
  onChange(at: number, name: string, change: (layer: Layer) => Layer): void
}

/** Everything by numbers: the layers in their order, and the fields of the chosen one. */
export function panel(view: PanelView) {
  const { text, layers, selected, onAdd } = view
  return html`<section class="panel" part="panel" aria-label=${text('layers')}>
    <header><h2>${text('layers')}</h2><small>${layers.length > 0 ? text('layersHint') : text('noLayers')}</small></header>
    <ol class="layers">${layers.map((_, at) => entry(view, at))}</ol>
    <button type="button" class="button" @click=${onAdd}>${text('add')}</button>
    ${layers[selected] ? fields(view, layers[selected]!, selected) : nothing}
  </section>`
}

function entry(view: PanelView, at: number) {
  const { text, layers, selected, report, onSelect } = view
  const found = [...(report?.problems ?? []), ...(report?.advice ?? [])].some(({ path }) => isOf(path, at))
  return html`<li class=${at === selected ? 'selected' : ''}>
    <button type="button" class="name" aria-pressed=${at === selected} @click=${() => onSelect(at)}>
      ${text('layer', { n: at + 1 })}${found ? html`<span class="flag" aria-hidden="true">!</span>` : nothing}
    </button>
    ${tool(text('lower'), ICONS.down, at === 0, () => view.onReorder(at, at - 1))}
    ${tool(text('raise'), ICONS.up, at === layers.length - 1, () => view.onReorder(at, at + 1))}
    ${tool(text('duplicate'), ICONS.copy, false, () => view.onDuplicate(at))}
    ${tool(text('remove'), ICONS.cross, false, () => view.onRemove(at))}
  </li>`
}

const ICONS = {
  down: svg`<path d="M8 3v10M4 9l4 4 4-4" />`,
  up: svg`<path d="M8 13V3M4 7l4-4 4 4" />`,
  copy: svg`<path d="M6 6h7v7H6zM3 10V3h7" />`,
  cross: svg`<path d="M4 4l8 8M12 4l-8 8" />`,
}

function tool(label: string, icon: unknown, disabled: boolean, act: () => void) {
  return html`<button type="button" class="tool" title=${label} aria-label=${label} ?disabled=${disabled} @click=${act}><svg viewBox="0 0 16 16" aria-hidden="true">${icon}</svg></button>`
}

function fields(view: PanelView, layer: Layer, at: number) {
  const { text, report, onChange } = view
  const set = (name: string, change: (layer: Layer) => Layer) => onChange(at, `${name} ${at}`, change)
  const { surface } = layer
  const options = (names: readonly string[]): Choice[] =>
    names.map((value) => ({ value, label: text(value as never) }))
  return html`<fieldset class="fields"><legend>${text('layer', { n: at + 1 })}</legend>
    ${findings(report, at)}
    ${choice(text('shape'), layer.corners ? 'quad' : 'box', options(['box', 'quad']), (value) =>
      set('shape', value === 'quad' ? asQuad : asBox),
    )}
    ${layer.corners ? cornerFields(view, layer, set) : boxFields(view, layer, set)}
    ${choice(text('surface'), surface?.type ?? 'flat', options(['flat', 'cylinder']), (value) =>
      set('surface', ({ surface: _, ...rest }) =>
        value === 'cylinder' ? { ...rest, surface: { type: 'cylinder' } } : rest,
      ),
    )}
    ${
      surface?.type === 'cylinder'
        ? html`${choice(
            text('axis'),
            surface.axis ?? LAYER_DEFAULTS.axis,
            options(['vertical', 'horizontal']),
            (axis) =>
              set('axis', (now) => ({ ...now, surface: { ...now.surface!, axis: axis as 'vertical' } })),
          )}
          ${number(text('curve'), '°', surface.curveDeg ?? LAYER_DEFAULTS.curveDeg, [0, 170, 1], (curveDeg) =>
            set('curve', (now) => ({ ...now, surface: { ...now.surface!, curveDeg } })),
          )}
          ${number(text('tilt'), '°', surface.tiltDeg ?? LAYER_DEFAULTS.tiltDeg, [-60, 60, 1], (tiltDeg) =>
            set('tilt', (now) => ({ ...now, surface: { ...now.surface!, tiltDeg } })),
          )}`
        : nothing
    }
    ${choice(
      text('blend'),
      layer.blendMode ?? LAYER_DEFAULTS.blendMode,
      BLEND_MODES.map((value) => ({ value, label: value })),
      (blendMode) =>
        set('blend', (now) => ({ ...now, blendMode: blendMode as NonNullable<Layer['blendMode']> })),
    )}
    ${number(
      text('opacity'),
      '%',
      Math.round((layer.opacity ?? LAYER_DEFAULTS.opacity) * 100),
      [0, 100, 1],
      (percent) => set('opacity', (now) => ({ ...now, opacity: percent / 100 })),
    )}
    ${choice(
      text('variant'),
      layer.logoVariant ?? 'auto',
      options(['auto', 'color', 'light', 'dark']),
      (value) =>
        set('variant', (now) => ({ ...now, logoVariant: value as NonNullable<Layer['logoVariant']> })),
    )}
  </fieldset>`
}

type Set = (name: string, change: (layer: Layer) => Layer) => void

function boxFields({ text }: PanelView, layer: Layer, set: Set) {
  const { centerXPct = 50, centerYPct = 50, widthPct = 30, rotateDeg = 0 } = layer
  return html`
    ${number(text('centerX'), '%', centerXPct, [-100, 200, 0.1], (value) => set('x', (now) => ({ ...now, centerXPct: value })))}
    ${number(text('centerY'), '%', centerYPct, [-100, 200, 0.1], (value) => set('y', (now) => ({ ...now, centerYPct: value })))}
    ${number(text('width'), '%', widthPct, [0.1, 300, 0.1], (value) => set('width', (now) => ({ ...now, widthPct: value })))}
    ${number(text('rotation'), '°', rotateDeg, [-360, 360, 0.5], (value) => set('turn', (now) => ({ ...now, rotateDeg: value })))}`
}

function cornerFields({ text }: PanelView, layer: Layer, set: Set) {
  return CORNERS.map((name) => {
    const { x, y } = layer.corners![name]
    return html`<div class="pair" role="group" aria-label=${text(name)}>
      ${number(`${text(name)} X`, '%', x, [-100, 200, 0.1], (value) => set(`${name} x`, (now) => withCorner(now, name, { x: value, y })))}
      ${number(`${text(name)} Y`, '%', y, [-100, 200, 0.1], (value) => set(`${name} y`, (now) => withCorner(now, name, { x, y: value })))}
    </div>`
  })
}

/** What the server says of this layer: what cannot be drawn first, then what will print badly. */
function findings(report: Report | undefined, at: number) {
  const of = (list: Report['problems'] = []) => list.filter(({ path }) => isOf(path, at))
  const [problems, advice] = [of(report?.problems), of(report?.advice)]
  const lines = [
    ...problems.map(({ message }) => html`<li class="problem">${message}</li>`),
    ...advice.map(({ message }) => html`<li class="advice">${message}</li>`),
  ]
  // There before its content is, so that a screen reader says it.
  return html`<div class="findings" role="status">${lines.length > 0 ? html`<ul>${lines}</ul>` : nothing}</div>`
}

const isOf = (path: string, at: number) => `${path}/`.startsWith(`/layers/${at}/`)

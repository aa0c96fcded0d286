import { html, svg } from 'lit-html'
import { unitBoxCorners } from '../../../api/src/render/geometry.ts'
import type { Layer, Point } from '../../../api/src/render/layer.ts'
import { createMapping } from '../../../api/src/render/mapping.ts'
import { CORNERS, type CornerName } from './document.ts'
import type { Grip, Guide } from './gestures.ts'
import type { Text } from './texts.ts'

export interface StageView {
  text: Text
  layers: readonly Layer[]
  selected: number
  guides: readonly Guide[]
  /** Shape of the logo, so that what it covers can be outlined. */
  logo: { width: number; height: number }
  onGrip(event: PointerEvent, at: number, grip: Grip): void
  onKey(event: KeyboardEvent, at: number, corner?: CornerName): void
  onFocus(at: number): void
}

/** The picture being made, and over it what can be taken hold of, by pointer or, focused, by keys. */
export function stage(view: StageView) {
  const { text, layers, selected, guides } = view
  // The chosen layer comes last, so that its handles lie above all others'.
  const order = layers.map((_, at) => at).sort((a, b) => Number(a === selected) - Number(b === selected))
  return html`<div class="stage" part="stage">
    <canvas width="1000" height="1000" aria-hidden="true"></canvas>
    <svg viewBox="0 0 100 100" role="group" aria-label=${text('label')} aria-describedby="keys">
      ${guides.map(({ axis, at }) =>
        axis === 'x'
          ? svg`<line class="guide" x1=${at} x2=${at} y1="0" y2="100" />`
          : svg`<line class="guide" y1=${at} y2=${at} x1="0" x2="100" />`,
      )}
      ${order.map((at) => layerShape(view, layers[at]!, at))}
      ${layers[selected] ? handles(view, layers[selected]!, selected) : undefined}
    </svg>
    <p id="keys" class="hidden">${text('stage')}</p>
  </div>`
}

function layerShape(view: StageView, layer: Layer, at: number) {
  const { text, selected, logo, onGrip, onKey, onFocus } = view
  const box = unitBoxCorners(layer)
  const print = createMapping(layer, logo, 100).outline ?? box
  return svg`<g class=${at === selected ? 'layer selected' : 'layer'} role="button" tabindex="0" data-grip="move"
      aria-label=${text('layer', { n: at + 1 })} aria-pressed=${at === selected}
      @pointerdown=${(event: PointerEvent) => onGrip(event, at, 'move')}
      @focus=${() => onFocus(at)} @keydown=${(event: KeyboardEvent) => onKey(event, at)}>
    <polygon class="box" points=${pointsOf(box)} />
    <polygon class="print" points=${pointsOf(print)} />
  </g>`
}

function handles(view: StageView, layer: Layer, at: number) {
  const { text } = view
  const corners = unitBoxCorners(layer)
  const quad = layer.corners !== undefined
  const knob = knobOf(corners)
  const top = middle([corners[0]!, corners[1]!])
  return svg`<line class="stem" x1=${top.x} y1=${top.y} x2=${knob.x} y2=${knob.y} />
    ${CORNERS.map((name, i) => {
      const label = quad ? text('corner', { corner: text(name), n: at + 1 }) : text('scale', { n: at + 1 })
      // Of the four that scale, one is enough for the keyboard.
      const options = { label, tabbable: quad || i === 2, corner: quad ? name : undefined }
      return handle(view, at, quad ? name : 'scale', corners[i]!, options)
    })}
    ${handle(view, at, 'rotate', knob, { label: text('rotate', { n: at + 1 }), tabbable: true })}`
}

function handle(
  { onGrip, onKey }: StageView,
  at: number,
  grip: Grip,
  point: Point,
  options: { label: string; tabbable: boolean; corner?: CornerName | undefined },
) {
  const { x, y } = inside(point)
  return svg`<g class="handle" role="button" tabindex=${options.tabbable ? 0 : -1} aria-label=${options.label}
      data-grip=${grip} @pointerdown=${(event: PointerEvent) => onGrip(event, at, grip)}
      @keydown=${(event: KeyboardEvent) => onKey(event, at, options.corner)}>
    <circle class="reach" cx=${x} cy=${y} r="4" />
    <circle class=${grip === 'rotate' ? 'dot knob' : 'dot'} cx=${x} cy=${y} r="1.4" />
  </g>`
}

/** A little beyond the upper edge, on the line from the middle. */
function knobOf(corners: readonly Point[]): Point {
  const centre = middle(corners)
  const top = middle([corners[0]!, corners[1]!])
  const reach = 1 + 6 / (Math.hypot(top.x - centre.x, top.y - centre.y) || 1)
  return inside({ x: centre.x + (top.x - centre.x) * reach, y: centre.y + (top.y - centre.y) * reach })
}

const pointsOf = (points: readonly Point[]) => points.map(({ x, y }) => `${x},${y}`).join(' ')
const middle = (points: readonly Point[]): Point => ({
  x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
  y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
})
/** Where a handle can still be reached although its corner lies outside of the picture. */
const inside = ({ x, y }: Point): Point => ({
  x: Math.min(98.5, Math.max(1.5, x)),
  y: Math.min(98.5, Math.max(1.5, y)),
})

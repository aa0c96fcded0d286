import type { Layer } from '../../../api/src/render/layer.ts'
import { type CornerName, scaled, translated, turned, withCorner } from './document.ts'

/** Percent of the canvas: a pixel of the master, and ten with Shift. */
const NUDGE_PCT = 0.1
const STRIDE_PCT = 1
const TURN_DEG = 1
const TURN_FAR_DEG = 15
const GROW = 1.01
const GROW_FAR = 1.1

const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

type Key = Pick<KeyboardEvent, 'key' | 'shiftKey'>

/** What a key makes of the layer, or of one of its corners; undefined where it means nothing here. */
export function press({ key, shiftKey }: Key, layer: Layer, corner?: CornerName): Layer | undefined {
  const arrow = ARROWS[key]
  const step = shiftKey ? STRIDE_PCT : NUDGE_PCT
  if (arrow && corner) {
    const { x, y } = layer.corners![corner]
    return withCorner(layer, corner, { x: x + arrow[0] * step, y: y + arrow[1] * step })
  }
  if (arrow) return translated(layer, arrow[0] * step, arrow[1] * step)
  const grow = shiftKey ? GROW_FAR : GROW
  if (key === '+' || key === '=') return scaled(layer, grow)
  if (key === '-' || key === '_') return scaled(layer, 1 / grow)
  const turn = shiftKey ? TURN_FAR_DEG : TURN_DEG
  if (key === ']' || key === '}') return turned(layer, turn)
  if (key === '[' || key === '{') return turned(layer, -turn)
  return undefined
}

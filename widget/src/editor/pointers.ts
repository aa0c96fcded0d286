import type { Layer, Point } from '../../../api/src/render/layer.ts'
import { type Dragged, drag, type Grip, pinch } from './gestures.ts'

interface Held {
  at: number
  grip: Grip
  /** As it was when the drag began: every move is reckoned from there, so that nothing adds up. */
  layer: Layer
  /** Where each finger went down, and where it is. */
  fingers: Map<number, { from: Point; now: Point }>
}

/** Turns pointers into edits: one drags what it holds, a second finger makes it a pinch. */
export class Pointers {
  readonly #stage: () => Element
  readonly #layers: () => readonly Layer[]
  readonly #dragged: (at: number, result: Dragged) => void
  readonly #ended: () => void
  #held: Held | undefined

  constructor(options: {
    stage: () => Element
    layers: () => readonly Layer[]
    dragged: (at: number, result: Dragged) => void
    ended: () => void
  }) {
    this.#stage = options.stage
    this.#layers = options.layers
    this.#dragged = options.dragged
    this.#ended = options.ended
  }

  down(event: PointerEvent, at: number, grip: Grip): void {
    if (event.button !== 0) return
    const point = this.#pointOf(event)
    if (this.#held) {
      this.#held = { ...this.#held, layer: this.#layers()[this.#held.at]! }
      // From two fingers on, both begin where they are now.
      for (const finger of this.#held.fingers.values()) finger.from = finger.now
      this.#held.fingers.set(event.pointerId, { from: point, now: point })
      return
    }
    const fingers = new Map([[event.pointerId, { from: point, now: point }]])
    this.#held = { at, grip, layer: this.#layers()[at]!, fingers }
    addEventListener('pointermove', this.#move)
    addEventListener('pointerup', this.#up)
    addEventListener('pointercancel', this.#up)
  }

  /** A second finger anywhere on the picture joins what the first one holds. */
  join(event: PointerEvent): void {
    if (this.#held && !this.#held.fingers.has(event.pointerId))
      this.down(event, this.#held.at, this.#held.grip)
  }

  release(): void {
    this.#held = undefined
    removeEventListener('pointermove', this.#move)
    removeEventListener('pointerup', this.#up)
    removeEventListener('pointercancel', this.#up)
  }

  #move = (event: PointerEvent): void => {
    const finger = this.#held?.fingers.get(event.pointerId)
    if (!this.#held || !finger) return
    finger.now = this.#pointOf(event)
    const { at, grip, layer, fingers } = this.#held
    const [one, two] = [...fingers.values()]
    if (two) {
      const result = pinch(layer, [one!.from, two.from], [one!.now, two.now])
      this.#dragged(at, { layer: result, guides: [] })
      return
    }
    const others = this.#layers().filter((_, i) => i !== at)
    this.#dragged(at, drag(grip, layer, one!.from, one!.now, { snap: !event.altKey, others }))
  }

  #up = (event: PointerEvent): void => {
    if (!this.#held?.fingers.delete(event.pointerId)) return
    const { fingers, at } = this.#held
    if (fingers.size === 0) {
      this.release()
      this.#ended()
      return
    }
    // The finger that is left goes on from here.
    for (const finger of fingers.values()) finger.from = finger.now
    this.#held.layer = this.#layers()[at]!
  }

  #pointOf({ clientX, clientY }: PointerEvent): Point {
    const { left, top, width, height } = this.#stage().getBoundingClientRect()
    return { x: ((clientX - left) / width) * 100, y: ((clientY - top) / height) * 100 }
  }
}

import type { LogoSources } from '../../../api/src/render/draw-layer.ts'
import type { Placement } from '../../../api/src/render/layer.ts'
import type { Legibility } from '../../../api/src/render/legibility.ts'
import { checkPlacement } from '../../../api/src/render/placement.ts'
import { type Base, drawPlacement } from './pixels.ts'

/** Draws the newest placement, one picture at a time: what comes in meanwhile replaces what waits. */
export class Painter {
  base: Base | undefined
  logo: LogoSources | undefined
  #wanted: (() => Promise<void>) | undefined
  #busy = false

  paint(
    canvas: () => HTMLCanvasElement | null,
    placement: Placement,
    done: (legibility: Legibility | undefined) => void,
  ) {
    const { base, logo } = this
    if (!base || !logo) return
    // Half-way through a drag corners may cross; what cannot be drawn is left out until it can.
    const layers = placement.layers.filter((layer) => checkPlacement({ layers: [layer] }).length === 0)
    this.#wanted = async () => {
      const { picture, legibility } = await drawPlacement(base, logo, { layers })
      canvas()?.getContext('2d')?.putImageData(picture, 0, 0)
      done(legibility)
    }
    if (!this.#busy) void this.#run()
  }

  async #run(): Promise<void> {
    this.#busy = true
    while (this.#wanted) {
      const next = this.#wanted
      this.#wanted = undefined
      await next()
      await new Promise(requestAnimationFrame)
    }
    this.#busy = false
  }
}

/** Runs the last of several calls once there has been a pause, and aborts what it overtakes. */
export class Pause {
  readonly #ms: number
  #timer: ReturnType<typeof setTimeout> | undefined
  #running: AbortController | undefined

  constructor(ms: number) {
    this.#ms = ms
  }

  after(work: (signal: AbortSignal) => Promise<void>): void {
    this.stop()
    const controller = new AbortController()
    this.#running = controller
    this.#timer = setTimeout(() => {
      work(controller.signal).catch((error) => {
        if (!controller.signal.aborted) throw error
      })
    }, this.#ms)
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#running?.abort()
  }
}

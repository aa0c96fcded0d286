import { html, nothing } from 'lit-html'
import type { Picture } from '../api/types.ts'
import { icon } from '../views/parts/icons.ts'
import { type Changed, VitrineElement } from './element.ts'
import { pictureFiles } from './picture-files.ts'
import { placeholderOf } from './placeholder.ts'
import { crossOriginOf } from './script-origin.ts'
import { observeWidth, unobserveWidth } from './width.ts'

interface Layer {
  key: string
  images: Picture[]
  shown: boolean
}

/** Files already shown once: coming back to them must not fade them in again. */
export const shownBefore = new Set<string>()
const fadeMs = 600

/**
 * One picture in reserved space: placeholder, then the image, then the image that replaces it. A replacement is
 * loaded on top and fades in once decoded; what is below stays until then, so nothing ever blinks or moves.
 */
export class VitrinePicture extends VitrineElement {
  static override properties = {
    images: '',
    placeholder: '',
    alt: '',
    eager: '',
    priority: '',
  }
  declare images: Picture[]
  declare placeholder: string | null
  declare alt: string
  /** Above the fold: loads at once. */
  declare eager: boolean
  /** The first picture of the screen: loads before the others. */
  declare priority: boolean
  /** Two places, the new picture always in the one not seen: an <img> that moved in the tree would load again. */
  #layers: [Layer?, Layer?] = [undefined, undefined]
  #top = 0
  #width = 0

  constructor() {
    super()
    this.images = []
    this.placeholder = null
    this.alt = ''
    this.eager = false
    this.priority = false
  }

  override connectedCallback(): void {
    super.connectedCallback()
    observeWidth(this, (width) => {
      // Only growth matters: a sharper file is never worth a second download.
      if (width <= this.#width) return
      this.#width = width
      this.requestUpdate()
    })
  }

  override disconnectedCallback(): void {
    unobserveWidth(this)
    super.disconnectedCallback()
  }

  protected override willUpdate(changed: Changed): void {
    if (!changed.has('images') || this.images.length === 0) return
    const key = this.images.map((image) => image.url).join(' ')
    const top = this.#layers[this.#top]
    if (top?.key === key) return
    if (top?.shown) this.#top = 1 - this.#top
    this.#layers[this.#top] = {
      key,
      images: this.images,
      // A fade would only hold back what the visitor is waiting for.
      shown: (!top && this.eager) || this.images.some(({ url }) => shownBefore.has(url)),
    }
    // Sooner than the observer, which tells after the frame; one picture a screen may lay out the page for it.
    if (this.priority) this.#width ||= Math.ceil(this.clientWidth)
  }

  protected override render() {
    return html`
      ${this.images.length === 0 ? icon('box') : nothing}
      ${this.#layers.map((layer, slot) => (layer && this.#width > 0 ? this.#layer(layer, slot) : nothing))}
    `
  }

  protected override updated(changed: Changed): void {
    if (changed.has('placeholder')) this.style.background = placeholderOf(this.placeholder)
  }

  #layer(layer: Layer, slot: number) {
    const top = slot === this.#top
    const sizes = `${this.#width}px`
    const { sources, fallback } = pictureFiles(layer.images)
    return html`<picture>${sources.map(
      ({ type, srcset }) => html`<source type=${type} sizes=${sizes} srcset=${srcset} />`,
    )}
      <img
        part="image"
        class=${`${layer.shown ? 'shown' : ''} ${top ? 'top' : ''}`}
        alt=${top ? this.alt : ''}
        crossorigin=${crossOriginOf(fallback.url) ?? nothing}
        width=${fallback.width}
        height=${fallback.height}
        decoding="async"
        loading=${this.eager ? 'eager' : 'lazy'}
        fetchpriority=${this.priority ? 'high' : 'auto'}
        sizes=${sizes}
        srcset=${fallback.srcset}
        src=${fallback.url}
        @load=${(event: Event) => this.#loaded(layer, event.target as HTMLImageElement)}
        @error=${() => this.#failed(layer)}
      />
    </picture>`
  }

  async #loaded(layer: Layer, img: HTMLImageElement): Promise<void> {
    shownBefore.add(img.currentSrc)
    if (!layer.shown) {
      await img.decode().catch(() => {})
      layer.shown = true
      this.requestUpdate()
    }
    setTimeout(() => {
      // A see-through picture must not show it for ever.
      this.style.background = ''
      if (this.#layers[this.#top] !== layer) return
      this.#layers[1 - this.#top] = undefined
      this.requestUpdate()
    }, fadeMs)
  }

  /** The picture below, or the placeholder, is better than a broken one. */
  #failed(layer: Layer): void {
    const below = 1 - this.#top
    if (this.#layers[this.#top] !== layer) return
    layer.shown = false
    if (this.#layers[below]) {
      this.#layers[this.#top] = undefined
      this.#top = below
    }
    this.requestUpdate()
  }
}

import { render } from 'lit-html'

/** Names of the properties that changed since the last drawing. */
export type Changed = ReadonlySet<string>

/** What all our elements share, after Lit's element, of which we need a quarter: it would weigh as much as lit-html. */
export abstract class VitrineElement extends HTMLElement {
  /** The attribute of each property; none where it is empty. */
  static properties: Record<string, string> = {}
  /** With styles an element draws into a shadow tree of its own; without, into itself, styled by whose tree it is in. */
  static styles: string | undefined

  readonly renderRoot: HTMLElement | ShadowRoot
  hasUpdated = false
  #values: Record<string, unknown> = {}
  #changed = new Set<string>()
  #early: [string, unknown][] = []
  #started = false
  #planned: Promise<void> | undefined

  /** The browser asks for them when the class is defined: the moment to make the accessors as well. */
  static get observedAttributes(): string[] {
    // biome-ignore lint/complexity/noThisInStatic: each class has properties of its own.
    const { properties, prototype } = this
    for (const name of Object.keys(properties))
      Object.defineProperty(prototype, name, {
        configurable: true,
        get(this: VitrineElement) {
          return this.#values[name]
        },
        set(this: VitrineElement, value: unknown) {
          if (Object.is(this.#values[name], value)) return
          this.#values[name] = value
          this.requestUpdate(name)
        },
      })
    return Object.values(properties).filter(Boolean)
  }

  constructor() {
    super()
    const { properties, styles } = this.constructor as typeof VitrineElement
    // Set by a framework before the class was there; set again once the class has set its own defaults.
    for (const name of Object.keys(properties)) {
      if (!Object.hasOwn(this, name)) continue
      this.#early.push([name, this[name as keyof this]])
      delete this[name as keyof this]
    }
    this.renderRoot = styles === undefined ? this : this.#shadow(styles)
  }

  /** A shadow tree made by the server is kept, with what it shows, until there is something newer to show. */
  #shadow(styles: string): ShadowRoot {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
    root.adoptedStyleSheets = [sheetOf(styles)]
    return root
  }

  addStyles(text: string): void {
    if (!(this.renderRoot instanceof ShadowRoot)) return
    const { adoptedStyleSheets } = this.renderRoot
    const sheet = sheetOf(text)
    if (!adoptedStyleSheets.includes(sheet)) adoptedStyleSheets.push(sheet)
  }

  /** Settles once what was changed so far is on screen. */
  get updateComplete(): Promise<void> {
    return this.#planned ?? Promise.resolve()
  }

  connectedCallback(): void {
    for (const [name, value] of this.#early.splice(0)) Object.assign(this, { [name]: value })
    this.#started = true
    this.requestUpdate()
  }

  disconnectedCallback(): void {}

  attributeChangedCallback(attribute: string, _: string | null, value: string | null): void {
    const { properties } = this.constructor as typeof VitrineElement
    for (const name of Object.keys(properties))
      if (properties[name] === attribute) Object.assign(this, { [name]: value })
  }

  requestUpdate(name?: string): void {
    if (name) this.#changed.add(name)
    if (!this.#started) return
    this.#planned ??= Promise.resolve().then(() => this.#update())
  }

  #update(): void {
    const changed = this.#changed
    this.willUpdate(changed)
    this.#changed = new Set()
    this.#planned = undefined
    this.draw(this.renderRoot)
    this.hasUpdated = true
    this.updated(changed)
  }

  protected draw(root: HTMLElement | ShadowRoot): void {
    render(this.render(), root, { host: this })
  }

  protected willUpdate(_changed: Changed): void {}
  protected abstract render(): unknown
  protected updated(_changed: Changed): void {}
}

const sheets = new Map<string, CSSStyleSheet>()

/** One sheet for all elements of a kind. Made by script, it needs no leave of the host's policy. */
function sheetOf(text: string): CSSStyleSheet {
  let sheet = sheets.get(text)
  if (!sheet) {
    sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    sheets.set(text, sheet)
  }
  return sheet
}

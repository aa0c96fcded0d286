import { parseCart } from './parse.ts'

/** Only what is wanted and how much of it: names and prices are always the API's to say. */
export interface CartLine {
  readonly itemId: string
  readonly kind: 'product' | 'pack'
  readonly quantity: number
}

type Listener = () => void

/** The cart of one portal, kept by the browser. Every element on the page and every tab shows the same one. */
export class Cart {
  readonly #key: string
  #lines: readonly CartLine[]
  readonly #listeners = new Set<Listener>()

  constructor(key: string) {
    this.#key = key
    this.#lines = this.#read()
  }

  get lines(): readonly CartLine[] {
    return this.#lines
  }

  quantityOf(itemId: string): number {
    return this.#lines.find((line) => line.itemId === itemId)?.quantity ?? 0
  }

  /** Sets how many are wanted; none takes the line away. A new line is put at `index`, else at the end. */
  set(line: CartLine, index = this.#lines.length): void {
    const at = this.#lines.findIndex(({ itemId }) => itemId === line.itemId)
    const lines = [...this.#lines]
    lines.splice(at < 0 ? index : at, at < 0 ? 0 : 1, ...(line.quantity > 0 ? [line] : []))
    this.replace(lines)
  }

  replace(lines: readonly CartLine[]): void {
    this.#lines = lines
    try {
      localStorage.setItem(this.#key, JSON.stringify({ version: 1, lines }))
    } catch {
      // Full or forbidden: the cart then lasts as long as the page.
    }
    this.#tell()
  }

  /** Calls back on every change, whichever tab made it, until the answer is called. */
  watch(listener: Listener): () => void {
    if (this.#listeners.size === 0) addEventListener('storage', this.#stored)
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) removeEventListener('storage', this.#stored)
    }
  }

  #stored = ({ key }: StorageEvent) => {
    if (key !== null && key !== this.#key) return
    this.#lines = this.#read()
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }

  #read(): CartLine[] {
    try {
      return parseCart(localStorage.getItem(this.#key))
    } catch {
      return []
    }
  }
}

const carts = new Map<string, Cart>()

/** Portals of the same name on two installations have a cart each. */
export function cartOf(api: string, portal: string): Cart {
  const key = `vitrine:cart:${api}:${portal}`
  const cart = carts.get(key) ?? new Cart(key)
  carts.set(key, cart)
  return cart
}

/** Edits that come so soon after one another under one name are one step to go back. */
const TOGETHER_MS = 800
const MOST = 200

/** What was, what is, and what was taken back. */
export class History<T> {
  #past: T[] = []
  #future: T[] = []
  #present: T
  #last: { name: string; at: number } | undefined

  constructor(present: T) {
    this.#present = present
  }

  get present(): T {
    return this.#present
  }
  get canUndo(): boolean {
    return this.#past.length > 0
  }
  get canRedo(): boolean {
    return this.#future.length > 0
  }

  /** `name` says what is being done: a drag is one step, and so are ten nudges in a row. */
  push(next: T, name: string, at: number): void {
    if (next === this.#present) return
    const together = this.#last?.name === name && at - this.#last.at < TOGETHER_MS
    if (!together) this.#past = [...this.#past, this.#present].slice(-MOST)
    this.#present = next
    this.#future = []
    this.#last = { name, at }
  }

  /** Whatever comes next is a step of its own. */
  close(): void {
    this.#last = undefined
  }

  undo(): void {
    const before = this.#past.pop()
    if (before === undefined) return
    this.#future.push(this.#present)
    this.#present = before
    this.#last = undefined
  }

  redo(): void {
    const after = this.#future.pop()
    if (after === undefined) return
    this.#past.push(this.#present)
    this.#present = after
    this.#last = undefined
  }
}

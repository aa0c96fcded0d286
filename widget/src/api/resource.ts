import type { Answer, Client } from './client.ts'
import { isPending } from './items.ts'
import { PortalProblem } from './problem.ts'

/** One answer of the API, kept current: what is known now, and why not where it is not. */
export class Resource<T extends Answer> {
  data: T | undefined
  problem: PortalProblem | undefined
  readonly #client: Client
  readonly #path: string
  readonly #changed: () => void

  constructor(client: Client, path: string, changed: () => void) {
    this.#client = client
    this.#path = path
    this.#changed = changed
    this.data = client.recall<T>(path)
  }

  get pending(): boolean {
    return this.data !== undefined && isPending(this.data)
  }

  async load(): Promise<void> {
    this.problem = undefined
    try {
      this.data = await this.#client.read<T>(this.#path)
    } catch (error) {
      this.problem = asProblem(error)
    }
    this.#changed()
  }

  /** Asks again quietly: a failure leaves what is on screen alone. Answers whether anything is new. */
  async refresh(): Promise<boolean> {
    const before = this.data
    try {
      this.data = await this.#client.read<T>(this.#path, true)
    } catch {
      return false
    }
    if (this.data === before) return false
    this.problem = undefined
    this.#changed()
    return true
  }
}

function asProblem(error: unknown): PortalProblem {
  return error instanceof PortalProblem ? error : new PortalProblem('internal', String(error))
}

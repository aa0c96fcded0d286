import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'

/** `expect.poll` with the patience a loaded machine needs. */
export const soon = <T>(look: () => T) => expect.poll(look, { timeout: 25_000 })

/** What went wrong while somebody looked at a page. */
export interface Observed {
  violations: string[]
  errors: string[]
  /** Origins that were asked for anything. */
  origins: Set<string>
}

export interface Visit extends Observed {
  page: Page
  /** Sum of the layout shifts that no input caused. */
  layoutShift(): Promise<number>
  /** What moved, from where to where. */
  shifted(): Promise<string[]>
  /** Text, label or name of what has the focus, wherever it is in shadow trees. */
  focused(): Promise<string>
}

interface Options {
  width?: number
  height?: number
  dark?: boolean
}

export async function visit(browser: Browser, url: string, options: Options = {}): Promise<Visit> {
  const { width = 1280, height = 800, dark = false } = options
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
  })
  const page = await context.newPage()
  const observed: Observed = { violations: [], errors: [], origins: new Set() }
  page.on('pageerror', (error) => observed.errors.push(error.message))
  page.on('request', (request) => observed.origins.add(new URL(request.url()).origin))
  await page.exposeFunction('violated', (what: string) => observed.violations.push(what))
  await page.addInitScript(watch)
  await page.goto(url)
  return {
    page,
    ...observed,
    layoutShift: () => page.evaluate(() => (globalThis as unknown as Watched).shift),
    shifted: () => page.evaluate(() => (globalThis as unknown as Watched).shifted),
    focused: () => page.evaluate(nameOfFocused),
  }
}

interface Watched {
  shift: number
  shifted: string[]
  violated: (what: string) => void
}

function watch(): void {
  const watched = globalThis as unknown as Watched
  watched.shift = 0
  watched.shifted = []
  const box = ({ x, y, width, height }: DOMRectReadOnly) => [x, y, width, height].map(Math.round).join(' ')
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number
      hadRecentInput: boolean
      sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[]
    })[]) {
      if (entry.hadRecentInput) continue
      watched.shift += entry.value
      for (const { node, previousRect, currentRect } of entry.sources) {
        const what = node instanceof Element ? `${node.tagName}.${node.className}` : node?.nodeName
        watched.shifted.push(`${what} ${box(previousRect)} -> ${box(currentRect)}`)
      }
    }
  }).observe({ type: 'layout-shift', buffered: true })
  document.addEventListener('securitypolicyviolation', (event) =>
    watched.violated(
      `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`,
    ),
  )
}

function nameOfFocused(): string {
  let element = document.activeElement
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
  const text = element?.getAttribute('aria-label') ?? element?.getAttribute('name') ?? element?.textContent
  return (text ?? '').trim().replace(/\s+/g, ' ')
}

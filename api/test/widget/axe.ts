import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Axe {
  run(context: unknown, options: unknown): Promise<{ violations: Finding[] }>
}
interface Finding {
  id: string
  nodes: { target: unknown; failureSummary: string }[]
}

/** What an audit by the rules of WCAG 2.2 A and AA, and by good practice, finds wrong with an element on a page. */
export async function audit(page: Page, element = 'vitrine-portal'): Promise<string[]> {
  await page.evaluate(`globalThis.axe || (() => { ${source} })()`)
  // What is on its way in has half of its colour yet.
  await page.waitForFunction((element) => {
    const root = document.querySelector(element)?.shadowRoot
    return root
      ?.getAnimations()
      .every((one) => one.playState !== 'running' || one.effect?.getTiming().iterations === Infinity)
  }, element)
  const found = await page.evaluate(async (element) => {
    const { axe } = globalThis as unknown as { axe: Axe }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const options = { runOnly: tags, resultTypes: ['violations'] }
    return (await axe.run(element, options)).violations
  }, element)
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${JSON.stringify(target)} ${failureSummary}`),
  )
}

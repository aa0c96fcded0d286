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

/** What an audit by the rules of WCAG 2.2 A and AA, and by good practice, finds wrong with the portal on a page. */
export async function audit(page: Page): Promise<string[]> {
  await page.evaluate(`globalThis.axe || (() => { ${source} })()`)
  // What is on its way in has half of its colour yet.
  await page.waitForFunction(() => {
    const root = document.querySelector('vitrine-portal')?.shadowRoot
    return root
      ?.getAnimations()
      .every((one) => one.playState !== 'running' || one.effect?.getTiming().iterations === Infinity)
  })
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const options = { runOnly: tags, resultTypes: ['violations'] }
    return (await axe.run('vitrine-portal', options)).violations
  })
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${JSON.stringify(target)} ${failureSummary}`),
  )
}

import { readFile } from 'node:fs/promises'
import { createRenderCache } from '../../../src/render/cache.ts'
import { renderItem } from '../../../src/render/render-item.ts'
import { withoutBases } from '../caches.ts'
import { type Contender, type Task, WIDTHS } from './task.ts'

/** The engine as a worker runs it: the logo is known, the photo is new, or known from another tenant. */
export function openOurs({ photosKnown }: { photosKnown: boolean }): Contender {
  const cache = createRenderCache({ limitBytes: 400_000_000 })
  const logos = new Map<string, Promise<{ color: Buffer; light: Buffer; dark: Buffer }>>()
  return {
    async draw(task) {
      if (!logos.has(task.logo.color)) logos.set(task.logo.color, readLogo(task))
      const { files } = await renderItem({
        photo: await readFile(task.photo),
        logo: await logos.get(task.logo.color)!,
        placement: task.placement,
        outputs: WIDTHS.map((width) => ({ width, ...task.output })),
        cache: photosKnown ? cache : withoutBases(cache),
      })
      return files.map(({ bytes }) => bytes)
    },
  }
}

async function readLogo({ logo }: Task) {
  const [color, light, dark] = await Promise.all([logo.color, logo.light, logo.dark].map((f) => readFile(f)))
  return { color: color!, light: light!, dark: dark! }
}

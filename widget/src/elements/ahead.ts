import type { Picture } from '../api/types.ts'
import { pictureFiles } from './picture-files.ts'
import { crossOriginOf } from './script-origin.ts'

/** Where pictures come over another connection than answers, which are asked for without credentials: opened meanwhile. */
export function preconnect(href: string): void {
  if (new URL(href).origin !== location.origin && crossOriginOf(`${href}/`) === undefined)
    hint({ rel: 'preconnect', href }).remove()
}

/** Begins to load a picture before it is drawn; the best format only, which a browser that does not read it leaves alone. */
export function preload(images: Picture[], width: number): void {
  const { sources, fallback } = pictureFiles(images)
  const { type, srcset } = sources[0] ?? { type: '', srcset: fallback.srcset }
  const link = hint({
    rel: 'preload',
    as: 'image',
    type,
    crossOrigin: crossOriginOf(fallback.url) ?? null,
    imageSizes: `${width}px`,
    imageSrcset: srcset,
    fetchPriority: 'high',
  })
  link.onload = link.onerror = () => link.remove()
}

function hint(attributes: Partial<HTMLLinkElement>): HTMLLinkElement {
  const link = Object.assign(document.createElement('link'), attributes)
  document.head.append(link)
  return link
}

import type { QuoteModule } from './flow.ts'
import { kit } from './kit.ts'

/** Known to the build: a name made of the content, and its hash. */
declare const QUOTE_FILE: string
declare const QUOTE_INTEGRITY: string

let attempts = 0

/** Beside the script itself, and held to the hash that the script knows: one `integrity` covers both. */
export async function loadQuote(): Promise<QuoteModule> {
  Object.assign(globalThis, { [Symbol.for('vitrine.kit')]: kit })
  const url = new URL(QUOTE_FILE, import.meta.url)
  // Browsers remember that a module failed, by its address.
  if (attempts++) url.search = String(attempts)
  await preload(url.href)
  return import(url.href)
}

function preload(href: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const own = [...document.scripts].find(({ src }) => src === import.meta.url)
    const link = document.createElement('link')
    const nonce = own?.nonce ?? ''
    Object.assign(link, { rel: 'modulepreload', href, integrity: QUOTE_INTEGRITY, crossOrigin: '', nonce })
    link.onload = resolve
    link.onerror = () => reject(new Error(`${href} did not load`))
    document.head.append(link)
  })
}
